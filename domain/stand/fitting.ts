/** What two stands must have in common to become one: they are checked, paid and reported as one from then on. */
import { canonicalJson } from '../canonical-json.ts';
import type { IsoDate } from '../day.ts';
import { refuse, type Refusal } from '../errors.ts';
import type { Descent, StandState } from './state.ts';

export interface Fitting {
  readonly countyCode: string;
  /** The batch it is reported with. */
  readonly workYear: number;
  /** Versions of the policies that its parts follow. */
  readonly policies: readonly string[];
  /** How it was made, since when it is owed, its own standard: the rules of a new design follow from them. */
  readonly site: string;
  /** The clock stands since. */
  readonly suspendedOn?: IsoDate;
  /** Surveys that gave results, with the day of the first one. */
  readonly surveys: Readonly<Record<string, IsoDate>>;
  /** Lives that its land has been through. */
  readonly from: readonly Descent[];
}

export function fittingOf({ seed, regimes, parts, suspendedOn, from = [] }: StandState): Fitting {
  const { countyCode, workYear, method = 'PLANTING', commencedOn, standard } = seed;
  return {
    countyCode,
    workYear,
    policies: [...new Set(parts.map(({ regime }) => regimes[regime]!.policy))].toSorted(),
    site: canonicalJson({ method, commencedOn, standard }),
    ...(suspendedOn !== undefined && { suspendedOn }),
    surveys: Object.fromEntries(
      parts.flatMap(({ verdicts }) => verdicts.map(({ surveyId, on }) => [surveyId, on] as const)),
    ),
    from,
  };
}

interface Pair {
  readonly standId: string;
  readonly own: Fitting;
  readonly otherId: string;
  readonly other: Fitting;
}

/** The first thing in which they differ, or a clock that stands: what is in dispute stays as it is until it is resumed. */
export function unfit({ standId, own, otherId, other }: Pair): Refusal | undefined {
  for (const [id, { suspendedOn }] of [[standId, own] as const, [otherId, other] as const]) {
    if (suspendedOn !== undefined) return refuse('STAND_SUSPENDED', { standId: id, met: suspendedOn });
  }
  for (const field of ['countyCode', 'workYear', 'policies', 'site'] as const) {
    const [met, wanted] = [other[field], own[field]].map(String) as [string, string];
    if (met !== wanted) return refuse('STANDS_UNFIT', { standId, otherId, field, met, wanted });
  }
  const met = Object.keys(own.surveys).find((id) => id in other.surveys && !isOneSurvey(id, own, other));
  return met === undefined ? undefined : refuse('SURVEY_ID_TAKEN', { met });
}

/** Counted before their land was divided. */
function isOneSurvey(id: string, own: Fitting, other: Fitting): boolean {
  const shared = own.from.filter(({ lifeId }) => other.from.some((life) => life.lifeId === lifeId));
  return shared.some(({ on }) => own.surveys[id]! <= on && other.surveys[id]! <= on);
}
