/** Which year's forest map a stand is on, and until when its completion polygon (完成图斑) is owed. */
import { addDays, dayInYear, yearOf, type IsoDate, type MonthDay } from '../day.ts';
import type { Span } from '../window.ts';

export interface MapRules {
  /** Last day that counts for the year's map. */
  readonly cutOff: MonthDay;
  /** Days after acceptance as forest until the polygon is due, 0 or more. */
  readonly polygonDays: number;
}

/**
 * The map that a stand accepted as forest on that day is on: up to the cut-off this year's, later the next one's.
 *
 * @example mapYearOf('2032-01-01', { cutOff: '12-31', polygonDays: 30 }) // 2032
 * @example mapYearOf('2031-11-01', { cutOff: '10-31', polygonDays: 30 }) // 2032
 */
export function mapYearOf(establishedOn: IsoDate, { cutOff }: MapRules): number {
  const year = yearOf(establishedOn);
  return establishedOn > dayInYear(year, cutOff) ? year + 1 : year;
}

/** The days of acceptance that are on a year's map: from the day after the cut-off before to its own. */
export function mapSpan(year: number, { cutOff }: MapRules): Span {
  return { opensOn: addDays(dayInYear(year - 1, cutOff), 1), endsOn: dayInYear(year, cutOff) };
}

/** @example polygonDueOn('2031-08-01', { cutOff: '12-31', polygonDays: 30 }) // '2031-08-31' */
export function polygonDueOn(establishedOn: IsoDate, { polygonDays }: MapRules): IsoDate {
  return addDays(establishedOn, polygonDays);
}
