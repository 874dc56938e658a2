/** Rows of a file are kept as bytes between being read and being written: nothing of them may be lost or changed. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Geometry } from 'geojson';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBroken, outlineOf, type Outline } from '../../imports/outline.ts';
import { PackedRows } from '../../imports/packed-rows.ts';
import { square } from './shapefile-files.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

interface Row {
  readonly row: number;
  readonly outline?: Outline;
  readonly others?: Record<string, string>;
}

function outlined(geometry: Geometry): Outline {
  const outline = outlineOf(geometry, (position) => position, 0);
  if (isBroken(outline)) throw new Error(outline.met);
  return outline;
}

const land = (west: number) =>
  outlined({ type: 'Polygon', coordinates: [square(west, 38.4, 0.003).map(([x, y]) => [x, y])] });

const OUTLINES = [undefined, outlined({ type: 'Point', coordinates: [113, 38.5] }), land(112.8), land(1 / 3 + 112)];

test('rows come out as they went in, in their order, with their land or without', () => {
  const others = fc.dictionary(fc.string(), fc.string({ unit: 'binary' }));
  const row = fc.record({ outline: fc.constantFrom(...OUTLINES), others });
  fc.assert(
    fc.property(fc.array(row), (drawn) => {
      const rows: readonly Row[] = drawn.map(({ outline, others: said }, index) => ({
        row: index + 1,
        ...(outline && { outline }),
        others: said,
      }));
      const packed = new PackedRows(rows);
      expect([packed.length, [...packed]]).toEqual([rows.length, rows]);
      const geometries = (some: Iterable<Row>) => [...some].map(({ outline }) => outline?.geometry);
      expect(geometries(packed)).toEqual(geometries(rows));
      const isOdd = (each: Row) => each.row % 2 === 1;
      const odd: Iterable<Row> = packed.filter(isOdd);
      expect([...odd]).toEqual(rows.filter(isOdd));
    }),
    { numRuns: 20 },
  );
});

test('a row larger than the others together has room', () => {
  const rows = [1, 1_200_000, 7, 900_000, 300_000, 2].map((length, row) => ({
    row,
    others: { a: 'ä'.repeat(length) },
  }));
  expect([...new PackedRows<Row>(rows)]).toEqual(rows);
});

test('ten thousand stands with their land take no room among the objects of the process', () => {
  const heldBytes = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const outline = land(112.8);
  const start = heldBytes();
  const packed = new PackedRows<Row>(Array.from({ length: 10_000 }, (_, row) => ({ row, outline })));
  expect(heldBytes() - start).toBeLessThan(10_000 * 100);
  expect(packed.length).toBe(10_000);
});
