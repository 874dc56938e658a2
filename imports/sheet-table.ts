/** A sheet as a table: one row has the headings, one a column. */
import { drawingIn, type CellText } from './drawn-columns.ts';
import { distinct } from './headings.ts';
import { headingLine, MOST_LINES_ABOVE, remarkOnAbove } from './lines-above.ts';
import { listed } from './listed.ts';
import { OutsideCells } from './outside.ts';
import { ImportError } from './problems.ts';
import { sheetRows, type Area, type RowCells, type SheetForm } from './sheet.ts';
import { valueOf } from './sheet-values.ts';
import { anew, type RowFault, type SourceRow, type SourceTable } from './table.ts';
import { shown } from './values.ts';
import type { Sheet, WorkbookParts } from './workbook-parts.ts';

/** Values of a row by column, counted from 1. */
interface ReadRow {
  readonly row: number;
  readonly values: ReadonlyMap<number, unknown>;
}

interface Headings {
  readonly row: number;
  readonly columns: readonly number[];
  readonly known: ReadonlySet<number>;
  readonly names: readonly string[];
}

/** @throws ImportError where the sheet is broken, or its headings are merged cells */
export function tableOf(bytes: Uint8Array, { name, path }: Sheet, parts: WorkbookParts): SourceTable {
  const { headings, above, outside, form, hidden } = outsetOf(bytes, path, parts);
  if (headings === undefined) throw new ImportError({ code: 'FILE_EMPTY' });
  const { merged } = form;
  refuseMergedHeadings(headings, merged, name);
  const rows = anew(() => readRows(bytes, path, parts, headings));
  const remarks = [
    ...remarkOnAbove(above),
    ...outside.remarks(),
    ...hiddenRemarks(headings, { rows: hidden, columns: form.hidden }),
  ];
  return { ...tableFrom(headings, rows, merged), remarks };
}

/** The sheet gone through once: what stands outside of its headings, and whether all of it can be read. */
function outsetOf(bytes: Uint8Array, path: string, parts: WorkbookParts) {
  const { headings, above } = topOf(bytes, path, parts);
  const outside = new OutsideCells();
  const hidden: number[] = [];
  const rows = sheetRows(bytes, path);
  for (let next = rows.next(); ; next = rows.next()) {
    if (next.done === true) return { headings, above, outside, form: next.value, hidden };
    const { row, cells, isHidden } = next.value;
    const values = headings !== undefined && row > headings.row ? valuesOf(cells, parts) : NOTHING;
    if (isHidden && values.size > 0) hidden.push(row);
    for (const column of values.keys()) if (!headings!.known.has(column)) outside.add(cells.get(column)!.address);
  }
}

const NOTHING: ReadonlyMap<number, unknown> = new Map();

/** The row of the headings, and the texts of those above it that hold anything. */
function topOf(bytes: Uint8Array, path: string, parts: WorkbookParts) {
  const top: { readonly row: number; readonly values: ReadonlyMap<number, unknown> }[] = [];
  for (const { row, cells } of sheetRows(bytes, path)) {
    const values = valuesOf(cells, parts);
    if (values.size > 0) top.push({ row, values });
    if (top.length > MOST_LINES_ABOVE) break;
  }
  const texts = top.map(({ values }) => [...values.values()].map(shown));
  const at = headingLine(texts);
  const found = top[at];
  return { headings: found && headingsOf(found.row, found.values), above: texts.slice(0, at) };
}

interface Hidden {
  readonly rows: readonly number[];
  readonly columns: SheetForm['hidden'];
}

/** What is hidden stays in the sheet; whether it belongs to the file, its owner knows. */
function hiddenRemarks(headings: Headings, { rows, columns }: Hidden): readonly RowFault[] {
  const isHidden = (column: number) => columns.some(([first, last]) => first <= column && column <= last);
  const names = headings.names.filter((_, index) => isHidden(headings.columns[index]!));
  return [
    ...(rows.length === 0
      ? []
      : [{ code: 'ROWS_HIDDEN', met: listed(rows.map((row) => row - headings.row)) } as const]),
    ...(names.length === 0 ? [] : [{ code: 'COLUMNS_HIDDEN', met: listed(names) } as const]),
  ];
}

