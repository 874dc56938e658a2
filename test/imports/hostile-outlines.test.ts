/** Files made to keep a reader busy: each is read or refused in seconds. Before these rules the first of them took a minute. */
import type { Geometry, Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { damagedCells } from '../../imports/damaged.ts';
import { isBroken, outlineOf } from '../../imports/outline.ts';
import { polygonsOf } from '../../imports/rings.ts';
import { walkXml } from '../../imports/xml.ts';

const SLIVER_M2 = 6;
const list = <T>(length: number, of: (index: number) => T) => Array.from({ length }, (_, index) => of(index));

function circle(x: number, y: number, radius: number, corners: number): Position[] {
  const turn = (2 * Math.PI) / corners;
  const ring = list(corners, (at) => [x + Math.cos(at * turn) * radius, y + Math.sin(at * turn) * radius]);
  return [...ring, ring[0]!];
}

const square = (x: number, y: number, size: number): Position[] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];

/** What is said of it, or its area in m². */
function outcome(type: 'Polygon' | 'MultiPolygon', coordinates: unknown): string | number {
  const outline = outlineOf({ type, coordinates } as Geometry, (position) => position, SLIVER_M2);
  return isBroken(outline) ? outline.met! : outline.areaM2;
}

describe('an outline that is made to keep the import busy is read or refused in seconds', () => {
  test('two thousand rings one within the other are land and holes in turn', () => {
    const rings = list(2_000, (index) => circle(113, 38.5, 0.01 * (1 - index / 2_001), 40));
    const { type, coordinates } = polygonsOf(rings);
    expect([type, coordinates.length]).toEqual(['MultiPolygon', 1_000]);
  });
  test.each([
    ['pieces', 'MultiPolygon', list(5_001, (index) => [square(113 + index * 2e-5, 38.5, 1e-5)]), 'has 5001 rings'],
    [
      'pieces beyond any list of arguments',
      'MultiPolygon',
      list(150_000, () => [square(113, 38.5, 1e-5)]),
      '150000 rings',
    ],
    [
      'positions in a thousand rings',
      'Polygon',
      [circle(113, 38.5, 0.01, 300_000), ...list(999, () => square(113, 38.5, 1e-5))],
      'at most 300000',
    ],
    [
      'corners of a hole that lies outside',
      'Polygon',
      [circle(113, 38.5, 0.01, 20_000), circle(113.5, 38.5, 0.01, 20_000)],
      'lies outside',
    ],
  ] as const)('too many %s', (_, type, coordinates, words) => {
    expect(outcome(type, coordinates)).toContain(words);
  });
  test('a comb of twenty thousand teeth is taken along its back, and refused where it lies askew', () => {
    const comb = (slant: number) => {
      const teeth = list(20_000, (index): Position[] => [
        [113 + slant * index * 1e-6, 38.5 + index * 1e-6],
        [113.01 + slant * index * 1e-6, 38.5 - slant * 0.01 + index * 1e-6 + 5e-7],
      ]).flat();
      return [[...teeth, [112.9, 38.6], [112.9, 38.4], teeth[0]!]];
    };
    expect(outcome('Polygon', comb(0))).toBeGreaterThan(0);
    expect(outcome('Polygon', comb(1))).toContain('too many sides beside each other');
  });
  test('a spike of a hundred thousand corners across its end is cut off', () => {
    const spike = list(100_000, (index): Position => [113 + index * 1e-7, 38.5 + (index % 2) * 1e-7]);
    const ring = [...spike.toReversed(), [113, 38.51], [112.99, 38.5], ...spike];
    expect(outcome('Polygon', [ring])).toBeGreaterThan(0);
  });
});

describe('land that an outline draws twice', () => {
  const one = square(113, 38.5, 0.003);
  const area = outcome('Polygon', [one]) as number;
  test.each([
    ['the same piece again', one, '100 %'],
    ['a piece within the other', square(113.001, 38.501, 0.001), '100 %'],
    ['a piece that takes in the other', square(112.999, 38.499, 0.005), '100 %'],
    ['a piece across its border', square(113.002, 38.5, 0.003), '33 %'],
  ])('is refused: %s', (_, other, part) => {
    expect(outcome('MultiPolygon', [[one], [other]])).toContain(`share ${part} of the smaller one`);
  });
  test.each([
    ['beside each other along a border', [[one], [square(113.003, 38.5, 0.003)]], 2],
    ['with a border drawn twice, less than a hundredth apart', [[one], [square(113.003 - 2e-5, 38.5, 0.003)]], 2],
    [
      'with an island in the lake of the other',
      [[one, square(113.001, 38.501, 0.001)], [square(113.0012, 38.5012, 0.0005)]],
      1 - 1 / 9 + 1 / 36,
    ],
  ])('is none: two pieces %s', (_, pieces, times) => {
    expect((outcome('MultiPolygon', pieces) as number) / area).toBeCloseTo(times, 3);
  });
});

test.each([
  ['an attribute', `<a b="${'x'.repeat(4_000_000)}"/>`],
  ['a text', `<a>${'x'.repeat(4_000_000)}</a>`],
  ['a comment', `<a><!--${'x'.repeat(4_000_000)}--></a>`],
])('%s of four million letters in a sheet is refused, not searched over and over', (_, xml) => {
  expect(() => walkXml(Buffer.from(xml), 'sheet.xml', { open: () => {} })).toThrow('longer than 1048576 bytes');
});

test('a quarter of a million sound Chinese cells are looked through in seconds', () => {
  const columns = ['a', 'b', 'c', 'd', 'e'];
  const cells = (row: number) => Object.fromEntries(columns.map((name) => [name, `定襄县河边镇第${row}小班油松林`]));
  expect(damagedCells({ columns, rows: list(50_000, (row) => ({ row: row + 1, values: cells(row) })) })).toEqual([]);
});
