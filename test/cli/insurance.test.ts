/** Insured stands and their losses at the command line. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StandSeed } from '../../domain/stand/state.ts';
import { Life } from '../domain/stand/life.ts';
import { openStore, savedStand, type Store } from '../prisma/fixture.ts';
import { splitLife, writeLife } from '../prisma/moved-land.ts';
import { standkeeperOn } from './run.ts';

let store: Store;
let seed: StandSeed;
let life: Life;
/** A storm on 1 June 2026. */
beforeAll(async () => {
  store = await openStore();
  seed = await savedStand(store);
  life = new Life(seed);
  life.send('2026-06-02', { type: 'reportDamage', cause: 'WIND', seenOn: '2026-06-01', lostM2: 0 });
  await writeLife(store, life);
});
afterAll(() => store.close());
const run = standkeeperOn(() => store.url);
const losses = async (...words: string[]) =>
  JSON.parse((await run('insurance', 'list', '--county', '定襄', '--json', ...words)).out) as {
    insured: number;
    rows: object[];
  };
const insure = (from: string, until: string) =>
  run('insurance', 'insure', seed.standId, '--policy', 'PICC-81', '--from', from, '--until', until);
const ofLoss = (verb: string, standId: string, ...words: string[]) =>
  run('insurance', verb, standId, '--seen', '2026-06-01', ...words);

test('a damage is a loss once the stand is insured: its notice is asked for until it is given, and said to be late', async () => {
  expect(await losses()).toMatchObject({ insured: 0, rows: [] });
  expect((await insure('2026-01-01', '2026-12-31')).out).toContain('from 2026-01-01 to 2026-12-31');
  expect(await losses()).toMatchObject({
    insured: 1,
    rows: [
      { standId: seed.standId, noticeBy: '2026-06-02T16:00:00.000Z', isNoticeLate: true, replantFrom: '2026-06-16' },
    ],
  });
  expect((await run('insurance', 'list', '--county', '定襄')).out).toMatch(/wind +2026-06-03 00:00 \(late\)/);
  expect((await ofLoss('notice', seed.standId, '--at', '2026-06-02T09:30', '--claim', '81-3')).out).toBe(
    `${seed.standId}: loss of 2026-06-01 (PICC-81), told 2026-06-02 09:30; may be replanted from 2026-06-17 on`,
  );
  expect(await losses()).toMatchObject({ rows: [{ claimNo: '81-3', isNoticeLate: false }] });
  await insure('2026-01-01', '2999-12-31');
  expect((await run('stands', 'show', seed.standId)).out).toMatch(/insurance +PICC-81, until 2999-12-31/);
});

test.each([
  [
    'a notice before the loss',
    () => ofLoss('notice', seed.standId, '--at', '2026-05-31T09:30'),
    '2026-05-31 does not fit',
  ],
  ['a visit to come', () => ofLoss('visit', seed.standId, '--on', '2999-01-01'), '2999-01-01 does not fit'],
  ['an insurance that ends before it begins', () => insure('2027-01-01', '2026-12-31'), '2026-12-31 does not fit'],
  [
    'a loss that is none',
    () => run('insurance', 'visit', seed.standId, '--seen', '2026-06-02', '--on', '2026-06-09'),
    'no insured loss of 2026-06-02; wanted: one of 2026-06-01',
  ],
])('%s is refused', async (_title, said, wanted) => {
  expect(await said()).toMatchObject({ code: 3, err: expect.stringContaining(wanted) });
});

test('of land that was split the loss is told of each stand that has it; one visit settles it for all', async () => {
  const [first, second] = await splitLife(store, life);
  expect(await ofLoss('visit', seed.standId)).toMatchObject({ code: 3, err: expect.stringContaining('goes on as') });
  expect((await losses()).rows).toMatchObject([{ standId: first!.standId }, { standId: second!.standId }]);
  expect((await ofLoss('visit', second!.standId, '--on', '2026-06-09')).out).toContain('seen 2026-06-09');
  expect((await losses()).rows).toEqual([]);
  expect((await losses('--all')).rows).toHaveLength(2);
});
