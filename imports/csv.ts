/** CSV with headings: comma, semicolon, tab or bar, as the headings have it. */
import { csvRecords, type CsvRecord } from './csv-records.ts';
import { textInFormula, withoutTextFormulas } from './csv-formulas.ts';
import { drawingIn, type CellText, type Drawing } from './drawn-columns.ts';
import { distinct } from './headings.ts';
import { headingLine, MOST_LINES_ABOVE, remarkOnAbove } from './lines-above.ts';
import { lettersOf, OutsideCells } from './outside.ts';
import { ImportError } from './problems.ts';
import { anew, type RowFault, type SourceRow, type SourceTable } from './table.ts';

/** A table as far as it must be known before its rows are read. */
interface Outset {
  readonly headings: CsvRecord;
  /** Records before the headings: blank ones, and those that stand above the table. */
  readonly before: number;
  readonly above: readonly CsvRecord[];
  readonly last: CsvRecord | undefined;
}

/**
 * @param whole - UTF-8
 * @throws ImportError with the line where the table breaks off
 */
export function readCsv(whole: Uint8Array): SourceTable {
  const written = whole.subarray(Buffer.byteLength(delimiterLine(whole)));
  const delimiter = delimiterOf(textOfHead(written, HEAD_BYTES));
  const bytes = withoutTextFormulas(written, delimiter);
  const records = csvRecords(bytes, delimiter);
  const { headings, before, above, last } = outsetOf(records);
  const columns = headings.record.map((name) => name.trim());
  const isEnded = endsWithBreak(bytes);
  refuseCutOff(isEnded, columns.length, last);
  const body = anew(() => bodyOf(records, before));
  const drawing = drawingIn(
    columns,
    anew(() => cellsOfAll(body)),
  );
  const keys = distinct(columns);
  const layout = { columns, keys, drawing };
  const remarks = [...remarkOnAbove(above.map(({ record }) => record)), ...outsideOf(columns, body, before + 2)];
  return {
    columns,
    drawnColumns: drawing.columns.map((index) => keys[index]!),
    rows: anew(() => (isEnded ? rowsOf(layout, body) : withEndRemark(rowsOf(layout, body)))),
    remarks,
    ...(drawing.crs !== undefined && { crs: drawing.crs }),
  };
}

/** Excel's own first line, which names the delimiter. */
function delimiterLine(bytes: Uint8Array): string {
  return /^"?sep=."?\r?\n/iu.exec(textOfHead(bytes, 64))?.[0] ?? '';
}

/** Longer than any headings. */
const HEAD_BYTES = 1_048_576;

function textOfHead(bytes: Uint8Array, length: number): string {
  return new TextDecoder().decode(bytes.subarray(0, length));
}

function outsetOf(records: Iterable<CsvRecord>): Outset {
  const top = topOf(records);
  const at = headingLine(top.map(({ each }) => each.record));
  const { each: headings, index: before } = top[at] ?? { each: NO_RECORD, index: Infinity };
  let last: CsvRecord | undefined;
  for (const each of bodyOf(records, before)) last = each;
  return { headings, before, above: top.slice(0, at).map(({ each }) => each), last };
}

/** The first records that hold anything, with their places. */
function topOf(records: Iterable<CsvRecord>) {
  const top: { readonly each: CsvRecord; readonly index: number }[] = [];
  let index = 0;
  for (const each of records) {
    if (!isBlank(each)) top.push({ each, index });
    if (top.length > MOST_LINES_ABOVE) break;
    index += 1;
  }
  return top;
}

const NO_RECORD: CsvRecord = { record: [], line: 0 };

/** Records below the headings, blank ones too. */
function* bodyOf(records: Iterable<CsvRecord>, before: number): Generator<CsvRecord> {
  let passed = 0;
  for (const each of records)
    if (passed > before) yield each;
    else passed += 1;
}

function* cellsOfAll(body: Iterable<CsvRecord>): Generator<CellText> {
  for (const each of body) yield cellsOf(each);
}

function* rowsOf(layout: Layout, body: Iterable<CsvRecord>): Generator<SourceRow> {
  let row = 0;
  for (const each of body) {
    row += 1;
    if (!isBlank(each)) yield rowOf(layout, each, row);
  }
}

/** @param row - of the first record, as a spreadsheet counts them */
function outsideOf(columns: readonly string[], body: Iterable<CsvRecord>, row: number): readonly RowFault[] {
  const outside = new OutsideCells();
  const blank = columns.flatMap((name, index) => (name === '' ? [index] : []));
  let at = row;
  if (blank.length > 0)
    for (const { record } of body) {
      for (const column of blank) if (record[column] ?? '') outside.add(`${lettersOf(column + 1)}${at}`);
      at += 1;
    }
  return outside.remarks();
}

function isBlank({ record }: CsvRecord): boolean {
  return record.every((cell) => cell === '');
}

const DELIMITERS = [',', ';', '\t', '|'];

/** The one that stands most often in the headings, outside of quotes. */
function delimiterOf(text: string): string {
  const lines = text
    .replaceAll(/"[^"]*"/g, '_')
    .split(/[\r\n]+/)
    .filter((line) => line.trim() !== '')
    .slice(0, MOST_LINES_ABOVE + 1);
  const headings = lines[headingLine(lines.map((line) => line.split(/[,;\t|]/)))] ?? '';
  const often = (delimiter: string) => headings.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (often(delimiter) > often(best) ? delimiter : best));
}

/** A last row that is short and has no line break was cut off: so may have been any number of rows after it. */
function refuseCutOff(isEnded: boolean, wanted: number, last: CsvRecord | undefined): void {
  if (last === undefined || isEnded || last.record.length >= wanted) return;
  throw new ImportError({
    code: 'FILE_BROKEN',
    met: `it breaks off in line ${last.line}, after ${last.record.length} of ${wanted} cells`,
  });
}

function endsWithBreak(bytes: Uint8Array): boolean {
  const end = Buffer.from(bytes.subarray(-256)).toString('utf8');
  return /[\r\n]\s*$/.test(end.slice(-64));
}

/** A number cut short is still a number: only the missing line break gives it away. */
function* withEndRemark(rows: Iterable<SourceRow>): Generator<SourceRow> {
  let last: SourceRow | undefined;
  for (const row of rows) {
    if (last !== undefined) yield last;
    last = row;
  }
  if (last === undefined) return;
  const met = String(Object.values(last.values).at(-1) ?? '–');
  yield { ...last, remarks: [{ code: 'ROW_UNENDED', met }] };
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
  const { record, line } = each;
  const values = Object.fromEntries(keys.map((key, index) => [key, valueOf(record[index])]));
  const surplus = record.slice(columns.length).some((cell) => cell !== '');
  if (record.length < columns.length || surplus) {
    const counts = { met: String(record.length), wanted: String(columns.length) };
    return { row, values, faults: [{ code: 'ROW_RAGGED', field: String(line), ...counts }] };
  }
  return { row, values, ...drawing.of(cellsOf(each)) };
}

/** An apostrophe before a sign that begins a formula keeps a spreadsheet from working it out, and is none of the text. */
function valueOf(cell: string | undefined): string | undefined {
  const text = cell === undefined ? '' : textInFormula(cell);
  return text === '' ? undefined : text.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '');
}
