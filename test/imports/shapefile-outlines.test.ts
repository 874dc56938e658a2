/** Outlines of a shapefile: parts, holes and islands in whatever order, heights left aside, nothing, and no outlines at all. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  dbfOf,
  recordOf,
  said,
  shpOf,
  shxOf,
  square,
  SQUARE,
  STAND,
  stand,
  stands,
  zipOf,
  type Outline,
  type Ring,
} from './shapefile-files.ts';

const zip = (shp: Buffer, more = {}) => zipOf(stand({ 'stands.shp': shp, ...more }));
const outline = (rings: Outline, type = 5) => stands(zip(shpOf([rings], type))).drafts[0]!.outline!;
const turned = (ring: Ring) => ring.toReversed();

/** Land of about 9 by 12 km with a hole in it, an island in the hole, and land beside it. */
const LAND = square(113, 38.5, 0.02);
const HOLE = turned(square(113.004, 38.504, 0.01));
const ISLAND = square(113.006, 38.506, 0.002);
const BESIDE = square(113.02, 38.5, 0.01);
const areaHa = (rings: Outline) => Math.round(outline(rings).areaM2 / 1e4);

describe('heights and measures are left aside', () => {
  test.each([
    ['plain', 5],
    ['with heights', 15],
    ['with measures', 25],
  ])('%s', (_, type) => {
    expect(outline([SQUARE], type).geometry).toEqual({ type: 'Polygon', coordinates: [turned(SQUARE)] });
  });
});

describe('parts, holes and islands', () => {
  test('a hole is no land, an island in it is, and land beside it is', () => {
    expect(areaHa([LAND])).toBe(387);
    expect(areaHa([LAND, HOLE])).toBe(290);
    expect(areaHa([LAND, HOLE, ISLAND])).toBe(294);
    expect(areaHa([LAND, HOLE, ISLAND, BESIDE])).toBe(391);
  });
  test('one with a hole is a polygon; several are a multipolygon, each with its own holes', () => {
    expect(outline([LAND, HOLE]).geometry).toMatchObject({
      type: 'Polygon',
      coordinates: [{ length: 5 }, { length: 5 }],
    });
    const { geometry } = outline([BESIDE, ISLAND, HOLE, LAND]);
    expect(geometry).toMatchObject({ type: 'MultiPolygon' });
    expect((geometry as { coordinates: unknown[][] }).coordinates.map((rings) => rings.length)).toEqual([1, 1, 2]);
  });
  test.prop([
    fc.shuffledSubarray([LAND, HOLE, ISLAND, BESIDE], { minLength: 4 }),
    fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  ])('in any order and turned either way they are the same land', (rings, turns) => {
    expect(areaHa(rings.map((ring, index) => (turns[index] ? turned(ring) : ring)))).toBe(391);
  });
  test('land beside land, sharing a border, is no hole', () => {
    expect(areaHa([LAND, square(113.02, 38.5, 0.02)])).toBe(2 * 387);
  });
  test('a hole that touches the border is a hole', () => {
    expect(areaHa([LAND, turned(square(113, 38.504, 0.01))])).toBe(290);
  });
  test('a ring that is not closed or too short is refused in its row', () => {
    expect(said(zip(shpOf([[SQUARE.slice(0, 4)]])))).toContain(
      '1 GEOMETRY_BROKEN: the outline cannot be used: a ring is not closed',
    );
    expect(
      said(
        zip(
          shpOf([
            [
              [
                [113, 38.5],
                [113.1, 38.5],
                [113, 38.5],
              ],
            ],
          ]),
        ),
      ),
    ).toContain('fewer than four positions');
  });
});

describe('what is no outline is refused in its row', () => {
  test.each([
    ['lines', 3, 'a MultiLineString'],
    ['several points', 8, 'a MultiPoint'],
    ['surfaces', 31, 'a MultiPatch'],
    ['a shape nobody knows', 77, 'a shape of type 77'],
  ])('%s', (_, type, words) => {
    expect(said(zip(shpOf([[SQUARE]], type)))).toContain(`1 GEOMETRY_BROKEN: the outline cannot be used: ${words}`);
  });
  test('a point needs an area beside it', () => {
    expect(said(zip(shpOf([[SQUARE]], 1)))).toContain('VALUE_MISSING: area is missing');
  });
});

describe('a broken file is refused by name, a broken outline in its row', () => {
  const shp = shpOf([[SQUARE]]);
  const changed = (at: number, value: number, little = true) => {
    const other = Buffer.from(shp);
    if (little) other.writeUInt32LE(value, at);
    else other.writeUInt32BE(value, at);
    return other;
  };
  test.each([
    ['cut off within an outline', shp.subarray(0, 150), 'outline 1 reaches beyond its end; was it cut off?'],
    ['cut off before its first outline', shp.subarray(0, 100), 'it has 0 outlines and its .dbf 1 rows'],
    ['of another kind', changed(0, 1), 'it is no shapefile'],
    ['of no bytes', Buffer.alloc(0), 'it is no shapefile'],
    ['more rings than bytes', changed(108 + 36, 4_000), 'it states 5 positions and has fewer'],
    ['more rings than any stand has', changed(108 + 36, 0x7fffffff), 'wanted: at most 5000'],
    ['more positions than bytes', changed(108 + 40, 0x7fffffff), 'it states 2147483647 positions and has fewer'],
    ['rings that begin nowhere', changed(108 + 44, 9), 'its rings are out of order'],
  ])('%s', (_, bytes, words) => {
    expect(said(zip(bytes))).toContain(words);
  });
  test('a wrong length in its header is overlooked', () => {
    expect(said(zip(changed(24, 0, false)))).toBe('1 taken');
    expect(said(zip(changed(24, 0xffffff, false)))).toBe('1 taken');
  });
  test('an outline of no rings is none', () => {
    expect(said(zip(changed(108 + 36, 0)))).toContain('VALUE_MISSING: area is missing');
  });
});

describe('the index', () => {
  const rows = ['0001', '0002'].map((code) => STAND.with(1, code));
  const shp = shpOf([[LAND], [BESIDE]]);
  const files = { 'stands.dbf': dbfOf({ rows }) };

  test.each([
    ['sound', shxOf(shp)],
    ['absent', undefined],
    ['of another file', shxOf(shpOf([[SQUARE]]))],
    ['rubbish', Buffer.from('rubbish')],
    ['all zeros', Buffer.alloc(116)],
  ])('%s: the outlines are read one after the other', (_, shx) => {
    expect(
      stands(zip(shp, { ...files, 'stands.shx': shx })).drafts.map(({ areaM2 }) => Math.round(areaM2 / 1e4)),
    ).toEqual([387, 97]);
  });
  test('leads around a gap that an edit left behind', () => {
    const gap = Buffer.alloc(64, 0xff);
    const second = 108 + shp.readInt32BE(104) * 2;
    const gapped = Buffer.concat([shp.subarray(0, second), gap, shp.subarray(second)]);
    const shx = shxOf(shp);
    shx.writeInt32BE((second + gap.length) / 2, 108);
    expect(said(zip(gapped, files))).toMatch(/^FILE_BROKEN/);
    expect(said(zip(gapped, { ...files, 'stands.shx': shx }))).toBe('2 taken');
  });
  test('numbers of outlines are not believed: some programs begin with 0', () => {
    const zero = Buffer.concat([shp.subarray(0, 100), recordOf(0, shp.subarray(108, 108 + shp.readInt32BE(104) * 2))]);
    expect(said(zip(zero))).toBe('1 taken');
  });
});
