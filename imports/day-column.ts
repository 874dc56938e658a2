/** The style of the days in one field's column, told by all of its cells. */
import type { ColumnChoice } from './columns.ts';
import { dayStyle } from './day-orders.ts';
import { dayOfUtc, dayPart, dayText } from './days.ts';
import { dayAtOf, type Known } from './known.ts';
import { localeOf } from './locale.ts';
import type { Mapping } from './mapping.ts';
import type { RowFault, SourceTable } from './table.ts';
import { isTooLong } from './unread.ts';

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
  let ofUtc: RowFault | undefined;
  for (const row of table.rows) {
    const cell = columns.valueOf(row, field);
    const whole = cell === undefined || isTooLong(cell) ? undefined : dayText(cell);
    const text = whole === undefined ? undefined : dayPart(whole);
    const day = ofUtc !== undefined || whole === undefined ? undefined : dayOfUtc(whole, dayAtOf(known));
    if (day !== undefined) ofUtc = { code: 'DAYS_OF_UTC', field, met: whole!, wanted: day };
    const times = text === undefined ? MOST_NAMED : (seen.get(text) ?? 0);
    if (text === undefined || times === MOST_NAMED) continue;
    seen.set(text, times + 1);
    texts.push(text);
  }
  const { locale, serials } = mapping;
  const { style, remarks } = dayStyle(texts, { field, today: known.today, locale: localeOf(locale), serials });
  return { style, remarks: ofUtc === undefined ? remarks : [...remarks, ofUtc] };
}
