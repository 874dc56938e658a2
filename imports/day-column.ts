/** The style of the days in one field's column, told by all of its cells. */
import type { ColumnChoice } from './columns.ts';
import { dayStyle } from './day-orders.ts';
import { dayPart, dayText } from './days.ts';
import type { Known } from './known.ts';
import { localeOf } from './locale.ts';
import type { Mapping } from './mapping.ts';
import type { SourceTable } from './table.ts';
import { isTooLong } from './values.ts';

interface DayColumn<Field extends string> {
  readonly table: SourceTable;
  readonly columns: ColumnChoice<Field>;
  readonly field: Field;
  readonly mapping: Mapping;
  readonly known: Known;
}

/** A day that stands in many rows tells no more than in the first of them, and is named no more often. */
const MOST_NAMED = 3;

export function styleOfDays<Field extends string>({ table, columns, field, mapping, known }: DayColumn<Field>) {
  const seen = new Map<string, number>();
  const texts: string[] = [];
  for (const row of table.rows) {
    const cell = columns.valueOf(row, field);
    const text = cell === undefined || isTooLong(cell) ? undefined : dayPart(dayText(cell));
    const times = text === undefined ? MOST_NAMED : (seen.get(text) ?? 0);
    if (text === undefined || times === MOST_NAMED) continue;
    seen.set(text, times + 1);
    texts.push(text);
  }
  const { locale, serials } = mapping;
  return dayStyle(texts, { field, today: known.today, locale: localeOf(locale), serials });
}
