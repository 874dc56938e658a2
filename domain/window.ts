/** Windows and seasons of a year: which one comes next, and which year an anchor belongs to. */
import { addDays, dayInYear, yearOf, type IsoDate } from './day.ts';
import type { Season, Window } from './policy/regime.ts';

/** A window in one year: both days belong to it. */
export interface Span {
  readonly opensOn: IsoDate;
  readonly endsOn: IsoDate;
}

/**
 * The window that opens in that year; one whose end lies before its start ends in the next year.
 *
 * @example spanIn(['11-01', '03-20'], 2026) // { opensOn: '2026-11-01', endsOn: '2027-03-20' }
 */
export function spanIn(window: Window, year: number): Span {
  const [opens, ends] = window;
  return { opensOn: dayInYear(year, opens), endsOn: dayInYear(ends < opens ? year + 1 : year, ends) };
}

/**
 * The first of these windows that opens after `after` and has not ended before `today` (rulings 9, 28):
 * a count received late may still use the window that opened meanwhile.
 */
export function nextSpan(windows: readonly Window[], after: IsoDate, today: IsoDate): Span {
  if (windows.length === 0) throw new Error(`no window to come after ${after}; wanted: at least one`);
  const spans: Span[] = [];
  for (let year = yearOf(after); spans.length === 0 || year <= yearOf(today) + 1; year += 1) {
    for (const window of windows) {
      const span = spanIn(window, year);
      if (span.opensOn > after && span.endsOn >= today) spans.push(span);
    }
  }
  return spans.reduce((first, span) => (span.opensOn < first.opensOn ? span : first));
}

/**
 * The year of the first growing season that counts from an anchor (ruling 6): planted up to
 * `countsIfBy`, the season of that year counts as a full one; later, the next one does.
 *
 * @returns the season's year, named by its start
 * @example countingSeason({ starts: '04-15', countsIfBy: '05-31' }, '2026-05-31') // 2026
 */
export function countingSeason(season: Season, anchor: IsoDate): number {
  let year = yearOf(anchor) - 1;
  while (lastCountingDay(season, year) < anchor) year += 1;
  return year;
}

function lastCountingDay(season: Season, year: number): IsoDate {
  return dayInYear(season.countsIfBy < season.starts ? year + 1 : year, season.countsIfBy);
}

/** A season from its first day to its last; one that says no last day ends the day before the next begins. */
export function seasonSpan({ starts, ends }: Season, year: number): Span {
  const opensOn = dayInYear(year, starts);
  if (ends === undefined) return { opensOn, endsOn: addDays(dayInYear(year + 1, starts), -1) };
  return { opensOn, endsOn: dayInYear(ends < starts ? year + 1 : year, ends) };
}

/** The window's first opening on or after the start of that season. */
export function spanInSeason(window: Window, season: Season, seasonYear: number): Span {
  const start = dayInYear(seasonYear, season.starts);
  const span = spanIn(window, seasonYear);
  return span.opensOn >= start ? span : spanIn(window, seasonYear + 1);
}
