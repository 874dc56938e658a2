/** The days of a duty: when its window opens and ends, reckoned from what raised it. */
import { addDays, addMonths, dayInYear, daysBetween, laterOf, yearOf, type IsoDate } from '../day.ts';
import { COMMENCED, type DutySpec, type Regime, type When } from '../policy/regime.ts';
import { countingSeason, nextSpan, seasonSpan, spanIn, spanInSeason, type Span } from '../window.ts';
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
  /** Days counted from an anchor that lies far back open no earlier. */
  readonly notBefore?: IsoDate;
}

/** One span; of a series of visits, all of them. */
export function spansOf({ when }: DutySpec, reckoning: Reckoning): readonly Span[] {
  return 'visits' in when ? visitSpans(when, reckoning) : [spanOf(when, reckoning)];
}

type OneSpan = Exclude<When, { readonly visits: readonly (readonly number[])[] }>;

function spanOf(when: OneSpan, { regime, part, on, today, later = 0, notBefore = '' }: Reckoning): Span {
  if ('days' in when) return { opensOn: today, endsOn: addDays(today, when.days) };
  if ('next' in when) return nextSpan(windowsNamed(regime, when.next), on, today);
  const from = dayOf(when.from, part, on);
  if ('forYears' in when) return { opensOn: from, endsOn: yearsOn(from, when.forYears) };
  if ('byMonths' in when) {
    const opensOn = laterOf(addMonths(from, (when.afterMonths ?? 0) + 12 * later), notBefore);
    return { opensOn, endsOn: addMonths(from, when.byMonths + 12 * later) };
  }
  if ('season' in when) {
    const season = regime.seasons[when.of]!;
    const { opensOn, endsOn } = seasonSpan(season, countingSeason(season, from) + when.season - 1 + later);
    return { opensOn: laterOf(opensOn, notBefore), endsOn };
  }
  if ('growingSeasons' in when) {
    const season = regime.seasons['growing']!;
    return spanInSeason(regime.windows[when.in]!, season, countingSeason(season, from) + when.growingSeasons - 1);
  }
  const year = yearOf(from) + when.years + later;
  if ('in' in when) return spanIn(regime.windows[when.in]!, year);
  return { opensOn: dayInYear(year, when.opens), endsOn: dayInYear(year, when.due) };
}

/** The day of an anchor; a stand that does not say when its duty began has it from its planting on. */
function dayOf(anchor: string, { anchors }: Part, on: IsoDate): IsoDate {
  if (anchor === 'it') return on;
  return anchors[anchor] ?? (anchor === COMMENCED ? anchors['planted'] : undefined) ?? on;
}

/** A day so many years on; 29 February becomes the 28th where there is none. */
function yearsOn(from: IsoDate, years: number): IsoDate {
  return dayInYear(yearOf(from) + years, from.slice(5));
}

/** Windows a duty waits for; none where it has days of its own. */
export function windowNames(when: When): readonly string[] {
  if ('next' in when) return when.next;
  return 'in' in when ? [when.in].flat() : [];
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
  const start = dayOf(from, part, on);
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
