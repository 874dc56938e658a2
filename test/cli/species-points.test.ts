/** Seedlings of a mixed stand, species by species: in a task, in its report, and in what is exported (ruling 25). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportFile } from '../../cli/export-file.ts';
import { pointsOfSpecies } from '../../cli/species-points.ts';
import type { ExportKind } from '../../prisma/export-store.ts';
import { listTasks, type TaskRow } from '../../prisma/task-store.ts';
import { writeTurn } from '../../prisma/turn-store.ts';
import { Life } from '../domain/stand/life.ts';
import { openStore, savedStand, turnsOf, type Store } from '../prisma/fixture.ts';
import { XINZHOU } from '../support/regimes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { standkeeperOn } from './run.ts';

let store: Store;
let task: TaskRow;
const folder = temporaryFolder();
beforeAll(async () => {
  store = await openStore();
  const life = new Life(await savedStand(store, { plantedOn: '2026-04-10', designed: 2000, nurseryYears: 2 }));
  const of = (live: number) => ({ live, designed: 1000 });
  const bySpecies = (pines: number, birches: number) => ({ PINUS_TABULIFORMIS: of(pines), BETULA: of(birches) });
  life.survey('2026-09-20', 1600, { counts: { bySpecies: bySpecies(700, 900) } });
  life.until('2027-04-01');
  life.work('2027-04-02', 'replant-0', { points: 400 });
  life.survey('2027-09-20', 1500, { counts: { bySpecies: bySpecies(800, 700) } });
  life.until('2028-03-25');
  for (const turn of turnsOf(life)) await writeTurn(store.db, turn);
  task = (await listTasks(store.db, { state: 'dispatched', code: 'replant' }, { size: 1 }))[0]!;
});
afterAll(async () => {
  await store.close();
  folder.remove();
});
const run = standkeeperOn(() => store.url);

test('a task of a replanting shows what it needs of each species', async () => {
  expect((await run('tasks', 'show', task.id, '--lang', 'zh')).out).toContain('白桦 300、油松 200');
  expect(JSON.parse((await run('tasks', 'show', task.id, '--json')).out)).toMatchObject({
    bySpecies: { PINUS_TABULIFORMIS: 200, BETULA: 300 },
  });
});

test('a report names species as people do', async () => {
  expect(await pointsOfSpecies(store.db, task, ['油松=200', 'Betula platyphylla=300'])).toEqual({
    PINUS_TABULIFORMIS: 200,
    BETULA: 300,
  });
});

test.each([['油松=0'], ['油松'], ['油松=1', '油松=2']])(
  'what says no points of a species once is refused: %s',
  async (...words) => {
    await expect(pointsOfSpecies(store.db, task, words)).rejects.toMatchObject({ code: 'COUNTS_UNREADABLE' });
  },
);

test.each([
  ['stands', '补植分树种', '油松 300、白桦 100'],
  ['tasks', '分树种需苗', '白桦 300、油松 200'],
] as const)('an export of %s has them in %s', async (kind: ExportKind, heading, wanted) => {
  const path = join(folder.path, `${kind}.csv`);
  const filter = {};
  await exportFile(store.db, {
    kind,
    format: 'csv',
    path,
    filter,
    overwrite: true,
    lang: 'zh',
    policy: XINZHOU,
    nowMs: Date.parse('2028-03-25T04:00:00Z'),
  });
  const text = readFileSync(path, 'utf8');
  expect(text.split('\r\n')[0]).toContain(heading);
  expect(text).toContain(wanted);
});
