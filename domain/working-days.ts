/** Office days: weekends, holidays and make-up days as data. Replies are counted in them (ruling 36). */
import { addDays, weekdayOf, yearOf, type IsoDate } from './day.ts';
import type { WorkingDays } from './policy/regime.ts';

/** Whether offices work on that day. Years without a published list know only the fixed holidays. */
export function isWorkingDay(calendar: WorkingDays, on: IsoDate): boolean {
  if (calendar.makeUp.includes(on)) return true;
  if (calendar.weekend.includes(weekdayOf(on))) return false;
  if (calendar.coveredYears.includes(yearOf(on))) {
    return !calendar.holidays.some(([from, to]) => from <= on && on <= to);
  }
  return !calendar.everyYear.includes(on.slice(5));
}

/** That day if offices work, else the next one on which they do. */
export function workingDayFrom(calendar: WorkingDays, on: IsoDate): IsoDate {
  let day = on;
  while (!isWorkingDay(calendar, day)) day = addDays(day, 1);
  return day;
}

/**
 * The n-th working day after a day that is itself not counted.
 *
 * @example addWorkingDays(calendar2026, '2026-11-02', 5) // '2026-11-09'
 */
export function addWorkingDays(calendar: WorkingDays, from: IsoDate, days: number): IsoDate {
  let day = from;
  for (let left = days; left > 0; left -= 1) day = workingDayFrom(calendar, addDays(day, 1));
  return day;
}
