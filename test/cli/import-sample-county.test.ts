/** The sample county is loaded once, step by step, whatever is killed when; a county of one's own gets nothing of it. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { exportFile } from '../../cli/export-file.ts';
import { importStands, importSurveys } from '../../cli/import-files.ts';
import { loadSampleCounty } from '../../cli/sample-county.ts';
import { openStore, savedStand, type Store } from '../prisma/fixture.ts';
import { compiled } from '../support/compiled.ts';
import { XINZHOU } from '../support/regimes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
const folder = temporaryFolder();
afterAll(async () => {
  await store.close();
  folder.remove();
});
beforeEach(() => store.sql('truncate stand, import_batch, outbox_message, org_unit cascade'));

const sample = (name: string) => ({
  path: name,
  bytes: readFileSync(new URL(`../../samples/${name}`, import.meta.url)),
  dryRun: false,
  policy: XINZHOU,
  nowMs: Date.now(),
});

async function load(): Promise<string[]> {
  const said: string[] = [];
  await loadSampleCounty(store.db, (line) => said.push(line));
  return said;
}

async function kept() {
  const [row] = await store.sql<{ stands: number; surveys: number; crews: number; messages: number; batches: number }>(
    'select (select count(*)::int from stand) as stands, (select count(*)::int from survey) as surveys, (select count(*)::int from crew) as crews, (select count(*)::int from outbox_message) as messages, (select count(*)::int from import_batch) as batches',
  );
  return row!;
}

const WHOLE = { stands: 120, surveys: expect.any(Number), crews: expect.any(Number), batches: 3 };

test('it is loaded into an empty database, once', async () => {
  expect((await load())[0]).toMatch(/^sample county loaded, all of it invented: 120 stands, \d+ surveys, \d+ crews$/);
  const first = await kept();
  expect(first).toMatchObject(WHOLE);
  expect([first.surveys > 50, first.crews > 10, first.messages]).toEqual([true, true, 120 + first.surveys]);
  expect(await load()).toEqual([]);
  expect(await kept()).toEqual(first);
});

test('what is exported of it is no difference from it', async () => {
  await load();
  const path = join(folder.path, 'county.gpkg');
  const order = { kind: 'stands', format: 'gpkg', path, filter: {}, overwrite: true, lang: 'zh' } as const;
  await exportFile(store.db, { ...order, policy: XINZHOU, nowMs: Date.now() });
  const again = { ...sample('stands.geojson'), path, bytes: readFileSync(path), dryRun: true };
  const { diff } = await importStands(store.db, again);
  expect(diff).toHaveLength(120);
  expect(diff!.filter(({ is }) => is !== 'SAME')).toEqual([]);
});

test('a crew renamed since keeps its name at the next start', async () => {
  await load();
  await store.sql("update crew set name = '张三的队'");
  await load();
  expect(await store.sql("select 1 from crew where name <> '张三的队'")).toEqual([]);
});

test.each([
  ['the stands', 1],
  ['the stands and the surveys', 2],
])('killed after %s, the next start loads the rest', async (_, steps) => {
  await importStands(store.db, sample('stands.geojson'));
  if (steps > 1) await importSurveys(store.db, sample('surveys.csv'));
  const before = await kept();
  expect(await load()).toHaveLength(1);
  const after = await kept();
  expect(after).toMatchObject({ ...WHOLE, stands: before.stands });
  if (steps > 1) expect(after.surveys).toBe(before.surveys);
});

test('killed with -9 wherever it may be, starts in a row load it whole', async () => {
  const script = `
    const { openDatabase } = await import('./prisma/database.js');
    const { loadSampleCounty } = await import('./cli/sample-county.js');
    await loadSampleCounty(openDatabase(${JSON.stringify(store.url)}), () => undefined);
    process.exit(0);`;
  for (const batches of [1, 2]) {
    const args = ['--input-type=module', '-e', script];
    const child = spawn(process.execPath, args, { cwd: compiled('.'), stdio: 'ignore' });
    const ended = new Promise((resolve) => child.on('close', resolve));
    for (const deadline = Date.now() + 20_000; Date.now() < deadline; await pause(2)) {
      if ((await kept()).batches >= batches) break;
    }
    child.kill('SIGKILL');
    await ended;
  }
  await load();
  expect(await kept()).toMatchObject(WHOLE);
});

test('a county of one’s own gets nothing of the sample, not even the rest of it', async () => {
  await savedStand(store);
  const before = await kept();
  expect(await load()).toEqual([]);
  expect(await kept()).toEqual(before);
  await importStands(store.db, sample('stands.geojson'));
  expect(await load()).toEqual([]);
  expect((await kept()).crews).toBe(0);
});
