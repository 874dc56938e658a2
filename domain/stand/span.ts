/** The days of a duty: when its window opens and ends, reckoned from what raised it. */
import { addDays, dayInYear, daysBetween, laterOf, yearOf, type IsoDate } from '../day.ts';
import type { DutySpec, Regime, When } from '../policy/regime.ts';
import { countingSeason, nextSpan, spanIn, spanInSeason, type Span } from '../window.ts';
import type { Part } from './state.ts';

/** What the days are reckoned from. */
export interface Reckoning {
  readonly regime: Regime;
  readonly part: Part;
  /** Day of the anchor, the capture, the work or the decision that raised the duty. */
  readonly on: IsoDate;
  readonly today: IsoDate;
  /** Years on after the first time, for a check that is repeated. */
  readonly later?: number;
}

/** One span; of a series of visits, all of them. */
export function spansOf({ when }: DutySpec, reckoning: Reckoning): readonly Span[] {
  return 'visits' in when ? visitSpans(when, reckoning) : [spanOf(when, reckoning)];
}

type OneSpan = Exclude<When, { readonly visits: readonly (readonly number[])[] }>;

function spanOf(when: OneSpan, { regime, part, on, today, later = 0 }: Reckoning): Span {
  if ('days' in when) return { opensOn: today, endsOn: addDays(today, when.days) };
  if ('next' in when) return nextSpan(windowsNamed(regime, when.next), on, today);
  const from = when.from === 'it' ? on : (part.anchors[when.from] ?? on);
  if ('forYears' in when) return { opensOn: from, endsOn: yearsOn(from, when.forYears) };
  if ('growingSeasons' in when) {
    const season = regime.seasons['growing']!;
    return spanInSeason(regime.windows[when.in]!, season, countingSeason(season, from) + when.growingSeasons - 1);
  }
  const year = yearOf(from) + when.years + later;
  if ('in' in when) return spanIn(regime.windows[when.in]!, year);
  return { opensOn: dayInYear(year, when.opens), endsOn: dayInYear(year, when.due) };
}

/** A day so many years on; 29 February becomes the 28th where there is none. */
function yearsOn(from: IsoDate, years: number): IsoDate {
  return dayInYear(yearOf(from) + years, from.slice(5));
}

export function windowsNamed(regime: Regime, names: readonly string[]) {
  return names.map((name) => regime.windows[name]).filter((window) => window !== undefined);
}

type Visits = Extract<When, { readonly visits: readonly (readonly number[])[] }>;

/**
 * Tending visits (rulings 13, 30): in the first year only windows count of which enough days are left after the
 * planting; where none does, the first year is the next one. With one window a year all visits of a year lie in it.
 */
function visitSpans({ from, visits, in: names, leastDays }: Visits, { regime, part, on }: Reckoning): readonly Span[] {
  const start = from === 'it' ? on : (part.anchors[from] ?? on);
  const windows = windowsNamed(regime, names);
  const inYear = (year: number) => windows.map((window) => spanIn(window, year));
  const isLeft = ({ opensOn, endsOn }: Span) => daysBetween(laterOf(opensOn, start), endsOn) + 1 >= leastDays;
  const firstYear = inYear(yearOf(start)).some(isLeft) ? yearOf(start) : yearOf(start) + 1;
  return visits.flatMap((perWindow, index) => {
    const spans = inYear(firstYear + index);
    const counts = spans.length < perWindow.length ? [perWindow.reduce((sum, count) => sum + count, 0)] : perWindow;
    return counts.flatMap((count, at) => {
      const span = spans[at];
      return span !== undefined && isLeft(span) ? Array.from({ length: count }, () => span) : [];
    });
  });
}
