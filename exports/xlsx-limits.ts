/** What a sheet of a workbook holds (the limits of Excel, which others keep as well). */
import { refuse, sayRefusal, type Refusal } from '../domain/errors.ts';

/** Rows below the headings. */
const MOST_ROWS = 1_048_575;
/** Characters of a cell, in UTF-16 as spreadsheets count them. */
export const MOST_CELL = 32_767;

/** Told before anything is written; undefined where the rows have room. */
export function rowsRefusal(rows: number): Refusal | undefined {
  return rows > MOST_ROWS ? refuse('SHEET_ROWS_TOO_MANY', { met: rows, wanted: MOST_ROWS }) : undefined;
}

/** A cell without room; what was written of the file goes with the error. */
export class CellTooLongError extends Error {
  readonly refusal: Refusal;

  constructor(heading: string, length: number) {
    const refusal = refuse('SHEET_CELL_TOO_LONG', { field: heading, met: length, wanted: MOST_CELL });
    super(sayRefusal(refusal));
    this.name = 'CellTooLongError';
    this.refusal = refusal;
  }
}
