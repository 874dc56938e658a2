/** Whether a column of survival holds parts of one (0.85) or percentages (85). */
import type { ColumnChoice } from './columns.ts';
import type { SurveyField } from './fields.ts';
import { narrow, readNumber } from './numbers.ts';
import type { HeldTable, RowFault } from './table.ts';
import { isUnread } from './unread.ts';

/** Survival below one per cent is rare; of three stands that have it, and no other that has more, nobody has heard. */
const ENOUGH = 3;

/**
 * The remark where it holds parts of one: no value above 1, three between 0 and 1, and no sign of per cent anywhere.
 *
 * @param headings - of the file, over the values
 */
export function ratiosIn(
  { rows }: HeldTable,
  columns: ColumnChoice<SurveyField>,
  headings: readonly string[],
): RowFault | undefined {
  if (headings.some((heading) => /%|percent|pct/i.test(narrow(heading)))) return undefined;
  const cells = rows.map((row) => columns.valueOf(row, 'survivalPercent')).filter((value) => value !== undefined);
  const decimal = columns.decimalOf('survivalPercent');
  const numbers = cells.map((cell) => readNumber(cell, decimal));
  const between = numbers.filter((number) => !isUnread(number) && number > 0 && number < 1);
  const all = numbers.every((number) => !isUnread(number) && number >= 0 && number <= 1);
  if (!all || between.length < ENOUGH) return undefined;
  return { code: 'RATIOS_SETTLED', field: 'survivalPercent', met: String(between[0]), wanted: String(between.length) };
}
