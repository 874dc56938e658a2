/** What a second verdict met and wanted, reckoned from the count and the rules it was given by. */
import type { IsoDate } from '../day.ts';
import { shownClause, type Clauses } from '../policy/clauses.ts';
import type { Band, Judgement, Regime } from '../policy/regime.ts';
import type { CountsOf } from './behind.ts';
import type { SurveyCounts } from './reported.ts';
import { findDuty, regimeOf, rulesBehind } from './duties.ts';
import { bandOf, countsAs, factsOf, guardHolds, secondsOf, type Facts } from './judge.ts';
import { guardMet, type MetGuard } from './met.ts';
import type { Duty, Part, StandState, VerdictRecord } from './state.ts';

/** A fact that was asked about, and whether it was so. */
export interface Asked extends MetGuard {
  readonly holds: boolean;
}

export interface SecondMet {
  readonly asked: readonly Asked[];
  /** The verdict, had what decided not been so. */
  readonly otherwise?: string;
}

/** A second verdict that stands. */
export interface StandingSecond extends SecondMet {
  readonly partId: string;
  readonly code: string;
  readonly verdict: string;
  readonly on: IsoDate;
  /** Absent where its count is not known any more. */
  readonly surveyId?: string;
  readonly clause: string;
}

interface Visit {
  readonly part: Part;
  readonly duty: Duty;
  readonly counts: SurveyCounts;
  /** Day of capture. */
  readonly on: IsoDate;
  /** The check of the visit passed. */
  readonly passed: boolean;
}

/**
 * Facts behind a second verdict that has no rate of its own: those of its row, or of all rows before it where it is the
 * last one; undefined where the rules know no such verdict.
 */
export function secondMet(judgement: Judgement, regime: Regime, visit: Visit, verdict: string): SecondMet | undefined {
  const { bands, measure } = judgement;
  const facts = factsOf(visit.part, visit.duty, visit.counts, visit);
  const verdictAmong = (rows: readonly Band[]) =>
    rows.length === 0 ? undefined : bandOf({ bands: rows }, regime, regime.readings.field, {}, facts);
  const band = verdictAmong(bands.filter((each) => each.verdict === verdict));
  if (band === undefined || measure !== undefined) return undefined;
  const before = bands.slice(0, bands.indexOf(band)).filter((each) => each.verdict !== verdict);
  const rows = guardsOf(band).length > 0 ? [band] : before;
  const otherwise = guardsOf(band).length > 0 ? verdictAmong(bands.filter((each) => each !== band)) : before.at(-1);
  return {
    asked: rows.flatMap((row) => askedOf(row, facts, visit.counts)),
    ...(otherwise !== undefined && otherwise.verdict !== verdict && { otherwise: otherwise.verdict }),
  };
}

function guardsOf(band: Band) {
  return [...(band.if ?? []), ...(band.any ?? [])];
}

function askedOf(band: Band, facts: Facts, counts: SurveyCounts): readonly Asked[] {
  return guardsOf(band).map((guard) => ({ ...guardMet(guard, facts, counts), holds: guardHolds(guard, facts) }));
}

/** Second verdicts of the parts as they stand, each with what it went by. */
export function standingSeconds(state: StandState, clauses: Clauses, countsOf: CountsOf): readonly StandingSecond[] {
  return state.parts.flatMap((part) =>
    Object.entries(part.judgements ?? {}).map(([code, { verdict, on, visit }]) => {
      const record = recordOf(state, part, code, on);
      const surveyId = visit?.surveyId ?? record?.surveyId;
      const met = record && metAt(state, part, record, { code, verdict }, countsOf(record.surveyId));
      return {
        partId: part.id,
        code,
        verdict,
        on,
        ...(surveyId !== undefined && { surveyId }),
        clause: shownClause(regimeOf(state, part), `judgements.${code}`, clauses),
        asked: met?.asked ?? [],
        ...(met?.otherwise !== undefined && { otherwise: met.otherwise }),
      };
    }),
  );
}

/** The check whose visit was judged once more on that day. */
function recordOf(state: StandState, part: Part, code: string, on: IsoDate): VerdictRecord | undefined {
  return part.verdicts.findLast((record) => {
    const regime = rulesBehind(state, part, record);
    const duty = findDuty(state, record.dutyId);
    const bands = duty === undefined ? [] : (regime.duties[duty.code]?.bands ?? []);
    const isAsked = bands.some((band) => countsAs(band) === record.as && secondsOf(regime, band).includes(code));
    return record.on === on && record.overruledBy === undefined && isAsked;
  });
}

/** What came of the visit itself was not there yet: anchors of that day count as set after it. */
function metAt(
  state: StandState,
  part: Part,
  record: VerdictRecord,
  { code, verdict }: { readonly code: string; readonly verdict: string },
  counts: SurveyCounts | undefined,
): SecondMet | undefined {
  const regime = rulesBehind(state, part, record);
  const judgement = regime.judgements?.[code];
  const duty = findDuty(state, record.dutyId);
  if (judgement === undefined || duty === undefined || counts === undefined) return undefined;
  const anchors = Object.fromEntries(Object.entries(part.anchors).filter(([, day]) => day < record.on));
  return secondMet(
    judgement,
    regime,
    { part: { ...part, anchors }, duty, counts, on: record.on, passed: record.as === 'PASS' },
    verdict,
  );
}
