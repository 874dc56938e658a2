/** Looking duties up: which are still owed, and which rule they follow. */
import type { IsoDate } from '../day.ts';
import type { DutySpec, Regime } from '../policy/regime.ts';
import type { Duty, Part, StandState, VerdictRecord } from './state.ts';

/** Whether the duty is still owed. */
export function isActive(duty: Duty): boolean {
  return duty.state === 'planned' || duty.state === 'open' || duty.state === 'overdue';
}

export function activeDuties(state: StandState): readonly Duty[] {
  return state.duties.filter(isActive);
}

/** The highest ladder step of what is still owed; -1 where none is reached. */
export function overdueStepOf(state: StandState): number {
  return activeDuties(state).reduce((top, { step }) => Math.max(top, step ?? -1), -1);
}

export function findDuty(state: StandState, dutyId: string): Duty | undefined {
  return state.duties.find((duty) => duty.id === dutyId);
}

export function findPart(state: StandState, partId: string): Part | undefined {
  return state.parts.find((part) => part.id === partId);
}

/** The part a duty speaks of; duties shared by parts follow the first. */
export function partOf(state: StandState, duty: Duty): Part {
  return findPart(state, duty.parts[0] ?? '') ?? state.parts[0]!;
}

export function regimeOf(state: StandState, part: Part): Regime {
  return state.regimes[part.regime]!;
}

/** The rules a result was given by: the part's present ones, unless it follows others since. */
export function rulesBehind(state: StandState, part: Part, { rules }: Pick<VerdictRecord, 'rules'>): Regime {
  return (rules === undefined ? undefined : state.regimes[rules]) ?? regimeOf(state, part);
}

/** The rule a duty follows, under the regime of its part. */
export function specOf(state: StandState, duty: Duty): DutySpec {
  return ruleOf(state, duty)!;
}

/** Kinds of which a person may let a duty go or move it, for refusals. */
export const MOVABLE_KINDS = 'survey, planting, work or decision';

/** A report, a deadline and a ban have their own ends: nobody lets them go, and nobody moves them. */
export function hasOwnEnd({ kind }: DutySpec): boolean {
  return kind === 'report' || kind === 'deadline' || kind === 'ban';
}

/** The rule of a duty that may be closed; absent where it was one of an earlier design, which the present rules do not know. */
export function ruleOf(state: StandState, duty: Duty): DutySpec | undefined {
  return regimeOf(state, partOf(state, duty)).duties[duty.code];
}

/** Code of the check that gave a result; records of 0.1.0 name the duty alone, and where that is gone its id tells no code. */
export function codeOf(
  { duties }: Pick<StandState, 'duties'>,
  { code, dutyId }: Pick<VerdictRecord, 'code' | 'dutyId'>,
): string {
  return code ?? duties.find(({ id }) => id === dutyId)?.code ?? dutyId;
}

/** Whether a result is one of the part's present planting; parts of 0.1.0 know no round of it, only its day. */
export function isOfPresentPlanting({ plantedRound, anchors }: Part, { round, on }: VerdictRecord): boolean {
  return plantedRound === undefined ? on >= (anchors['planted'] ?? '') : round >= plantedRound;
}

/** The rules of the first part; of a stand whose planting is still to come, those it was registered with. */
export function presentRegime({ parts, regimes }: StandState): Regime {
  return regimes[parts[0]?.regime ?? Object.keys(regimes)[0]!]!;
}

/** A result as payment reads the standard, under the rules it was given by; absent where those have no such reading. */
export function payReading(state: StandState, part: Part, record: VerdictRecord): string | undefined {
  return record.readings[rulesBehind(state, part, record).readings.pay];
}

/** A result that stands and passes in the field, while payment reads it by another line and nobody has waived that. */
export function isReadLower(state: StandState, part: Part, record: VerdictRecord): boolean {
  const { overruledBy, lineWaived, as, verdict } = record;
  const pay = payReading(state, part, record);
  return overruledBy === undefined && lineWaived === undefined && as === 'PASS' && pay !== undefined && pay !== verdict;
}

/** Planting day of a part; of one that was there before, the day that the stand began. */
export function plantedOrBegun({ seed }: Pick<StandState, 'seed'>, { anchors }: Part): IsoDate {
  return anchors['planted'] ?? seed.planting.plantedOn;
}

/** The zone in which a stand's days begin. */
export function zoneOf(state: StandState): string {
  return presentRegime(state).timeZone;
}
