/** A task of one part of a stand: its own planting and its own rules, not those of the first part. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newDesign } from '../../cli/new-design.ts';
import { papersTold } from '../../cli/paper-option.ts';
import { findTask, listTasks } from '../../prisma/task-store.ts';
import { writeTurn } from '../../prisma/turn-store.ts';
import { Life } from '../domain/stand/life.ts';
import { openStore, savedStand, turnsOf, type Store } from '../prisma/fixture.ts';
import { LOWER_LINE } from '../support/policy-versions.ts';
import { EAST, regimeFor } from '../support/regimes.ts';
import { standkeeperOn } from './run.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());
const run = standkeeperOn(() => store.url);

const saved = async () =>
  new Life(await savedStand(store, { plantedOn: '2026-04-10', designed: 2000, nurseryYears: 2 }));
async function written(life: Life) {
  for (const turn of turnsOf(life)) await writeTurn(store.db, turn);
}

test('a part planted anew keeps its own species and stock age, whatever the first part became meanwhile', async () => {
  const life = await saved();
  life.pieces('2026-09-20', [
    { areaM2: 60_000, counts: { livePoints: 300 } },
    { areaM2: 40_000, counts: { livePoints: 200 } },
  ]);
  const [poplars, pines] = life.state.parts.map(
    ({ id }) => life.state.duties.find(({ code, parts }) => code === 'reestablish' && parts.includes(id))!.id,
  );
  const plantedOn = '2027-04-01';
  const planting = { plantedOn, species: 'POPULUS', designedPoints: 1200, plantedPoints: 1200, nurseryYears: 1 };
  life.work(plantedOn, poplars!, { planting, regime: regimeFor(EAST, plantedOn, 'POPULUS') });
  expect(life.state.parts.map(({ species }) => species)).toEqual(['POPULUS', 'PINUS_TABULIFORMIS']);
  await written(life);
  const tasks = await listTasks(store.db, {}, { size: 50 });
  const task = tasks.find(({ dutyId }) => dutyId === pines)!;
  expect(await newDesign(store.db, task, { done: '2027-04-10', designed: 800 })).toMatchObject({
    planting: { species: 'PINUS_TABULIFORMIS', nurseryYears: 2, designedPoints: 800 },
  });
});

test('a planting shows its papers and its reserve by the rules that its part follows now', async () => {
  const life = await saved();
  life.survey('2026-09-20', 1500);
  life.adopt('2026-10-10', LOWER_LINE);
  life.until('2027-03-25');
  await written(life);
  const tasks = await listTasks(store.db, { state: 'dispatched' }, { size: 50 });
  const { id } = tasks.find(({ code, standId }) => code === 'replant' && standId === life.state.seed.standId)!;
  expect(await findTask(store.db, id)).toMatchObject({ seedlings: 500 });
  expect(JSON.parse((await run('tasks', 'show', id, '--json')).out)).toMatchObject({
    reserve: 50,
    papers: 'licence, quarantine, label, quality, provenance, quantity',
  });
});

test.each([
  ['宁武县苗圃', '140925'],
  ['定襄', '140921'],
  ['本地种源', '140921'],
  ['红花尔基', '红花尔基'],
])('stock of a report that was grown in %s is of %s', async (told, provenance) => {
  const life = await saved();
  life.survey('2026-09-20', 1500);
  life.until('2027-03-25');
  await written(life);
  const tasks = await listTasks(store.db, { state: 'dispatched' }, { size: 50 });
  const task = tasks.find(({ code, standId }) => code === 'replant' && standId === life.state.seed.standId)!;
  expect(await papersTold(store.db, task, { licence: 'SX-17', provenance: told })).toEqual({
    licence: 'SX-17',
    provenance,
  });
});
