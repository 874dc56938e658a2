/** A file is read row by row: however many rows it has, a few of them are held at a time, and its outlines as numbers. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvRecords } from '../../imports/csv-records.ts';
import { readGeoJson } from '../../imports/geojson.ts';
import { NO_MAPPING } from '../../imports/mapping.ts';
import { PackedLand } from '../../imports/packed-land.ts';
import { ImportError } from '../../imports/problems.ts';
import { readTable } from '../../imports/read.ts';
import { readStands } from '../../imports/stands.ts';
import { anew, type SourceRow } from '../../imports/table.ts';
import { FUZZED } from './fuzz-files.ts';
import { KNOWN } from './known.ts';
import { square } from './shapefile-files.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heldBytes(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

test.each(FUZZED)('the rows of a file ($kind) are the same each time they are gone through', ({ sound, whole }) => {
  const { rows } = readTable(whole(sound[0]!));
  const [first, second] = [[...rows], [...rows]];
  expect(first.length).toBeGreaterThan(0);
  expect(second).toEqual(first);
});

test('of five thousand rows with 4 kB each no more than a hundred are held at a time', () => {
  const [most, rowBytes] = [100, 4_000];
  let [peak, start] = [0, 0];
  const rows = anew(function* (): Generator<SourceRow> {
    for (let row = 1; row <= 5_000; row += 1) {
      if (row === 5_000) peak = Math.max(peak, heldBytes() - start);
      const place = square(112.8 + (row % 70) * 0.004, 38.4 + Math.floor(row / 70) * 0.004, 0.003);
      yield {
        row,
        // Passed over, as what programs number by themselves: nothing of it belongs to a stand.
        values: {
          县代码: '140921',
          小班号: row,
          树种: '油松',
          造林日期: '2026-04-10',
          设计株数: 9,
          OBJECTID: filled(row),
        },
        geometry: { type: 'Polygon', coordinates: [place.toReversed().map(([x, y]) => [x, y])] },
      };
    }
  });
  const filled = (row: number) => Buffer.alloc(rowBytes, String(row)).toString('latin1');
  const columns = ['县代码', '小班号', '树种', '造林日期', '设计株数', 'OBJECTID'];
  start = heldBytes();
  const { drafts, rows: count } = readStands({ columns, rows }, NO_MAPPING, KNOWN);
  expect([drafts.length, count]).toEqual([5_000, 5_000]);
  // What is kept of a stand is some hundred bytes of facts.
  expect(peak).toBeLessThan(most * rowBytes + 5_000 * 1_500);
});

test.each([
  ['\n', '\n', 'two\nlines, ""quoted""'],
  ['\r\n', '\r\n', 'two\r\nlines'],
  ['\r', '\r', ''],
  ['\n', '\r\n', ''],
  ['\r\n', '\n', ''],
])('a CSV is read a few hundred records at a time, as it would be at once (%j, then %j)', (first, other, quoted) => {
  const lines = Array.from({ length: 900 }, (_, at) =>
    at % 7 === 0 ? `${at},"${quoted}"` : at % 11 === 0 ? '' : `${at},x`,
  );
  const bytes = Buffer.from(`code,note${first}${lines.join(other)}${other}`);
  const attempt = (read: () => readonly unknown[]) => {
    try {
      return read();
    } catch (error) {
      return (error as Error).message.replace('the file cannot be read to its end: ', '');
    }
  };
  const atOnce = () =>
    parse(bytes, { info: true, relax_column_count: true, trim: true }).map((each) => {
      const { record, info } = each as unknown as { record: readonly string[]; info: { lines: number } };
      return { record, line: info.lines };
    });
  expect(attempt(() => [...csvRecords(bytes, ',')])).toEqual(attempt(atOnce));
});

describe('a GeoJSON is read feature by feature', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  const feature = fc.record({
    type: fc.constant('Feature'),
    properties: fc.dictionary(fc.string(), json),
    geometry: json,
  });
  const document = fc.record({
    name: json,
    type: fc.constant('FeatureCollection'),
    features: fc.array(feature),
    crs: json,
  });
  const outcome = (text: string) => {
    try {
      return [...readGeoJson(Buffer.from(text)).rows].length;
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      return error.problem.code;
    }
  };
  test('which are those of the document read at once', () => {
    fc.assert(
      fc.property(document, fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const { features } = JSON.parse(text) as typeof value;
        const rows = [...readGeoJson(Buffer.from(text)).rows];
        expect(rows.map(({ geometry }) => geometry ?? null)).toEqual(features.map(({ geometry }) => geometry));
        for (const [index, { values }] of rows.entries())
          expect(Object.keys(values)).toEqual(Object.keys(features[index]!.properties));
      }),
    );
  });
  test('and is broken where the document is', () => {
    fc.assert(
      fc.property(document, fc.nat(), fc.constantFrom('', ',', '}', ']', '"', '[', 'x', '\\'), (value, at, put) => {
        const text = JSON.stringify(value);
        const changed = text.slice(0, at % text.length) + put + text.slice((at % text.length) + 1);
        let isJson = true;
        try {
          JSON.parse(changed);
        } catch {
          isJson = false;
        }
        expect([changed, outcome(changed) === 'FILE_BROKEN']).toEqual([changed, !isJson]);
      }),
      { numRuns: 150 },
    );
  });
  test.each([
    [
      'two lists of features: the last one counts',
      '{"features":[],"type":"FeatureCollection","features":[{"type":"Feature"}]}',
      1,
    ],
    ['a feature with a list of that name', '{"type":"Feature","features":[],"properties":{}}', 1],
    ['one feature in a line after a sign', '\u001e{"type":"Feature"}\n', 1],
    ['a feature a line', '{"type":"Feature"}\n\n{"type":"Feature"}', 2],
    ['a line that is no feature', '{"type":"Feature"}\n{"type":"Point"}', 'FILE_KIND'],
    ['a list with something else in it', '{"type":"FeatureCollection","features":[{"type":"Feature"},7]}', 'FILE_KIND'],
    ['nothing behind a comma', '{"type":"FeatureCollection","features":[{"type":"Feature"},]}', 'FILE_BROKEN'],
    ['two documents', '{"features":[]}{"features":[]}', 'FILE_BROKEN'],
  ])('%s', (_, text, wanted) => {
    expect(outcome(text)).toBe(wanted);
  });
});

test('land that is packed comes out as it was', () => {
  const position = fc.tuple(fc.double({ noNaN: true }), fc.double({ noNaN: true })).map(([x, y]) => [x, y]);
  const pieces = fc.array(fc.array(fc.array(position)));
  fc.assert(
    fc.property(pieces, (land) => {
      expect(new PackedLand(land).pieces).toEqual(land);
    }),
  );
});
