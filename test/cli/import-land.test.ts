/** Stands of a file beside the land of those that are kept. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { importStands, type ImportFile } from '../../cli/import-files.ts';
import { shifted } from '../../imports/gcj02.ts';
import { sourceOf } from '../../prisma/source-store.ts';
import { openStore, type Store } from '../prisma/fixture.ts';
import { XINZHOU } from '../support/regimes.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());
beforeEach(() => store.sql('truncate stand, import_batch, outbox_message, org_unit cascade'));

type Move = (position: readonly number[]) => readonly number[];
const SIDE = 0.003;

/** Stands in a row, each a square of some 9 ha, a gap apart. */
function file(
  numbers: readonly number[],
  move: Move = (position) => position,
  more: Partial<ImportFile> = {},
): ImportFile {
  const features = numbers.map((number) => {
    const [lon, lat] = [113 + number * 0.01, 38.5];
    const ring = [
      [lon, lat],
      [lon + SIDE, lat],
      [lon + SIDE, lat + SIDE],
      [lon, lat + SIDE],
      [lon, lat],
    ].map(move);
    const properties = { county: 140921, code: number, species: '油松', planted: '2026-04-10', 'designed points': 900 };
    return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } };
  });
  const bytes = Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
  const nowMs = Date.parse('2026-11-24T04:00:00Z');
  return { path: 'stands.geojson', bytes, dryRun: false, policy: XINZHOU, nowMs, ...more };
}

const renumbered = (given: ImportFile, by: number): ImportFile => ({
  ...given,
  bytes: Buffer.from(given.bytes.toString().replace(/"code":(\d+)/g, (_, code) => `"code":${Number(code) + by}`)),
});
const codes = (report: Awaited<ReturnType<typeof importStands>>) =>
  [...report.problems, ...report.warnings].map(({ row, code, wanted }) => `${row} ${code} ${wanted ?? ''}`.trim());

describe('land that is kept already', () => {
  beforeEach(() => importStands(store.db, file([1, 2, 3])));

  test('is not planted twice under another number; the rest of the file is taken', async () => {
    const report = await importStands(store.db, renumbered(file([3, 4]), 10));
    expect(codes(report)).toEqual(['1 LAND_TAKEN 140921-3']);
    expect(report.accepted).toBe(1);
  });
  test.each([
    [0.0005, 'OVERLAP_LARGE', 0],
    [0.0002, 'OVERLAP_NOTED', 1],
  ])('reached into by %d degrees: %s', async (by, code, accepted) => {
    const beside = renumbered(
      file([3], ([x = 0, y = 0]) => [x + SIDE - by, y]),
      10,
    );
    const report = await importStands(store.db, beside);
    expect([codes(report), report.accepted]).toEqual([[`1 ${code} 140921-3`], accepted]);
  });
  test('of a closed stand is free', async () => {
    await store.sql(`update stand set stage = 'CLOSED', closed_on = '2026-10-01' where code = '3'`);
    expect((await importStands(store.db, renumbered(file([3]), 10))).accepted).toBe(1);
  });
  test('of the same stand in an earlier work year is its own', async () => {
    await store.sql(`update stand set work_year = 2020`);
    expect((await importStands(store.db, file([1, 2, 3]))).accepted).toBe(3);
  });
});

describe('a file in the shifted coordinates of web maps', () => {
  const shift: Move = ([x = 0, y = 0]) => shifted([x, y]);
  beforeEach(() => importStands(store.db, file([1, 2, 3])));

  test('is told by stands that are kept, asked about, and not written', async () => {
    await expect(importStands(store.db, file([1, 2, 3, 4], shift))).rejects.toThrow(
      'the outlines seem to be in GCJ-02, the shifted system of web maps: 3 of 3 fit',
    );
    expect(await store.sql('select count(*)::int as stands from stand')).toEqual([{ stands: 3 }]);
  });
  test('is shifted back where that is what it is said to be', async () => {
    const report = await importStands(store.db, file([1, 2, 3, 4], shift, { crs: 'GCJ-02' }));
    expect([report.accepted, codes(report).filter((code) => !code.includes('STAND_EXISTS'))]).toEqual([1, []]);
    const [row] = await store.sql(`select min_lon, crs from stand_geometry natural join stand where code = '4'`);
    expect(row).toEqual({ min_lon: expect.closeTo(113.04, 6), crs: 'GCJ-02' });
  });
  test('is taken as it is where it is acknowledged not to be', async () => {
    const mapping = 'acknowledge: GCJ_SUSPECTED';
    expect((await importStands(store.db, file([1, 2, 3, 4], shift, { mapping }))).accepted).toBe(1);
  });
});

test('what a file says otherwise of stands that are kept is told field by field, and changes nothing', async () => {
  await importStands(store.db, file([1, 2]));
  const same = await importStands(store.db, file([1, 2]));
  expect(same.warnings).toEqual([]);
  const moved = file([1], ([x = 0, y = 0]) => [x + 0.0005, y]);
  const bytes = Buffer.from(moved.bytes.toString().replace('"designed points":900', '"designed points":950'));
  const report = await importStands(store.db, { ...moved, bytes, dryRun: true });
  expect(report.warnings.map(({ code, field, met, wanted }) => [code, field, met, wanted])).toEqual([
    ['STAND_DIFFERS', 'designedPoints', '950', '900'],
    ['STAND_DIFFERS', 'outline', '113.01050 38.50000 113.01350 38.50300', '113.01000 38.50000 113.01300 38.50300'],
  ]);
  expect(report.diff).toMatchObject([
    { stand: '140921-1/2026', is: 'DIFFERS', fields: [{ kept: '900', file: '950' }, {}] },
  ]);
  const more = await importStands(store.db, { ...file([1, 2, 3]), dryRun: true });
  expect(more.diff?.map(({ row, is }) => [row, is])).toEqual([
    [1, 'SAME'],
    [2, 'SAME'],
    [3, 'NEW'],
  ]);
});

test('what the file says beyond the fields we know is kept with the stand', async () => {
  const given = file([1, 2]);
  const bytes = Buffer.from(given.bytes.toString().replace('"code":1,', '"code":1,"Omanik":"Mets OÜ","siht":3,'));
  expect(await importStands(store.db, { ...given, bytes })).toMatchObject({ accepted: 2, others: ['Omanik', 'siht'] });
  const [row] = await store.sql<{ life_id: string }>(`select life_id from stand where code = '1'`);
  expect(await sourceOf(store.db, row!.life_id)).toEqual({ row: 1, columns: { Omanik: 'Mets OÜ', siht: 3 } });
  expect(await store.sql('select count(*)::int as n from stand_source')).toEqual([{ n: 1 }]);
});
