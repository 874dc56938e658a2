/** The data of another engine goes aside as a whole or not at all. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordEngine } from '../../embedded/engine-record.ts';
import { setEngineAside } from '../../embedded/set-engine-aside.ts';
import { TEMPORAL_DATABASE, VISIBILITY_DATABASE } from '../../embedded/temporal-config.ts';
import { testEndpoints } from '../support/stack.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';

let folder: TemporaryFolder;
let admin: pg.Client;
const urlOf = (database: string) => {
  const url = new URL(testEndpoints().databaseUrl);
  url.pathname = database;
  return url.href;
};
beforeEach(async () => {
  folder = temporaryFolder();
  admin = new pg.Client({ connectionString: urlOf('postgres') });
  await admin.connect();
});
afterEach(async () => {
  for (const name of await databases()) await admin.query(`drop database ${pg.escapeIdentifier(name)}`);
  await admin.end();
  folder.remove();
});

async function databases(): Promise<readonly string[]> {
  const { rows } = await admin.query<{ datname: string }>(
    `select datname from pg_database where datname ~ '^temporal(_visibility)?(_before_[0-9]+)?$' order by 1`,
  );
  return rows.map(({ datname }) => datname);
}

const said: string[] = [];
const setAside = () =>
  setEngineAside(
    { folder: folder.path, say: (line) => said.push(line) },
    { kind: 'built', version: '1.33.0', store: 'postgresql' },
    Promise.resolve({ urlOf }),
  );

test('both databases change their name, or where one cannot, neither', async () => {
  recordEngine(folder.path, { kind: 'built', version: '1.32.1', store: 'postgresql' });
  for (const name of [TEMPORAL_DATABASE, VISIBILITY_DATABASE]) await admin.query(`create database ${name}`);
  const inUse = new pg.Client({ connectionString: urlOf(VISIBILITY_DATABASE) });
  await inUse.connect();
  await expect(setAside()).rejects.toThrow(/being accessed by other users/);
  expect(await databases()).toEqual([TEMPORAL_DATABASE, VISIBILITY_DATABASE]);
  await inUse.end();
  await expect.poll(async () => setAside().then(() => 'done', String)).toBe('done');
  expect(await databases()).toEqual([
    expect.stringMatching(/^temporal_before_\d{14}$/),
    expect.stringMatching(/^temporal_visibility_before_\d{14}$/),
  ]);
  expect(said.at(-1)).toMatch(/1\.32\.1 .*is set aside, named before-/);
});

test('a store of files moves with all that lies beside it; a store that is gone already is none to move', async () => {
  recordEngine(folder.path, { kind: 'cli', version: '1.9.0', store: 'sqlite' });
  const store = join(folder.path, 'temporal');
  mkdirSync(store);
  for (const name of ['temporal.db', 'temporal.db-wal', 'temporal.db-journal']) writeFileSync(join(store, name), name);
  await setAside();
  const [aside] = readdirSync(folder.path).filter((name) => name.startsWith('temporal-before-'));
  expect(readdirSync(join(folder.path, aside!)).toSorted()).toEqual([
    'temporal.db',
    'temporal.db-journal',
    'temporal.db-wal',
  ]);
  expect(readFileSync(join(folder.path, aside!, 'temporal.db-journal'), 'utf8')).toBe('temporal.db-journal');
  expect(existsSync(store)).toBe(false);
  await setAside();
  expect(readdirSync(folder.path).filter((name) => name.startsWith('temporal'))).toEqual([aside]);
});
