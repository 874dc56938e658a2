/** What the deed of a split or a merge leaves in the rows: new lives, messages, and nothing twice. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { importStands } from '../../cli/import-files.ts';
import { termsReader } from '../../cli/payment-terms.ts';
import { publishFile } from '../../cli/publish-policy.ts';
import { checkLife } from '../../prisma/check-life.ts';
import { numberTaken } from '../../prisma/lineage-store.ts';
import { livesToPay, type PaidLife } from '../../prisma/payment-store.ts';
import { returnMerged } from '../../prisma/return-merged.ts';
import { offerAgain } from '../../prisma/offer-again.ts';
import { beginSweep } from '../../prisma/sweep-store.ts';
import { surveysOf } from '../../prisma/survey-store.ts';
import { standSeed } from '../../prisma/stand-store.ts';
import { writeTurn } from '../../prisma/turn-store.ts';
import { standWorkflowId } from '../../domain/stand/ids.ts';
import { wholeOf } from '../../domain/stand/whole.ts';
import { Life } from '../domain/stand/life.ts';
import { loadPolicy } from '../../policies/load.ts';
import { shippedPolicyFile } from '../../policies/shipped-file.ts';
import { laterVersion } from '../support/policy-file.ts';
import { XINZHOU } from '../support/regimes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openStore, savedStand, turnsOf, type Store } from './fixture.ts';
import { childLife, handedOver, splitLife, takeIn, writeLife } from './moved-land.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());
beforeEach(() => store.sql('truncate stand, sweep, outbox_message, import_batch cascade'));

const SWEEP = { at: '2027-01-01T18:30:00.000Z', on: '2027-01-02' };

/** Counted, and split 6 to 4. */
async function splitStand() {
  const seed = await savedStand(store, { standNo: '0001' });
  const life = new Life(seed);
  life.survey('2026-09-20', 1600, { surveyId: 'count' });
  return { seed, life, children: await splitLife(store, life) };
}

test('the deed of a split writes a row and a start for each child; repeated it writes them once', async () => {
  const { life, children } = await splitStand();
  expect(await writeTurn(store.db, turnsOf(life).at(-1)!)).toBe('already');
  const rows = await store.sql(
    'select stand_id, code, area_m2, stage, rev from stand where closed_on is null order by 1',
  );
  expect(rows).toEqual([
    { stand_id: '140921-0101', code: '0101', area_m2: 60_000, stage: 'PLANNED', rev: 0 },
    { stand_id: '140921-0102', code: '0102', area_m2: 40_000, stage: 'PLANNED', rev: 0 },
  ]);
  const starts = await store.sql<{ id: string }>(
    `select id from outbox_message where position = 0 and order_key = any ($1)`,
    [children.map(({ lifeId }) => lifeId)],
  );
  expect(starts.map(({ id }) => id).toSorted()).toEqual(children.map(({ lifeId }) => `start/${lifeId}`).toSorted());
});

test('rows of the old stand and of a child are what their logs fold to, tasks included', async () => {
  const { seed, children } = await splitStand();
  const { state } = await childLife(store, children[1]!.lifeId);
  await beginSweep(store.db, SWEEP);
  for (const lifeId of [seed.lifeId, children[1]!.lifeId])
    expect(await checkLife(store.db, lifeId, SWEEP)).toBeUndefined();
  const open = await store.db.prisma.task.findMany({ where: { closedAt: null } });
  const inHand = state.duties.filter(({ state: at, task }) => ['open', 'overdue'].includes(at) && task !== undefined);
  expect(open.map(({ lifeId, dutyId }) => ({ lifeId, dutyId }))).toEqual(
    inHand.map(({ id }) => ({ lifeId: children[1]!.lifeId, dutyId: id })),
  );
});

test('what was earned is told of the children alone: the land of a stand is paid for once', async () => {
  const { children } = await splitStand();
  for (const { lifeId } of children) await childLife(store, lifeId);
  const paid: PaidLife[] = [];
  for await (const page of livesToPay(store.db, {})) paid.push(...page);
  expect(paid.map(({ standId, state }) => [standId, wholeOf(state).areaM2])).toEqual([
    ['140921-0101', 60_000],
    ['140921-0102', 40_000],
  ]);
});

