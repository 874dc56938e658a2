/** CSV with headings: comma, semicolon or tab, as the headings have it. */
import { CsvError, parse } from 'csv-parse/sync';
import { drawingIn, type CellText, type Drawing } from './drawn-columns.ts';
import { distinct } from './headings.ts';
import { lettersOf, OutsideCells } from './outside.ts';
import { ImportError } from './problems.ts';
import type { RowFault, SourceRow, SourceTable } from './table.ts';

/** Line a record ends in, counted from 1. */
interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** @throws ImportError with the line where the table breaks off */
export function readCsv(whole: string): SourceTable {
  // Excel's own first line, which names the delimiter.
  const text = whole.replace(/^\uFEFF?sep=.\r?\n/i, '');
  const records = recordsOf(text);
  const first = records.findIndex((record) => !isBlank(record));
  const [headings, ...body] = first < 0 ? [] : records.slice(first);
  const columns = (headings?.record ?? []).map((name) => name.trim());
  refuseCutOff(text, columns.length, body.at(-1));
  const drawing = drawingIn(columns, body.map(cellsOf));
  const keys = distinct(columns);
  const layout = { columns, keys, drawing };
  const rows = body.flatMap((each, index) => (isBlank(each) ? [] : [rowOf(layout, each, index + 1)]));
  const remarks = outsideOf(columns, body, first + 2);
  return {
    columns,
    drawnColumns: drawing.columns.map((index) => keys[index]!),
    rows: withEndRemark(text, rows),
    remarks,
    ...(drawing.crs !== undefined && { crs: drawing.crs }),
  };
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

/** @param row - of the first record, as a spreadsheet counts them */
function outsideOf(columns: readonly string[], body: readonly CsvRecord[], row: number): readonly RowFault[] {
  const outside = new OutsideCells();
  const blank = columns.flatMap((name, index) => (name === '' ? [index] : []));
  for (const [index, { record }] of body.entries())
    for (const column of blank) if (record[column] ?? '') outside.add(`${lettersOf(column + 1)}${row + index}`);
  return outside.remarks();
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

function cellsOf({ record }: CsvRecord): CellText {
  return (column) => record[column] ?? '';
}

interface Layout {
  readonly columns: readonly string[];
  readonly keys: readonly string[];
  readonly drawing: Drawing;
}

function rowOf({ columns, keys, drawing }: Layout, each: CsvRecord, row: number): SourceRow {
  const { record, info } = each;
  const values = Object.fromEntries(keys.map((key, index) => [key, valueOf(record[index])]));
  const surplus = record.slice(columns.length).some((cell) => cell !== '');
  if (record.length < columns.length || surplus) {
    const counts = { met: String(record.length), wanted: String(columns.length) };
    return { row, values, faults: [{ code: 'ROW_RAGGED', field: String(info.lines), ...counts }] };
  }
  return { row, values, ...drawing.of(cellsOf(each)) };
}

/** An apostrophe before a sign that begins a formula keeps a spreadsheet from working it out, and is none of the text. */
function valueOf(cell: string | undefined): string | undefined {
  return cell === '' ? undefined : cell?.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '');
}
