/** The form of an exported file goes by its name; a database of another release is named as one. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore, savedStand, type Store } from '../prisma/fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { standkeeperOn } from './run.ts';

let store: Store;
const folder = temporaryFolder();
beforeAll(async () => {
  store = await openStore();
  await savedStand(store);
});
afterAll(async () => {
  await store.close();
  folder.remove();
});
const run = standkeeperOn(() => store.url);

test.each(['stands.csv', 'stands.XLSX', 'stands.geojson', 'stands.gpkg'])('%s needs no --format', async (name) => {
  const out = join(folder.path, name);
  expect(await run('export', 'stands', '--out', out)).toMatchObject({ code: 0, err: '' });
  expect(existsSync(out)).toBe(true);
});
test.each([
  ['en', 'stands.shp; wanted: a name that ends in .csv, .xlsx, .geojson, .gpkg, or --format'],
  ['zh', 'stands.shp，文件名应以 .csv、.xlsx、.geojson、.gpkg 结尾，或给出 --format'],
])('another ending is answered with those there are (%s)', async (lang, words) => {
  const out = join(folder.path, 'stands.shp');
  const { code, err } = await run('--lang', lang, 'export', 'stands', '--out', out);
  expect([code, existsSync(out)]).toEqual([2, false]);
  expect(err).toContain(words);
});

test.each([
  ['en', 'a table or column of it is not there; wanted: standkeeper migrate'],
  ['zh', '数据库与本版本不符'],
])('a database that lacks a column is of another release, and that is said (%s)', async (lang, words) => {
  const was = await run('stands', 'list', '--json');
  expect(was.code).toBe(0);
  await store.sql('alter table stand rename column species to species_of_old');
  try {
    const { code, err } = await run('--lang', lang, 'stands', 'list');
    expect(code).toBe(1);
    expect(err).toContain(words);
    expect(err.trim().split('\n')).toHaveLength(1);
  } finally {
    await store.sql('alter table stand rename column species_of_old to species');
  }
});
