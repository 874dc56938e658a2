/** What lies beside a file on the disk and belongs to it is found with it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readSource } from '../../cli/files.ts';
import { ImportError } from '../../imports/problems.ts';
import { readTable } from '../../imports/read.ts';
import { held } from '../../imports/table.ts';
import { dbfOf, shpOf, shxOf, stand, type Files } from './shapefile-files.ts';
import { realFile } from '../support/real-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { zipEntries } from '../../imports/zip.ts';
import { inflater } from '../../imports/zip-inflate.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());
let folders = 0;

/** The files in a folder of their own. */
function put(files: Files): string {
  const path = join(folder.path, String((folders += 1)));
  mkdirSync(path);
  for (const [name, content] of Object.entries(files))
    if (content !== undefined) writeFileSync(join(path, name), content);
  return path;
}

function rowsOf(path: string, options = {}) {
  return readTable(readSource(path).bytes, { ...readSource(path), ...options });
}

function refusal(path: string): string {
  try {
    rowsOf(path);
  } catch (error) {
    if (error instanceof ImportError) return `${error.problem.code}: ${error.message}`;
    throw error;
  }
  return 'it was read';
}

describe('a shapefile whose files lie in a folder', () => {
  test.each([
    ['all of them', { ...stand(), 'stands.shx': shxOf(shpOf()), 'stands.cpg': 'GBK' }, 'stands.shp'],
    ['in capital letters', { 'A.SHP': shpOf(), 'a.DBF': dbfOf(), 'a.Prj': stand()['stands.prj'] }, 'A.SHP'],
    ['beside those of other layers', { ...stand(), 'other.dbf': 'x', 'stands.dbf.xml': 'x' }, 'stands.shp'],
    ['without a .cpg, whose texts are tried', { ...stand(), 'stands.dbf': dbfOf({ encoding: 'utf8' }) }, 'stands.shp'],
  ])('is read: %s', (_, files, name) => {
    const { rows, crs } = held(rowsOf(join(put(files), name)));
    expect(rows).toMatchObject([{ row: 1, values: { 小班号: '0001', 树种: '油松' }, geometry: { type: 'Polygon' } }]);
    expect(crs).toContain('China_Geodetic');
  });
  test.each([
    ['the table', { 'stands.dbf': undefined }, 'SHAPEFILE_INCOMPLETE: there is stands.shp without stands.dbf'],
    ['a sound table', { 'stands.dbf': 'x' }, 'FILE_BROKEN: the file cannot be read to its end: stands.dbf'],
    ['as many rows', { 'stands.dbf': dbfOf({ rows: [] }) }, 'stands.shp: it has 1 outlines and its .dbf 0 rows'],
    ['a .prj of a few lines', { 'stands.prj': 'x'.repeat(70_000) }, 'stands.prj: it has 70000 bytes'],
  ])('is refused without %s', (_, files, words) => {
    expect(refusal(join(put(stand(files)), 'stands.shp'))).toContain(words);
  });
  test('says so where its reference system is missing', () => {
    expect(rowsOf(join(put(stand({ 'stands.prj': undefined })), 'stands.shp')).crsMissing).toBe('stands.prj');
  });
  test('a real one gives the rows of its zip', ({ skip }) => {
    const zip = realFile('oregon-stands-shp/test_stands.zip');
    if (zip === undefined) return skip();
    const inflate = inflater(zip);
    const parts = zipEntries(zip).filter(({ path }) => /\.(shp|dbf|shx|prj)$/.test(path));
    const path = put(
      Object.fromEntries(parts.map((entry) => [entry.path.replace(/.*\//, ''), Buffer.from(inflate(entry))])),
    );
    const name = parts.find(({ path: each }) => each.endsWith('.shp'))!.path.replace(/.*\//, '');
    expect([...rowsOf(join(path, name)).rows]).toEqual([...readTable(zip).rows]);
  });
});

test('a GeoPackage is told of changes that lie beside it', () => {
  const path = put({ 'county.gpkg': 'x', 'county.gpkg-wal': 'y' });
  expect(readSource(join(path, 'county.gpkg')).beside).toEqual({
    name: 'county',
    files: { 'gpkg-wal': Buffer.from('y') },
  });
});

test('other files have nothing beside them', () => {
  expect(readSource(join(put({ 'a.csv': 'x', 'a.dbf': 'y' }), 'a.csv')).beside).toBeUndefined();
});
