/** What a run took and never wrote is offered again once its stand has begun anew; what was written is not. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { standWorkflowId } from '../../domain/stand/ids.ts';
import type { StandSeed } from '../../domain/stand/state.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { offerAgain } from '../../prisma/offer-again.ts';
import { countWaiting } from '../../prisma/outbox-store.ts';
import { beginSweep, keepFinding } from '../../prisma/sweep-store.ts';
import { importOf, newSeed, openStore, type Store } from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());
beforeEach(() => store.sql('truncate stand, sweep, outbox_message cascade'));

const SWEEP = { at: '2027-01-01T18:30:00.000Z', on: '2027-01-02' };

function countOf(seed: StandSeed, surveyId: string) {
  const sent = { commandId: surveyId, digest: 'd', by: 'crew' };
  const command = { ...sent, surveyId, capturedOn: '2026-09-10', counts: { livePoints: 1900 }, plots: 0 };
  return { lifeId: seed.lifeId, workflowId: standWorkflowId(seed), command, plots: [] };
}

/** Two counts handed on, one of them recorded by its stand. */
async function standWithCounts(): Promise<StandSeed> {
  const seed = newSeed();
  await saveImport(store.db, importOf([seed], [countOf(seed, 'written'), countOf(seed, 'lost')]));
  await store.sql('update outbox_message set delivered_at = now()');
  await store.sql(
    `update survey set state = 'recorded', recorded_at = now(), binding = true where id = 'written' and life_id = $1`,
    [seed.lifeId],
  );
  return seed;
}

const waiting = async () =>
  (await store.sql<{ id: string }>('select id from outbox_message where delivered_at is null')).map(({ id }) => id);

test('after a rebuild only the count that was never written is handed on again, and its start is not', async () => {
  await standWithCounts();
  expect(await offerAgain(store.db)).toBe(1);
  expect(await waiting()).toEqual([expect.stringMatching(/lost$/)]);
  expect(await offerAgain(store.db)).toBe(0);
});

test('a sweep hands on again for the stands it has started alone', async () => {
  const [started] = [await standWithCounts(), await standWithCounts()];
  await beginSweep(store.db, SWEEP);
  expect(await offerAgain(store.db, SWEEP)).toBe(0);
  const { lifeId } = started;
  const finding = {
    kind: 'NOT_RUNNING',
    subject: standWorkflowId(started),
    lifeId,
    found: '',
    repaired: true,
  } as const;
  await keepFinding(store.db.prisma, SWEEP, finding);
  expect(await offerAgain(store.db, SWEEP)).toBe(1);
  expect(await countWaiting(store.db, 'workflow')).toBe(1);
});

test.each([
  ['held still', { heldUntil: '9999-12-31' }, 1],
  ['free', {}, 0],
])('the lifting of a gate is told again to a stand that is %s', async (_, held, told) => {
  const seed = newSeed();
  await saveImport(store.db, importOf([seed]));
  const state = { duties: [{ id: 'replant-0', state: 'planned', ...held }] };
  await store.sql('update stand set state = $1 where life_id = $2', [JSON.stringify(state), seed.lifeId]);
  await store.sql(`update outbox_message set kind = 'gateLifted', delivered_at = now()`);
  expect(await offerAgain(store.db)).toBe(told);
});