test('surveys are found through the line of lives, under the number they were counted at', async () => {
  const { seed, children } = await splitStand();
  await childLife(store, children[0]!.lifeId);
  expect(await surveysOf(store.db, children[0]!.lifeId)).toMatchObject([{ id: 'count', countedAs: seed.standId }]);
  expect(await surveysOf(store.db, seed.lifeId)).toMatchObject([{ id: 'count' }]);
});

test.each([
  ['0101', 'STAND_NUMBER_TAKEN'],
  ['0103', undefined],
])('of the same work year the number %s is answered with %s', async (code, refused) => {
  const { seed } = await splitStand();
  const answer = await numberTaken(store.db, standWorkflowId(seed), [`140921-${code}`]);
  expect(answer?.refused).toBe(refused);
});

test('a file of before the split passes the old number over, naming the new ones, and begins nothing', async () => {
  await splitStand();
  const text = '县代码,小班号,树种,造林日期,面积(亩),设计株数\n140921,0001,油松,2026-04-10,150,2000\n';
  const file = { path: 't.csv', bytes: Buffer.from(text), dryRun: false, policy: XINZHOU, nowMs: Date.parse(SWEEP.at) };
  const report = await importStands(store.db, file);
  expect(report).toMatchObject({
    accepted: 0,
    problems: [{ row: 1, code: 'STAND_MOVED', met: '140921-0001/2026', wanted: '140921-0101, 140921-0102' }],
  });
});

test.each([
  ['never took in comes back under its old number', false, 1],
  ['took in before somebody was killed does not come back, though it says no since', true, 0],
])('land that the other stand %s', async (_, isTaken, lives) => {
  const handed = await handedOver(store);
  const { goes, messageId } = handed;
  if (isTaken) await takeIn(store, handed);
  const { inherited } = handed.command;
  const returned = { messageId, inherited, because: 'stand closed', at: '2026-09-03T00:00:00.000Z' };
  for (let again = 0; again < 2; again += 1) await returnMerged(store.db, returned);
  const open = await store.sql('select 1 from stand where stand_id = $1 and closed_on is null', [goes.standId]);
  expect(open).toHaveLength(lives);
  const { deliveredAt } = await store.db.prisma.outboxMessage.findUniqueOrThrow({ where: { id: messageId } });
  expect(deliveredAt).not.toBeNull();
});

test('a merge that the other stand took and never wrote is offered again; one that it answered is not', async () => {
  const handed = await handedOver(store);
  const { into, goes } = handed;
  const { lifeId } = into;
  await store.sql('update outbox_message set delivered_at = now()');
  expect(await offerAgain(store.db)).toBe(1);
  await takeIn(store, handed);
  await store.sql('update outbox_message set delivered_at = now()');
  expect(await offerAgain(store.db)).toBe(0);
  expect(await store.sql(`select area_m2 from stand where life_id = $1`, [lifeId])).toEqual([{ area_m2: 200_000 }]);
  await beginSweep(store.db, SWEEP);
  for (const each of [lifeId, goes.lifeId]) expect(await checkLife(store.db, each, SWEEP)).toBeUndefined();
});

test('a child is paid by the rules of the planting, whatever its stand had adopted before the split', async () => {
  const folder = temporaryFolder();
  const later = laterVersion(folder.path, '2.2.0');
  for (const file of [shippedPolicyFile(), later]) await publishFile(store.db, file, 'test');
  const seed = await savedStand(store, { standNo: '0001' });
  const life = new Life(seed);
  life.adopt('2026-05-01', loadPolicy(later));
  const child = { lifeId: randomUUID(), standId: '140921-0101', pieces: [{ areaM2: 60_000 }] };
  const rest = { lifeId: randomUUID(), standId: '140921-0102', pieces: [{ areaM2: 40_000 }] };
  life.send('2026-11-20', { type: 'splitStand', children: [child, rest] });
  await writeLife(store, life);
  const { state } = await childLife(store, child.lifeId);
  expect(Object.values(state.regimes).map(({ policy }) => policy)).toEqual(['xinzhou-2024@2.2.0']);
  folder.remove();
  const paid = await termsReader(store.db, {})({ seed: await standSeed(store.db, child.lifeId) });
  expect(paid).toMatchObject({ policy: 'xinzhou-2024@1.3.0', schemes: Object.keys(XINZHOU.payments) });
});
