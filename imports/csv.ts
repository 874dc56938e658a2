/** CSV with a header: comma, semicolon or tab, as the header has it. */
import { CsvError, parse } from 'csv-parse/sync';
import { ImportError } from './problems.ts';
import type { SourceRow, SourceTable } from './table.ts';
import { wktGeometry } from './wkt.ts';

const GEOMETRY_COLUMNS = ['geometry', 'wkt', 'geom', '几何'];

/** @throws ImportError with the line where the table breaks off */
export function readCsv(text: string): SourceTable {
  const records = recordsOf(text);
  const [header = [], ...body] = records;
  const columns = header.map((name) => name.trim());
  const outline = columns.findIndex((name) => GEOMETRY_COLUMNS.includes(name.toLowerCase()));
  return { columns, rows: body.map((cells, index) => rowOf(columns, cells, index + 1, outline)) };
}

function recordsOf(text: string): string[][] {
  try {
    return parse(text, { bom: true, delimiter: delimiterOf(text), skip_empty_lines: true, trim: true });
  } catch (error) {
    if (error instanceof CsvError) throw new ImportError({ code: 'FILE_BROKEN', met: error.message });
    throw error;
  }
}

/** The one that stands most often in the header. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/\r?\n|$/));
  const often = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, delimiter) => (often(delimiter) > often(best) ? delimiter : best));
}

function rowOf(columns: readonly string[], cells: readonly string[], row: number, outline: number): SourceRow {
  const values = Object.fromEntries(
    columns.map((name, index) => [name, cells[index] === '' ? undefined : cells[index]]),
  );
  const geometry = outline < 0 ? undefined : wktGeometry(cells[outline] ?? '');
  return { row, values, ...(geometry && { geometry }) };
}