function valuesOf(cells: RowCells, parts: WorkbookParts): Map<number, unknown> {
  const read = [...cells].map(([column, cell]) => [column, valueOf(cell, parts)] as const);
  return new Map(read.filter(([, value]) => value !== undefined));
}

/** Rows below the headings, of what stands under them. */
function* readRows(bytes: Uint8Array, path: string, parts: WorkbookParts, headings: Headings): Generator<ReadRow> {
  for (const { row, cells } of sheetRows(bytes, path)) {
    const under = row > headings.row ? [...cells].filter(([column]) => headings.known.has(column)) : [];
    const values = valuesOf(new Map(under), parts);
    if (values.size > 0) yield { row, values };
  }
}

function headingsOf(row: number, values: ReadonlyMap<number, unknown>): Headings {
  const columns = [...values.keys()].toSorted((a, b) => a - b);
  return { row, columns, known: new Set(columns), names: columns.map((column) => shown(values.get(column)).trim()) };
}

function refuseMergedHeadings({ row }: Headings, merged: readonly Area[], sheet: string): void {
  const area = merged.find(({ rows: [first, last] }) => first <= row && row <= last);
  if (area === undefined) return;
  const wanted = 'one row of headings, one a column';
  throw new ImportError({ code: 'CELLS_MERGED', met: `${area.text} of sheet ${sheet}`, wanted });
}

function tableFrom(headings: Headings, rows: Iterable<ReadRow>, merged: readonly Area[]): SourceTable {
  const { columns, names } = headings;
  const textIn =
    ({ values }: ReadRow): CellText =>
    (index) => {
      const value = values.get(columns[index]!);
      return value === undefined ? '' : shown(value);
    };
  const drawing = drawingIn(
    names,
    anew(function* () {
      for (const each of rows) yield textIn(each);
    }),
  );
  const keys = distinct(names);
  const sourceRow = (each: ReadRow, mergedHere: readonly RowFault[]): SourceRow => {
    const { geometry, faults = [] } = drawing.of(textIn(each));
    const all = [...faults, ...mergedHere];
    return {
      row: each.row - headings.row,
      values: Object.fromEntries(keys.map((key, index) => [key, each.values.get(columns[index]!)])),
      ...(geometry && { geometry }),
      ...(all.length > 0 && { faults: all }),
    };
  };
  return {
    columns: names,
    drawnColumns: drawing.columns.map((index) => keys[index]!),
    rows: anew(function* () {
      const mergedIn = areaFinder(merged, columns);
      for (const each of rows) yield sourceRow(each, mergedIn(each.row));
    }),
    ...(drawing.crs !== undefined && { crs: drawing.crs }),
  };
}

/** Of merged cells only the first has the value; whether it is meant for the others nobody knows. Rows come in their order. */
function areaFinder(merged: readonly Area[], columns: readonly number[]): (row: number) => readonly RowFault[] {
  const [from, to] = [columns[0]!, columns.at(-1)!];
  const waiting = merged
    .filter(({ columns: [first, last] }) => first <= to && last >= from)
    .toSorted((a, b) => b.rows[0] - a.rows[0]);
  let open: Area | undefined;
  return (row) => {
    for (let next = waiting.at(-1); next !== undefined && next.rows[0] <= row; next = waiting.at(-1)) {
      waiting.pop();
      if (open === undefined || next.rows[1] > open.rows[1]) open = next;
    }
    if (open === undefined || open.rows[1] < row) return [];
    return [{ code: 'CELLS_MERGED', met: open.text, wanted: 'a value in each cell' }];
  };
}
