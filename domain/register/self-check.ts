/** The county's self-check (自查) of a year's plantings: every stand that was planted is counted by 30 November. */
import { dayInYear, daysBetween, laterOf, yearOf, type IsoDate, type MonthDay } from '../day.ts';
import type { InspectionLevel } from '../stand/inspection.ts';
import type { StandState } from '../stand/state.ts';
import { isLost } from '../stand/whole.ts';

export interface SelfCheckRules {
  /** First day of the year on which a count is one of that autumn. */
  readonly from: MonthDay;
  /** Day of the county's report. */
  readonly dueBy: MonthDay;
  /** Levels whose counts are the county's own; a higher inspection stands for none. */
  readonly levels: readonly InspectionLevel[];
}

/** A count that was made of the land of a part, binding or not. */
export interface CountMade {
  readonly surveyId: string;
  readonly capturedOn: IsoDate;
  /** Absent = the county's. */
  readonly level?: InspectionLevel;
  /** As its row has it; absent where it gave none. */
  readonly verdict?: string;
}

/** One planting of the year. */
export interface SelfChecked {
  readonly standId: string;
  readonly partId: string;
  readonly areaM2: number;
  readonly plantedOn: IsoDate;
  readonly dueOn: IsoDate;
  /** The last count in time, else the first one after it; absent = missing. */
  readonly count?: CountMade;
  /** Days that it came after the day of the report; absent = in time, or missing. */
  readonly daysLate?: number;
}

/**
 * What a county's report of a year tells of one stand: each part whose planting, the first or a new one, lies in that year.
 * What is lost by now has nothing left to count, and what was there before it was taken in has no planting.
 *
 * @param countsOf - counts of the land of a part, in any order
 */
export function selfChecked(
  state: StandState,
  countsOf: (partId: string) => readonly CountMade[],
  { year, rules }: { readonly year: number; readonly rules: SelfCheckRules },
): readonly SelfChecked[] {
  if (state.closedOn !== undefined) return [];
  const { standId } = state.seed;
  return state.parts.flatMap((part) => {
    const { id: partId, areaM2, anchors } = part;
    const plantedOn = anchors['planted'];
    if (plantedOn === undefined || yearOf(plantedOn) !== year || isLost(part)) return [];
    const dueOn = dayInYear(year, rules.dueBy);
    const from = laterOf(plantedOn, dayInYear(year, rules.from));
    return [{ standId, partId, areaM2, plantedOn, dueOn, ...answeredBy(countsOf(partId), { from, dueOn, rules }) }];
  });
}

function answeredBy(
  counts: readonly CountMade[],
  { from, dueOn, rules }: { readonly from: IsoDate; readonly dueOn: IsoDate; readonly rules: SelfCheckRules },
): Pick<SelfChecked, 'count' | 'daysLate'> {
  const own = counts
    .filter(({ level = 'COUNTY', capturedOn }) => rules.levels.includes(level) && capturedOn >= from)
    .toSorted((a, b) => (a.capturedOn < b.capturedOn ? -1 : 1));
  const inTime = own.findLast(({ capturedOn }) => capturedOn <= dueOn);
  const count = inTime ?? own[0];
  if (count === undefined) return {};
  return inTime === undefined ? { count, daysLate: daysBetween(dueOn, count.capturedOn) } : { count };
}
