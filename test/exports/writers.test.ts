/** What a writer has written, the readers of imports read as it was. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { Database } from 'node-sqlite3-wasm';
import { afterAll, describe, expect } from 'vitest';
import type { ExportRow, ExportTable } from '../../exports/table.ts';
import { WRITERS, type ExportFormat } from '../../exports/writers.ts';
import { rowsRefusal } from '../../exports/xlsx-limits.ts';
import { readTable } from '../../imports/read.ts';
import { zipEntries } from '../../imports/zip.ts';
import { square } from '../imports/shapefile-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const FORMATS = Object.keys(WRITERS) as ExportFormat[];
const TABLE: ExportTable = {
  name: 'stands',
  columns: [
    { heading: '小班号', kind: 'text' },
    { heading: 'planted_on', kind: 'day' },
    { heading: 'points', kind: 'whole' },
    { heading: 'altitude', kind: 'number' },
    { heading: 'at', kind: 'instant' },
  ],
  isDrawn: true,
  longestWkt: 0,
  at: '2026-11-24T04:00:00.000Z',
};
const ROW: ExportRow = { cells: ['a', '2026-04-10', 2000, 1205.5, TABLE.at] };
let files = 0;

async function written(format: ExportFormat, pages: readonly (readonly ExportRow[])[], table = TABLE): Promise<string> {
  const path = join(folder.path, `${(files += 1)}.${format}`);
  const writer = await WRITERS[format](path, table);
  try {
    for (const page of pages) await writer.write(page);
    await writer.end();
  } catch (error) {
    await writer.abandon();
    throw error;
  }
  return path;
}

/** Cells of each row as text, and its outline. */
async function readBack(format: ExportFormat, pages: readonly (readonly ExportRow[])[], table = TABLE) {
  const { columns, rows } = readTable(readFileSync(await written(format, pages, table)));
  const headings = table.columns.map(({ heading }) => heading);
  expect(columns).toEqual(expect.arrayContaining(headings));
  return [...rows].map(({ values, geometry, faults }) => ({
    cells: headings.map((heading) => (values[heading] === undefined ? undefined : String(values[heading]))),
    ...(geometry && { geometry }),
    ...(faults && { faults }),
  }));
}

const asText = ({ cells, geometry }: ExportRow) => ({
  cells: cells.map((cell) => (cell === undefined ? undefined : String(cell))),
  ...(geometry && { geometry }),
});

