/** Cells of columns that gave no field: kept with the stand as they stood, so that nothing of a file is lost. */
import type { SourceRow } from './table.ts';
import { shown } from './values.ts';

export type OtherCells = Readonly<Record<string, string | number | boolean>>;

/** Half characters and zero bytes, which no database takes. */
const UNSTORABLE = /\0|\p{Cs}/gu;

/** Undefined where all of them are empty. Lists and tables are kept as JSON. */
export function otherCells(columns: readonly string[], { values }: SourceRow): OtherCells | undefined {
  const filled = columns.flatMap((column) => {
    const cell = Object.hasOwn(values, column) ? values[column] : undefined;
    return cell === undefined || cell === null || cell === '' ? [] : [[storable(column), storableCell(cell)] as const];
  });
  return filled.length === 0 ? undefined : Object.fromEntries(filled);
}

function storableCell(cell: unknown): string | number | boolean {
  if (typeof cell === 'boolean' || (typeof cell === 'number' && Number.isFinite(cell))) return cell;
  return storable(cell instanceof Date ? cell.toISOString() : shown(cell));
}

function storable(text: string): string {
  return text.replace(UNSTORABLE, '\ufffd');
}
