/** The result behind what is owed, with the figures it was given by. */
import type { IsoDate } from '../day.ts';
import type { Clauses } from '../policy/clauses.ts';
import type { SurveyCounts } from './reported.ts';
import { codeOf, findDuty, partOf, rulesBehind } from './duties.ts';
import { factsOf } from './judge.ts';
import { measuredBehind, metBy, ratesBehind, type Met } from './met.ts';
import type { Duty, Part, StandState, VerdictRecord } from './state.ts';
import { tableOf } from './table.ts';

/** What is known of a survey beside what its result keeps, e.g. its largest dead patch. */
export type CountsOf = (surveyId: string) => SurveyCounts | undefined;

/** A result with its figures. */
export interface Behind extends Met {
  readonly surveyId: string;
  readonly on: IsoDate;
  readonly verdict: string;
}

/** The standing result that a duty follows from, through decisions and works in between; none where days alone raised it. */
export function behindOf(state: StandState, duty: Duty, clauses: Clauses, countsOf: CountsOf): Behind | undefined {
  const record = recordBehind(state, duty);
  if (record === undefined) return undefined;
  const met = metIn(state, partOf(state, duty), record, clauses, countsOf(record.surveyId));
  const { surveyId, on, verdict } = record;
  return met && { surveyId, on, verdict, ...met };
}

function recordBehind(state: StandState, duty: Duty): VerdictRecord | undefined {
  const { verdicts } = partOf(state, duty);
  const seen = new Set([duty.id]);
  for (let cause = duty.cause; !seen.has(cause); cause = findDuty(state, cause)?.cause ?? cause) {
    seen.add(cause);
    const record = verdicts.findLast(({ dutyId, overruledBy }) => dutyId === cause && overruledBy === undefined);
    if (record !== undefined) return record;
  }
  return undefined;
}

/** Figures of one result; undefined where its check is none of its rules any more. */
export function metIn(
  state: StandState,
  part: Part,
  record: VerdictRecord,
  clauses: Clauses,
  told: SurveyCounts = {},
): Met | undefined {
  const regime = rulesBehind(state, part, record);
  const code = codeOf(state, record);
  const [spec, duty] = [tableOf(regime, code), findDuty(state, record.dutyId)];
  if (spec === undefined || duty === undefined) return undefined;
  const counts = { ...told, ...measuredBehind(spec, record) };
  const rates = ratesBehind(spec, regime, part, record);
  const facts = factsOf(part, duty, counts, { on: record.on });
  return metBy({ spec, path: `duties.${code}`, regime, rates, facts, counts, clauses }, record.verdict);
}
