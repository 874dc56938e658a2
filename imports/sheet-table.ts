/** A sheet as a table: its first row has the headings, one a column. */
import { drawingIn, type CellText } from './drawn-columns.ts';
import { distinct } from './headings.ts';
import { OutsideCells } from './outside.ts';
import { ImportError } from './problems.ts';
import { walkSheet, type Area } from './sheet.ts';
import { valueOf } from './sheet-values.ts';
import type { RowFault, SourceRow, SourceTable } from './table.ts';
import { shown } from './values.ts';
import type { Sheet, WorkbookParts } from './workbook-parts.ts';

/** Values of a row by column, counted from 1. */
interface SheetRow {
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
  const rows: SheetRow[] = [];
  const outside = new OutsideCells();
  let headings: Headings | undefined;
  const merged = walkSheet(bytes, path, (row, cells) => {
    const values = new Map<number, unknown>();
    for (const [column, cell] of cells) {
      const value = valueOf(cell, parts);
      if (value === undefined) continue;
      if (headings === undefined || headings.known.has(column)) values.set(column, value);
      else outside.add(cell.address);
    }
    if (values.size === 0) return;
    if (headings === undefined) headings = headingsOf(row, values);
    else rows.push({ row, values });
  });
  if (headings === undefined) throw new ImportError({ code: 'FILE_EMPTY' });
  refuseMergedHeadings(headings, merged, name);
  return { ...tableFrom(headings, rows, merged), remarks: outside.remarks() };
}

function headingsOf(row: number, values: ReadonlyMap<number, unknown>): Headings {
  const columns = [...values.keys()].toSorted((a, b) => a - b);
  return { row, columns, known: new Set(columns), names: columns.map((column) => shown(values.get(column)).trim()) };
}

function refuseMergedHeadings({ row }: Headings, merged: readonly Area[], sheet: string): void {
  const area = merged.find(({ rows: [first, last] }) => first <= row && row <= last);
  if (area === undefined) return;
  const wanted = 'one row of headings, one a column, and no title above them';
  throw new ImportError({ code: 'CELLS_MERGED', met: `${area.text} of sheet ${sheet}`, wanted });
}

function tableFrom(headings: Headings, rows: readonly SheetRow[], merged: readonly Area[]): SourceTable {
  const { columns, names } = headings;
  const textIn =
    ({ values }: SheetRow): CellText =>
    (index) => {
      const value = values.get(columns[index]!);
      return value === undefined ? '' : shown(value);
    };
  const drawing = drawingIn(names, rows.map(textIn));
  const keys = distinct(names);
  const mergedIn = areaFinder(merged, columns);
  const sourceRow = (each: SheetRow): SourceRow => {
    const { geometry, faults = [] } = drawing.of(textIn(each));
    const all = [...faults, ...mergedIn(each.row)];
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
    rows: rows.map(sourceRow),
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
