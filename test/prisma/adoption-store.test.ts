/** An adoption as rows and messages: all or none, each stand once, offered again where its run was lost. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { orderAdoption } from '../../cli/adopt-policy.ts';
import { refuse } from '../../domain/errors.ts';
import { adoptionCommandId } from '../../domain/stand/ids.ts';
import type { StandSeed } from '../../domain/stand/state.ts';
import { adoptionOutcome } from '../../prisma/adoption-outcome.ts';
import { markAdoptionRefused, saveAdoption } from '../../prisma/adoption-store.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { offerAgain } from '../../prisma/offer-again.ts';
import { writeTurn } from '../../prisma/turn-store.ts';
import { Life } from '../domain/stand/life.ts';
import { EARLIER_CHECKS, LOWER_LINE } from '../support/policy-versions.ts';
import { EAST, WEST, XINZHOU } from '../support/regimes.ts';
import { importOf, newSeed, openStore, turnsOf, type Store } from './fixture.ts';

let store: Store;
let seeds: readonly StandSeed[];
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.sql('truncate stand, policy_adoption, outbox_message cascade');
  seeds = [newSeed(), newSeed(), newSeed({ county: WEST })];
  await saveImport(store.db, importOf(seeds));
  await store.sql('update outbox_message set delivered_at = now()');
});

const order = (policy = EARLIER_CHECKS, selection: object = { county: EAST }) =>
  orderAdoption(store.db, { policy, selection, by: 'm', nowMs: Date.now() });
const waiting = () =>
  store.sql<{ order_key: string; position: number }>(
    `select order_key, position from outbox_message where kind = 'adoptPolicy' and delivered_at is null`,
  );

describe('an order', () => {
  test('tells each stand of the selection once, also where it is given twice', async () => {
    expect(await order()).toMatchObject({ told: 2, refused: 0, inForce: 0, onTheirWay: 0 });
    // Handed on, and not answered yet.
    await store.sql(`update outbox_message set delivered_at = now() where order_key = $1`, [seeds[0]!.lifeId]);
    expect(await order(EARLIER_CHECKS, {})).toMatchObject({ told: 1, onTheirWay: 2 });
    expect((await waiting()).map(({ order_key }) => order_key).toSorted()).toEqual(
      seeds
        .slice(1)
        .map(({ lifeId }) => lifeId)
        .toSorted(),
    );
  });
  test('of another version follows the first one', async () => {
    await order();
    expect(await order(LOWER_LINE)).toMatchObject({ told: 2, onTheirWay: 0 });
    expect(await order(XINZHOU)).toMatchObject({ told: 0, inForce: 2 });
  });
  test('stands behind counts captured up to its day, and before those of the days after', async () => {
    await order();
    const [message] = await waiting();
    const today = Math.floor((Date.now() + 8 * 3_600_000) / 86_400_000);
    expect(message!.position).toBe(100_000 + today + 1);
  });
  test('that breaks off leaves nothing', async () => {
    const adoption = { id: randomUUID(), policy: 'p@1.0.0', hash: 'h', selection: {}, at: new Date().toISOString() };
    let told = 0;
    const breaking = saveAdoption(store.db, { ...adoption, on: '2026-11-25', by: 'm' }, () => {
      if ((told += 1) > 1) throw new Error('cut off');
      return refuse('POLICY_COUNTY_UNKNOWN', {});
    });
    await expect(breaking).rejects.toThrow('cut off');
    expect(await store.db.prisma.policyAdoption.count()).toBe(0);
    expect(await store.db.prisma.policyAdoptionStand.count()).toBe(0);
  });
});

describe('what became of it', () => {
  /** The first stand adopts it, as its deed writes it. */
  async function adopted(id: string): Promise<void> {
    const life = new Life(seeds[0]!);
    life.adopt('2026-05-01', EARLIER_CHECKS, { commandId: adoptionCommandId(id) });
    for (const turn of turnsOf(life)) await writeTurn(store.db, turn);
  }
  test('is told by the answers written, and by those who refused', async () => {
    const { id } = await order();
    await adopted(id);
    const [{ lifeId }] = [seeds[1]!];
    expect(await adoptionOutcome(store.db, id)).toEqual({ adopted: 1, waiting: 1, refused: [] });
    const refusal = refuse('STAND_SUSPENDED', { standId: seeds[1]!.standId, met: '2026-05-02' });
    const messageId = `adopt/${id}/${lifeId}`;
    await markAdoptionRefused(store.db, { messageId, adoptionId: id, lifeId, refusal, at: new Date().toISOString() });
    expect(await adoptionOutcome(store.db, id)).toEqual({
      adopted: 1,
      waiting: 0,
      refused: [{ standId: seeds[1]!.standId, refusal }],
    });
  });
  test('a stand that adopted, was closed, and heard of it once more has adopted it', async () => {
    const { id } = await order();
    await adopted(id);
    const { lifeId, standId } = seeds[0]!;
    const refusal = refuse('STAND_CLOSED', { standId });
    const told = { messageId: `adopt/${id}/${lifeId}`, adoptionId: id, lifeId, refusal, at: new Date().toISOString() };
    await markAdoptionRefused(store.db, told);
    expect(await adoptionOutcome(store.db, id)).toEqual({ adopted: 1, waiting: 1, refused: [] });
  });
  test('a stand whose run was lost before it wrote its answer hears it again; one that wrote or refused does not', async () => {
    const { id } = await order(EARLIER_CHECKS, {});
    await adopted(id);
    await store.sql(`update outbox_message set delivered_at = now()`);
    const [{ lifeId }] = [seeds[1]!];
    const refusal = refuse('STAND_SUSPENDED', {});
    const messageId = `adopt/${id}/${lifeId}`;
    await markAdoptionRefused(store.db, { messageId, adoptionId: id, lifeId, refusal, at: new Date().toISOString() });
    expect(await offerAgain(store.db)).toBe(1);
    expect((await waiting()).map(({ order_key }) => order_key)).toEqual([seeds[2]!.lifeId]);
  });
});