const position = fc.tuple(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: -90, max: 90, noNaN: true }),
);
const ring = fc.array(
  position.map(([x, y]) => [x + 0, y + 0]),
  { minLength: 4, maxLength: 6 },
);
const polygon = fc.array(ring, { minLength: 1, maxLength: 3 });
const outline = fc.oneof(
  position.map(([x, y]) => ({ type: 'Point' as const, coordinates: [x + 0, y + 0] })),
  polygon.map((coordinates) => ({ type: 'Polygon' as const, coordinates })),
  fc
    .array(polygon, { minLength: 1, maxLength: 3 })
    .map((coordinates) => ({ type: 'MultiPolygon' as const, coordinates })),
);
/** Texts as an import has let them in: trimmed, without control characters; some like formulas, or like escapes. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('=1+1', '-x', '@a', '"q",', '_x0041_', "'=x", '<&>', '007'),
  )
  .map((each) => each.replace(/[\p{Cc}\p{Cs}\ufeff]/gu, '').trim())
  .filter((each) => each !== '' && !each.startsWith("'"));
const row = fc
  .tuple(text, fc.integer({ min: -500, max: 9000 }), fc.option(outline, { nil: undefined }))
  .map(([name, points, geometry]): ExportRow => {
    const cells = [name, '2026-04-10', points, points / 8, undefined];
    return { cells, ...(geometry && { geometry }) };
  });

describe.each(FORMATS)('%s', (format) => {
  test.prop([fc.array(fc.array(row, { maxLength: 3 }), { minLength: 1, maxLength: 3 })], { numRuns: 60 })(
    'what was written is read again without a difference, page by page',
    async (pages) => {
      const rows = pages.flat();
      fc.pre(rows.length > 0);
      expect(await readBack(format, pages)).toEqual(rows.map(asText));
    },
  );

  test('a table without outlines has none', async () => {
    expect(await readBack(format, [[ROW]], { ...TABLE, isDrawn: false })).toEqual([asText(ROW)]);
  });

  test('an export without rows is a sound file with headings', async () => {
    const path = await written(format, []);
    expect(() => readTable(readFileSync(path))).toThrow('the file has a header and no rows');
  });
});

test('CSV begins with the mark by which spreadsheets know UTF-8, and a name does not run as a formula', async () => {
  const bytes = readFileSync(await written('csv', [[{ ...ROW, cells: ['=1+1', ...ROW.cells.slice(1)] }]]), 'utf8');
  expect(bytes).toBe(`\uFEFF小班号,planted_on,points,altitude,at,wkt\r\n'=1+1,2026-04-10,2000,1205.5,${TABLE.at},\r\n`);
});

test('GeoJSON says when it was exported', async () => {
  const path = await written('geojson', [[ROW]]);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ name: 'stands', exportedAt: TABLE.at });
});

test('an outline too long for a cell of XLSX goes on in the next ones', async () => {
  const corners = Array.from({ length: 3000 }, (_, index) => [113 + Math.sin(index) / 7, 38 + Math.cos(index) / 7]);
  const geometry = { type: 'Polygon' as const, coordinates: [[...corners, corners[0]!]] };
  const longestWkt = JSON.stringify(geometry).length;
  expect(longestWkt).toBeGreaterThan(2 * 32_767);
  const rows = [{ ...ROW, geometry }, ROW];
  expect(await readBack('xlsx', [rows], { ...TABLE, longestWkt })).toEqual(rows.map(asText));
});

test('XLSX has the parts that spreadsheets ask for', async () => {
  const paths = zipEntries(readFileSync(await written('xlsx', [[ROW]]))).map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/workbook.xml',
      'xl/styles.xml',
      'docProps/core.xml',
    ]),
  );
});

test('GeoPackage says what it is, where its outlines lie, and when it was exported', async () => {
  const geometry = { type: 'Polygon' as const, coordinates: [square(113, 38.5, 0.5).map(([x, y]) => [x, y])] };
  const path = await written('gpkg', [
    [
      { ...ROW, geometry },
      { ...ROW, geometry: { type: 'Point', coordinates: [112, 39.5] } },
    ],
  ]);
  const db = new Database(path, { readOnly: true });
  try {
    expect(db.get('pragma application_id')).toEqual({ application_id: 0x47504b47 });
    expect(db.get('pragma integrity_check')).toEqual({ integrity_check: 'ok' });
    expect(db.get('select * from gpkg_contents')).toMatchObject({
      table_name: 'stands',
      data_type: 'features',
      last_change: TABLE.at,
      min_x: 112,
      min_y: 38.5,
      max_x: 113.5,
      max_y: 39.5,
      srs_id: 4326,
    });
  } finally {
    db.close();
  }
});

describe('a sheet', () => {
  test.each([
    [1_048_575, undefined],
    [1_048_576, 'SHEET_ROWS_TOO_MANY'],
  ])('with %i rows below its headings: %s', (rows, refused) => {
    expect(rowsRefusal(rows)?.refused).toBe(refused);
  });
  test('takes a text that fills a cell, and refuses one that is longer by the name of its column', async () => {
    const of = (length: number) => [[{ cells: ['字'.repeat(length), ...ROW.cells.slice(1)] }]];
    expect((await readBack('xlsx', of(32_767)))[0]!.cells[0]).toHaveLength(32_767);
    await expect(written('xlsx', of(32_768))).rejects.toMatchObject({
      refusal: { refused: 'SHEET_CELL_TOO_LONG', values: { field: '小班号', met: 32_768, wanted: 32_767 } },
    });
    await expect(written('csv', of(32_768))).resolves.toBeDefined();
  });
});
