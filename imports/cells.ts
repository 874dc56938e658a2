/** The cells of one row by field, and everything that is wrong with them at once. */
import type { ColumnChoice } from './columns.ts';
import type { Problem, ProblemCode } from './problems.ts';
import type { SourceRow } from './table.ts';
import { shown } from './values.ts';
import { isTooLong, isUnread, TOO_LONG, type Reader, type Unread } from './unread.ts';

/** A row's owner hears of all its faults, so reading goes on after one: what cannot be read is undefined. */
export class Cells<Field extends string> {
  readonly problems: Problem[] = [];
  readonly row: SourceRow;
  private readonly columns: ColumnChoice<Field>;

  constructor(columns: ColumnChoice<Field>, row: SourceRow) {
    this.columns = columns;
    this.row = row;
    for (const fault of row.faults ?? []) this.problems.push({ row: row.row, ...fault });
  }

  get sound(): boolean {
    return this.problems.length === 0;
  }

  /** The row as a whole cannot be read, so none of its cells is looked at. */
  get ragged(): boolean {
    return this.problems.some(({ code }) => code === 'ROW_RAGGED');
  }

  problem(code: ProblemCode, more: Partial<Problem> = {}): undefined {
    this.problems.push({ row: this.row.row, code, ...more });
    return undefined;
  }

  isEmpty(field: Field): boolean {
    return this.columns.valueOf(this.row, field) === undefined;
  }

  /** What the cell would be read as, without a word where it cannot be. */
  peek<T>(field: Field, read: Reader<T>): T | Unread | undefined {
    const value = this.columns.valueOf(this.row, field);
    if (value === undefined) return undefined;
    return isTooLong(value) ? TOO_LONG : read(value, this.columns.decimalOf(field));
  }

  optional<T>(field: Field, read: Reader<T>): T | undefined {
    const result = this.peek(field, read);
    if (!isUnread(result)) return result;
    const met = shown(this.columns.valueOf(this.row, field));
    return this.problem('VALUE_BROKEN', { field, met, wanted: result.wanted });
  }

  required<T>(field: Field, read: Reader<T>): T | undefined {
    return this.isEmpty(field) ? this.problem('VALUE_MISSING', { field }) : this.optional(field, read);
  }

  /** A name looked up; one that is not known is told the nearest. */
  named(field: Field, code: ProblemCode, names: Names): string | undefined {
    const text = this.required(field, shown);
    if (text === undefined) return undefined;
    return names.find(text) ?? this.problem(code, { field, met: text, wanted: names.nearest(text).join(', ') });
  }
}

export interface Names {
  find(text: string): string | undefined;
  nearest(text: string): readonly string[];
}

/** A name of a mapping's constants. */
export function nameReader({ find, nearest }: Names): Reader<string> {
  return (value) => find(shown(value)) ?? { wanted: `a known name, e.g. ${nearest(shown(value)).join(', ')}` };
}
