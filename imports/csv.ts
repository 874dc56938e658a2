/** CSV with headings: comma, semicolon or tab, as the headings have it. */
import { CsvError, parse } from 'csv-parse/sync';
import type { Geometry } from 'geojson';
import { ImportError } from './problems.ts';
import type { RowFault, SourceRow, SourceTable } from './table.ts';
import { readWkt, sridOf } from './wkt.ts';

const GEOMETRY_COLUMNS = ['geometry', 'wkt', 'geom', 'the_geom', '几何'];

/** Line a record ends in, counted from 1. */
interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** @throws ImportError with the line where the table breaks off */
export function readCsv(whole: string): SourceTable {
  // Excel's own first line, which names the delimiter.
  const text = whole.replace(/^\uFEFF?sep=.\r?\n/i, '');
  const [headings, ...body] = recordsOf(text).filter(withHeadingsFirst());
  const columns = (headings?.record ?? []).map((name) => name.trim());
  refuseCutOff(text, columns.length, body.at(-1));
  const outline = columns.findIndex((name) => GEOMETRY_COLUMNS.includes(name.toLowerCase()));
  const crs = outline < 0 ? undefined : body.map(({ record }) => sridOf(record[outline] ?? '')).find(Boolean);
  const layout = { columns, outline, ...(crs !== undefined && { crs }) };
  const rows = body.flatMap((each, index) => (isBlank(each) ? [] : [rowOf(layout, each, index + 1)]));
  return { columns, rows: withEndRemark(text, rows), ...(crs !== undefined && { crs }) };
}

function recordsOf(text: string): readonly CsvRecord[] {
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      trim: true,
    }) as unknown as readonly CsvRecord[];
  } catch (error) {
    if (error instanceof CsvError) throw new ImportError({ code: 'FILE_BROKEN', met: error.message });
    throw error;
  }
}

/** Blank lines above the headings are none of the table. */
function withHeadingsFirst(): (record: CsvRecord) => boolean {
  let begun = false;
  return (record) => (begun ||= !isBlank(record));
}

function isBlank({ record }: CsvRecord): boolean {
  return record.every((cell) => cell === '');
}

/** The one that stands most often in the headings, outside of quotes. */
function delimiterOf(text: string): string {
  const [headings = ''] = /\S(?:"[^"]*"|[^"\r\n])*/.exec(text.replaceAll(/"[^"]*"/g, '_')) ?? [];
  const often = (delimiter: string) => headings.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, delimiter) => (often(delimiter) > often(best) ? delimiter : best));
}

/** A last row that is short and has no line break was cut off: so may have been any number of rows after it. */
function refuseCutOff(text: string, wanted: number, last: CsvRecord | undefined): void {
  if (last === undefined || endsWithBreak(text) || last.record.length >= wanted) return;
  throw new ImportError({
    code: 'FILE_BROKEN',
    met: `it breaks off in line ${last.info.lines}, after ${last.record.length} of ${wanted} cells`,
  });
}

function endsWithBreak(text: string): boolean {
  return /[\r\n]\s*$/.test(text.slice(-64));
}

/** A number cut short is still a number: only the missing line break gives it away. */
function withEndRemark(text: string, rows: readonly SourceRow[]): readonly SourceRow[] {
  const last = rows.at(-1);
  if (last === undefined || endsWithBreak(text)) return rows;
  const met = String(Object.values(last.values).at(-1) ?? '–');
  return [...rows.slice(0, -1), { ...last, remarks: [{ code: 'ROW_UNENDED', met }] }];
}

interface Layout {
  readonly columns: readonly string[];
  /** Column of the outlines; -1 where there is none. */
  readonly outline: number;
  readonly crs?: string;
}

function rowOf({ columns, outline, crs }: Layout, { record, info }: CsvRecord, row: number): SourceRow {
  const values = Object.fromEntries(
    columns.map((name, index) => [name, record[index] === '' ? undefined : record[index]]),
  );
  const surplus = record.slice(columns.length).some((cell) => cell !== '');
  if (record.length < columns.length || surplus) {
    const counts = { met: String(record.length), wanted: String(columns.length) };
    return { row, values, faults: [{ code: 'ROW_RAGGED', field: String(info.lines), ...counts }] };
  }
  return { row, values, ...(outline >= 0 && drawn(record[outline] ?? '', crs)) };
}

function drawn(
  cell: string,
  crs: string | undefined,
): { geometry: Geometry } | { faults: readonly RowFault[] } | object {
  if (cell === '') return {};
  const geometry = readWkt(cell);
  const srid = sridOf(cell);
  if (geometry === undefined)
    return { faults: [{ code: 'GEOMETRY_BROKEN', met: `it is no WKT: ${cell.slice(0, 60)}` }] };
  if (srid !== undefined && srid !== crs)
    return { faults: [{ code: 'GEOMETRY_BROKEN', met: `it is in ${srid}; the rows before it are in ${crs}` }] };
  return { geometry };
}
