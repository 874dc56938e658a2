/** Land-conversion parcels at the command line. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StandSeed } from '../../domain/stand/state.ts';
import { writeTurn } from '../../prisma/turn-store.ts';
import { Life } from '../domain/stand/life.ts';
import { openStore, savedStand, turnsOf, type Store } from '../prisma/fixture.ts';
import { EAST, regimeFor } from '../support/regimes.ts';
import { standkeeperOn } from './run.ts';

let store: Store;
let parcel: StandSeed;
let other: StandSeed;
beforeAll(async () => {
  store = await openStore();
  [parcel, other] = [await savedStand(store, { plantedOn: '2020-04-10' }), await savedStand(store)];
});
afterAll(() => store.close());
const run = standkeeperOn(() => store.url);

test('a stand becomes a parcel with its households; what is not done is listed, the earliest due first', async () => {
  expect((await run('conversion', 'households', parcel.standId, '张伟=30000', '李强=20000')).out).toContain(
    '2 households',
  );
  await run('conversion', 'done', parcel.standId, '--task', 'acceptance1', '--on', '2021-10-08', '--paper', '2021-4');
  const { rows } = JSON.parse((await run('conversion', 'list', '--county', '定襄', '--json')).out) as {
    rows: object[];
  };
  expect(rows).toHaveLength(6);
  expect(rows[0]).toEqual({ standId: parcel.standId, task: 'acceptance2', dueOn: '2022-11-30' });
  const { out } = await run('--lang', 'zh', 'conversion', 'show', parcel.standId);
  expect(out).toMatch(/张伟 +45.0 亩/);
  expect(out).toMatch(/第 1 年验收 +2021-11-30 +– +2021-10-08/);
});

test('another list takes the place of the first, and what was done stays done', async () => {
  await run('conversion', 'households', parcel.standId, '王林=10000');
  expect(JSON.parse((await run('conversion', 'show', parcel.standId, '--json')).out)).toMatchObject({
    households: [{ household: '王林', areaM2: 10_000 }],
    tasks: [{ task: 'acceptance1', doneOn: '2021-10-08' }, {}, {}, {}, {}, {}, {}],
  });
});

test('the years of a parcel count from its first planting, also where it was planted anew', async () => {
  const life = new Life(await savedStand(store, { plantedOn: '2020-04-10' }));
  life.survey('2020-09-20', 100);
  const plantedOn = '2021-04-10';
  const planting = { ...life.seed.planting, plantedOn };
  life.work(plantedOn, 'reestablish-0', { planting, regime: regimeFor(EAST, plantedOn) });
  for (const turn of turnsOf(life)) await writeTurn(store.db, turn);
  expect(life.state.parts[0]!.anchors['planted']).toBe(plantedOn);
  await run('conversion', 'households', life.seed.standId, '赵云=10000');
  expect(JSON.parse((await run('conversion', 'show', life.seed.standId, '--json')).out)).toMatchObject({
    tasks: [{ task: 'acceptance1', dueOn: '2021-11-30' }, {}, {}, {}, {}, {}, {}],
  });
});

test.each([
  ['more land than the stand has', ['households', '张伟=100001'], 'wanted: at most its area, 100000 m²'],
  [
    'a task of a stand that is no parcel',
    ['done', '--task', 'landUse', '--on', '2026-06-01'],
    'is no land-conversion parcel',
  ],
  ['a task after today', ['done', '--task', 'landUse', '--on', '2999-01-01'], 'after today'],
  ['a task nobody knows', ['done', '--task', 'acceptance6'], 'wanted: one of acceptance1,'],
])('%s is refused', async (_title, [verb = '', ...words], wanted) => {
  const ran = await run('conversion', verb, other.standId, ...words);
  expect([ran.code > 0, ran.err]).toEqual([true, expect.stringContaining(wanted)]);
});
