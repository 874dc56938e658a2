/** The style of the days in one field's column, told by all of its cells. */
import type { ColumnChoice } from './columns.ts';
import { dayStyle } from './day-orders.ts';
import { dayPart, dayText } from './days.ts';
import type { Known } from './known.ts';
import { localeOf } from './locale.ts';
import type { Mapping } from './mapping.ts';
import type { SourceTable } from './table.ts';

interface DayColumn<Field extends string> {
  readonly table: SourceTable;
  readonly columns: ColumnChoice<Field>;
  readonly field: Field;
  readonly mapping: Mapping;
  readonly known: Known;
}

export function styleOfDays<Field extends string>({ table, columns, field, mapping, known }: DayColumn<Field>) {
  const cells = table.rows.map((row) => columns.valueOf(row, field)).filter((value) => value !== undefined);
  const texts = cells.map((cell) => dayPart(dayText(cell)));
  const { locale, serials } = mapping;
  return dayStyle(texts, { field, today: known.today, locale: localeOf(locale), serials });
}
