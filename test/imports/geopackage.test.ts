/** GeoPackages of GIS programs: a layer with its outlines and reference system, or refused by name. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { ImportError } from '../../imports/problems.ts';
import { readTable } from '../../imports/read.ts';
import {
  COLUMNS,
  count,
  doubles,
  geometryOf,
  geoPackageOf,
  land,
  LAND,
  polygonOf,
  STAND,
  wkbHead,
} from './geopackage-files.ts';
import { CGCS2000, said, stands } from './shapefile-files.ts';

const one = (outline: Uint8Array | null = geometryOf(), srsId = 4326) =>
  geoPackageOf([{ name: 'stands', srsId, outlines: [outline] }]);

describe('a layer is a table', () => {
  test('with its outlines, in WGS 84', () => {
    expect(stands(one()).drafts[0]).toMatchObject({
      row: 1,
      countyCode: '140921',
      code: '0001',
      planting: { plantedOn: '2026-04-10', designedPoints: 2000 },
      outline: { geometry: { type: 'Polygon', coordinates: [LAND] } },
      crs: 'EPSG:4326',
    });
  });
  test.each([
    ['with a box', { box: 1 }],
    ['with a box of four dimensions', { box: 4 }],
    ['with heights', { more: 1 }],
    ['with measures', { more: 2 }],
    ['with both', { more: 3 }],
    ['with heights as PostGIS writes them', { more: 1, ewkb: true }],
    ['with both as PostGIS writes them', { more: 3, ewkb: true }],
    ['with the large byte first', { big: true }],
  ])('%s they are the same', (_, form) => {
    expect(stands(one(geometryOf(form))).drafts[0]!.outline!.geometry).toEqual({
      type: 'Polygon',
      coordinates: [LAND],
    });
  });
  test('an outline of several polygons stays one', () => {
    const wkb = Buffer.concat([wkbHead(6), count(2), polygonOf([LAND]), polygonOf([land(113.01, 38.5, 0.001)])]);
    expect(stands(one(geometryOf({}, wkb))).drafts[0]!.outline!.geometry).toMatchObject({
      type: 'MultiPolygon',
      coordinates: [[LAND], [land(113.01, 38.5, 0.001)]],
    });
  });
  test('a stand may be a point, and a row may have no outline', () => {
    const point = geometryOf({}, Buffer.concat([wkbHead(1), doubles([113, 38.5])]));
    const empty = geometryOf({}, Buffer.concat([wkbHead(1), doubles([NaN, NaN])]));
    const rows = ['1', '2', '3', '4'].map((code) => [...STAND.with(1, code), 10]);
    const outlines = [point, empty, null, geometryOf({ flags: 0x10 })];
    const file = geoPackageOf([{ name: 'stands', outlines, columns: [...COLUMNS, 'area_ha'], rows }]);
    expect(stands(file).drafts.map(({ outline }) => outline?.geometry.type)).toEqual([
      'Point',
      undefined,
      undefined,
      undefined,
    ]);
  });
  test('a table without outlines is one as well', () => {
    const rows = [[...STAND, 10]];
    const file = geoPackageOf([{ name: 'list', outlines: null, columns: [...COLUMNS, 'area_ha'], rows }]);
    expect(said(file)).toBe('1 taken');
  });
  test('a file that a program has had open with changes kept beside it is read', () => {
    const bytes = Buffer.from(one());
    bytes.set([2, 2], 18);
    expect(said(bytes)).toBe('1 taken');
  });
  test('changes that lie beside it still refuse it', () => {
    const beside = { name: 'county', files: { 'gpkg-wal': Buffer.of(1) } };
    expect(() => readTable(one(), { beside })).toThrow('its last changes lie beside it in county.gpkg-wal');
    const unchanged = { ...beside, files: { 'gpkg-wal': Buffer.alloc(0) } };
    expect([...readTable(one(), { beside: unchanged }).rows]).toHaveLength(1);
  });
});

describe('the reference system of a layer', () => {
  const zone38 = () => {
    const [x, y] = [38_412_767, 4_262_600];
    return geometryOf({ srsId: 4526 }, polygonOf([land(x, y, 300)]));
  };
  test('is its number where that is known', () => {
    const { drafts } = stands(one(zone38(), 4526));
    expect(drafts[0]!.crs).toBe('EPSG:4526');
    expect(drafts[0]!.outline!.centre[0]).toBeCloseTo(113, 1);
  });
  test('is its definition where the number is not', () => {
    const system = `insert into gpkg_spatial_ref_sys values ('own', 100001, 'OWN', 1, '${CGCS2000}', null)`;
    const file = geoPackageOf([{ name: 'stands', srsId: 100_001, outlines: [geometryOf({ srsId: 100_001 })] }], system);
    expect(stands(file).drafts[0]!.crs).toBe('GCS_China_Geodetic_Coordinate_System_2000');
  });
  test.each([-1, 77])('is asked for where it is not defined (%d)', (srsId) => {
    const file = one(geometryOf({ srsId: 0 }), srsId);
    expect(said(file)).toContain('CRS_MISSING: the reference system of layer stands is missing');
    expect(said(file, { crs: 'EPSG:4326' })).toBe('1 taken');
  });
  test('given by hand goes before it', () => {
    expect(stands(one(), { crs: 'EPSG:4490' }).drafts[0]!.crs).toBe('EPSG:4490');
  });
});

describe('of several layers', () => {
  const list = { name: 'list', outlines: null };
  const two = () => geoPackageOf([{ name: 'stands' }, { name: '小班' }, list]);
  test('those with outlines go before those without', () => {
    expect(said(geoPackageOf([{ name: 'stands' }, list]))).toBe('1 taken');
  });
  test('one must be chosen, by the name of its table or the one it is shown by', () => {
    expect(said(two())).toBe('LAYER_UNCLEAR: the file holds several layers: stands, 小班; choose one with --layer');
    expect(said(two(), { layer: '小班' })).toBe('1 taken');
    expect(said(two(), { layer: 'LAYER stands' })).toBe('1 taken');
    expect(said(two(), { layer: 'x' })).toBe('LAYER_UNKNOWN: there is no layer x; wanted: list, stands, 小班');
  });
});

describe('what cannot be read is named', () => {
  const wkb = (...parts: Buffer[]) => geometryOf({}, Buffer.concat(parts));
  test.each([
    ['a line', wkb(wkbHead(2), count(0)), 'a LineString; wanted'],
    ['a curve', wkb(wkbHead(10), count(0)), 'a CurvePolygon; wanted'],
    ['another shape', wkb(wkbHead(99), count(0)), 'a shape of type 99; wanted'],
    ['a polygon cut off', geometryOf().subarray(0, -8), 'it is cut off'],
    ['more rings than there is room for', wkb(wkbHead(3), count(0xffffffff)), 'it is cut off'],
    ['no outline at all', Buffer.from('hello, world'), 'it is no outline of a GeoPackage'],
    ['an extended form', geometryOf({ flags: 0x20 }), 'it is of an extended form'],
    [
      'an outline in another system',
      geometryOf({ srsId: 4490 }),
      'its reference system is number 4490, that of the layer 4326',
    ],
  ])('%s', (_, outline, words) => {
    expect(said(one(outline))).toContain(`1 GEOMETRY_BROKEN: the outline cannot be used: ${words}`);
  });
  test.each([
    [
      'a SQLite file of another kind',
      [],
      'drop table gpkg_contents',
      'FILE_KIND: the file is a SQLite file that is no GeoPackage',
    ],
    ['one without layers', [], '', 'a GeoPackage without a layer of stands (it holds nothing)'],
    ['pictures alone', [], "insert into gpkg_contents values ('photo', 'tiles', 'p', null)", '(it holds photo)'],
    ['a layer that is not there', [{ name: 'stands' }], 'drop table stands', 'stands: it is no table of the file'],
    [
      'a view, which might never end',
      [],
      "create view v as with recursive c(x) as (select 1 union all select x + 1 from c) select x from c; insert into gpkg_contents values ('v', 'attributes', 'v', null)",
      'v: it is no table of the file',
    ],
    [
      'no word of the outlines',
      [{ name: 'stands' }],
      'delete from gpkg_geometry_columns',
      'no column of stands is said to have its outlines',
    ],
    [
      'a wrong word of them',
      [{ name: 'stands' }],
      "update gpkg_geometry_columns set column_name = 'x'",
      'stands has no column x',
    ],
  ])('%s', (_, layers, statement, words) => {
    expect(said(geoPackageOf(layers, statement))).toContain(words);
  });
  test('numbers too large for a double keep their digits, and pictures in a cell are passed over', () => {
    const columns = [...COLUMNS, 'area_ha', 'photo'];
    const rows = [[...STAND.with(1, 9_007_199_254_740_993n), 10, Buffer.of(1)]];
    const file = geoPackageOf([{ name: 'stands', outlines: null, columns, rows }]);
    expect(stands(file).drafts[0]!.code).toBe('9007199254740993');
  });
});

describe('a damaged file ends in a report or a named error', () => {
  const sound = geoPackageOf([
    { name: 'stands', outlines: [geometryOf(), geometryOf()], rows: [STAND, STAND.with(1, '2')] },
  ]);
  const survives = (bytes: Buffer) => {
    try {
      stands(bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(ImportError);
    }
  };
  test.prop([fc.nat(sound.length - 1)], { numRuns: 100 })('cut off anywhere', (at) => survives(sound.subarray(0, at)));
  test.prop([fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })], {
    numRuns: 100,
  })('with any bytes changed', (flips) => {
    const damaged = Buffer.from(sound);
    for (const [at, value] of flips) damaged[at] = value;
    survives(damaged);
  });
});
