/** Replanting of an insured stand waits for the insurer's visit, or 15 days: on real rows, by the gates' own way. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDeeds } from '../../activities/deeds.ts';
import type { Deeds } from '../../contract/deeds.ts';
import { isRefusal } from '../../domain/errors.ts';
import type { DamageCause } from '../../domain/stand/command.ts';
import { dayOf } from '../../prisma/database.ts';
import { insuredStands, writeInsurance, writeLossDeed } from '../../prisma/insurance-store.ts';
import { openStore, savedStand, type Store } from '../prisma/fixture.ts';
import { XINZHOU } from '../support/regimes.ts';
import { WrittenLife } from './written-life.ts';

let store: Store;
let deeds: Deeds;
beforeAll(async () => {
  store = await openStore();
  deeds = createDeeds(store.db);
});
afterAll(() => store.close());

const zone = 'Asia/Shanghai';
const by = 'chief-7';

/** Counted below the line in autumn: replanting opens on 20 March 2027. Something strikes it ten days before. */
async function struck(cause: DamageCause = 'WIND') {
  const seed = await savedStand(store);
  const { lifeId, standId } = seed;
  const days = { fromOn: '2027-01-01', untilOn: '2027-12-31' };
  await writeInsurance(store.db, { lifeId, standId, policyNo: 'PICC-1', ...days, ...XINZHOU.registers.insurance!, by });
  const life = new WrittenLife(deeds, seed);
  await life.survey('2026-09-20', 1200);
  await life.until('2027-03-10');
  const damage = {
    type: 'reportDamage',
    commandId: 'd',
    digest: 'd',
    by,
    cause,
    seenOn: '2027-03-10',
    lostM2: 0,
  } as const;
  await life.take(damage);
  return { life, stand: { lifeId, standId } };
}

async function tasksOf(lifeId: string, dutyId: string): Promise<string[]> {
  const rows = await store.db.prisma.task.findMany({ where: { lifeId, dutyId }, orderBy: { dispatchedAt: 'asc' } });
  return rows.map(
    ({ state, dispatchedAt, dueOn }) => `${state} ${dispatchedAt.toISOString().slice(5, 10)} ${dayOf(dueOn)}`,
  );
}

const messagesTo = (lifeId: string) =>
  store.db.prisma.outboxMessage.findMany({ where: { orderKey: lifeId, kind: 'gateLifted' } });

const told = { zone, seenOn: '2027-03-10', by };

test('a loss that nobody told the insurer of bars replanting for 15 days from it; the count after it waits for nobody', async () => {
  const { life, stand } = await struck();
  await life.until('2027-03-26');
  // Handed out on 25 March, an instant after midnight of the county.
  expect(await tasksOf(stand.lifeId, 'replant-0')).toEqual([
    'withdrawn 03-19 2027-04-30',
    'dispatched 03-24 2027-04-30',
  ]);
  expect(life.found.filter(({ kind }) => kind === 'blockedUntil')).toMatchObject([
    { on: '2027-03-20', day: '2027-03-25' },
  ]);
  expect(await messagesTo(stand.lifeId)).toEqual([]);
});

test('a notice moves the days; the visit ends them, and the stand is told to try at once', async () => {
  const { life, stand } = await struck();
  const notified = { at: '2027-03-11T02:00:00.000Z', on: '2027-03-11' };
  expect(await writeLossDeed(store.db, stand, { ...told, at: notified.at, notified })).toMatchObject({
    replantFrom: '2027-03-26',
  });
  await life.until('2027-03-22');
  const at = '2027-03-23T02:00:00.000Z';
  expect(await writeLossDeed(store.db, stand, { ...told, at, visitedOn: '2027-03-22' })).toMatchObject({
    notified,
    visitedOn: '2027-03-22',
    replantFrom: '2027-03-22',
  });
  expect(await messagesTo(stand.lifeId)).toMatchObject([{ channel: 'workflow' }]);
  life.goTo('2027-03-23');
  await life.take({ type: 'gateLifted' });
  await life.until('2027-03-23');
  expect((await tasksOf(stand.lifeId, 'replant-0')).at(-1)).toBe('dispatched 03-22 2027-04-30');
});

test('a visit written down while the stand decides to wait is found with that turn', async () => {
  const { life, stand } = await struck();
  await life.until('2027-03-19');
  life.goTo('2027-03-20');
  const opening = life.decided({ type: 'due' })!;
  const found = await deeds.dispatchTask(opening);
  expect(found).toEqual({ kind: 'blockedUntil', day: '2027-03-25' });
  const held = life.decided({ type: 'deedFound', dutyId: 'replant-0', found })!;
  await writeLossDeed(store.db, stand, { ...told, at: '2027-03-20T02:00:00.000Z', visitedOn: '2027-03-20' });
  await store.sql('delete from outbox_message');
  await life.write(held);
  expect(await messagesTo(stand.lifeId)).toHaveLength(1);
});

test('sheep are no peril of the insurance: nothing waits, and no loss is known', async () => {
  const { life, stand } = await struck('GRAZING');
  await life.until('2027-03-21');
  expect(await tasksOf(stand.lifeId, 'replant-0')).toEqual(['dispatched 03-19 2027-04-30']);
  const refusal = await writeLossDeed(store.db, stand, {
    ...told,
    at: '2027-03-20T02:00:00.000Z',
    visitedOn: '2027-03-20',
  });
  expect(isRefusal(refusal) && refusal.refused).toBe('LOSS_UNKNOWN');
});

test('losses of a county are found by its insured stands', async () => {
  const stands = await insuredStands(store.db, '140921', zone);
  expect(stands.flatMap(({ losses }) => losses.map(({ causes }) => causes.join()))).toEqual(['WIND', 'WIND', 'WIND']);
});
