/** Column names that a format cut off, read as the heading they begin, where that can be one only. */
import { folded, loose } from './headings.ts';
import type { Mapping } from './mapping.ts';
import type { RowFault, SourceTable } from './table.ts';

export interface CutColumns {
  /** Field → columns that begin one of its headings and no heading of another field. */
  readonly found: Readonly<Record<string, readonly string[] | undefined>>;
  readonly remarks: readonly RowFault[];
}

type Fields = Readonly<Record<string, readonly string[]>>;

export function cutColumns(table: SourceTable, fields: Fields, mapping: Mapping): CutColumns {
  const open = Object.entries(fields).filter(([field]) => mapping.columns[field] === undefined);
  const headings = new Set(Object.values(fields).flat().map(folded));
  const taken = new Set([
    ...Object.values(mapping.columns).flatMap((names) => names ?? []),
    ...table.columns.filter((column) => headings.has(folded(column))),
  ]);
  const columns = new Set(table.columns.map(folded));
  const whole = new Set(open.filter(([, names]) => names.some((name) => columns.has(folded(name)))).map(nameOf));
  const found: Record<string, string[]> = {};
  const remarks: RowFault[] = [];
  for (const column of table.cutColumns ?? []) {
    const [only, ...others] = taken.has(column) ? [] : begunBy(column, open);
    if (only === undefined || whole.has(only.field)) continue;
    if (others.length > 0) {
      remarks.push({
        code: 'COLUMN_UNCLEAR',
        met: column,
        wanted: [only, ...others].map(({ heading }) => heading).join(', '),
      });
      continue;
    }
    found[only.field] = [...(found[only.field] ?? []), column];
    remarks.push({ code: 'COLUMN_CUT', field: only.field, met: column, wanted: only.heading });
  }
  return { found, remarks };
}

/** Fields of which the column begins a heading, with that heading. */
function begunBy(column: string, fields: readonly (readonly [string, readonly string[]])[]) {
  return fields.flatMap(([field, names]) => {
    const heading = names.find((name) => loose(name).startsWith(loose(column)));
    return heading === undefined ? [] : [{ field, heading }];
  });
}

function nameOf([field]: readonly [string, ...unknown[]]): string {
  return field;
}
