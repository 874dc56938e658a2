/** A first row that numbers the columns, as printed forms have it: 1, 2, 3, … below the headings. It is no stand. */
import { anew, type SourceRow, type SourceTable } from './table.ts';

/** Fewer numbers in a row could be those of a stand. */
const LEAST_COLUMNS = 4;

/** The table without such a row, which is named; the others keep their numbers. */
export function withoutColumnNumbers(table: SourceTable): SourceTable {
  const first = firstOf(table);
  const met = first && numbersIn(first);
  if (met === undefined) return table;
  const rows = anew(function* () {
    let isFirst = true;
    for (const row of table.rows)
      if (isFirst) isFirst = false;
      else yield row;
  });
  return { ...table, rows, remarks: [...(table.remarks ?? []), { code: 'COLUMNS_NUMBERED', met }] };
}

function firstOf({ rows }: SourceTable): SourceRow | undefined {
  for (const row of rows) return row;
  return undefined;
}

/** @example of cells `1`, `(2)`, `3`, `4` // '1, (2), 3, 4' */
function numbersIn({ values, geometry }: SourceRow): string | undefined {
  const cells = Object.values(values).map((value) => String(value ?? '').normalize('NFKC'));
  const isNumbered = cells.every((cell, index) => cell.replace(/^\((.*)\)$/, '$1') === String(index + 1));
  return geometry === undefined && isNumbered && cells.length >= LEAST_COLUMNS ? cells.join(', ') : undefined;
}
