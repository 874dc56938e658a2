/**
 * Calendar days as ISO strings and day numbers. No clock and no time zone here: a zone conversion
 * costs 17 µs, so hot paths stay with whole days and only `calendar.ts` meets instants.
 */

/** A local calendar day, `YYYY-MM-DD`. */
export type IsoDate = string;

/** An instant in UTC, ISO 8601 with `Z`. */
export type IsoInstant = string;

/** A day of any year, `MM-DD`; `02-29` means the last day of February. */
export type MonthDay = string;

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const MONTH_DAY = /^\d{2}-\d{2}$/;
const DAYS_PER_ERA = 146_097;

/** Whether the text is a day that exists, e.g. `2027-02-29` is not. */
export function isIsoDate(value: unknown): value is IsoDate {
  return typeof value === 'string' && ISO_DATE.test(value) && isoDate(dayNumber(value)) === value;
}

/** Whether the text is a month-day that exists in a leap year. */
export function isMonthDay(value: unknown): value is MonthDay {
  return typeof value === 'string' && MONTH_DAY.test(value) && isIsoDate(`2024-${value}`);
}

/** Days since 1970-01-01 (proleptic Gregorian; era arithmetic after H. Hinnant's `days_from_civil`). */
export function dayNumber(on: IsoDate): number {
  const month = Number(on.slice(5, 7));
  const year = Number(on.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(on.slice(8, 10)) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - 719_468;
}

/** The day with this number; inverse of {@link dayNumber}. */
export function isoDate(number: number): IsoDate {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** @example addDays('2026-10-25', 7) // '2026-11-01' */
export function addDays(on: IsoDate, days: number): IsoDate {
  return isoDate(dayNumber(on) + days);
}

/**
 * The same day of the month so many calendar months on; the month's last day where it has no such day.
 *
 * @example addMonths('2021-01-07', 36) // '2024-01-07'
 * @example addMonths('2023-08-31', 6) // '2024-02-29'
 */
export function addMonths(on: IsoDate, months: number): IsoDate {
  const index = yearOf(on) * 12 + Number(on.slice(5, 7)) - 1 + months;
  const monthOf = (at: number) =>
    `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`;
  const last = addDays(`${monthOf(index + 1)}-01`, -1);
  const same = `${monthOf(index)}${on.slice(7)}`;
  return same < last ? same : last;
}

/** Whole days from the first day to the second; negative where the second is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The calendar year. */
export function yearOf(on: IsoDate): number {
  return Number(on.slice(0, 4));
}

/** ISO weekday: Monday 1 … Sunday 7. */
export function weekdayOf(on: IsoDate): number {
  return ((((dayNumber(on) + 3) % 7) + 7) % 7) + 1;
}

/** That month-day in that year; `02-29` falls on 28 February outside leap years. */
export function dayInYear(year: number, monthDay: MonthDay): IsoDate {
  const prefix = String(year).padStart(4, '0');
  return monthDay === '02-29' && !isLeapYear(year) ? `${prefix}-02-28` : `${prefix}-${monthDay}`;
}

function isLeapYear(year: number): boolean {
  return isoDate(dayNumber(`${String(year).padStart(4, '0')}-02-28`) + 1).endsWith('02-29');
}

/** The earlier of two days. */
export function earlierOf(a: IsoDate, b: IsoDate): IsoDate {
  return a < b ? a : b;
}

/** The later of two days. */
export function laterOf(a: IsoDate, b: IsoDate): IsoDate {
  return a > b ? a : b;
}
