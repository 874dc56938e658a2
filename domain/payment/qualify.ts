/** Which area a result makes payable: parts qualify one by one, the mean of the whole never does (ruling 23). */
import type { IsoDate } from '../day.ts';
import { isHigher } from '../stand/inspection.ts';
import { rateOfHits } from '../stand/rates.ts';
import type { Part, StandState, VerdictRecord } from '../stand/state.ts';
import type { PaymentGate, Tranche } from './terms.ts';

/** Whole m² of a stand that one tranche is due on. */
export interface DueArea {
  readonly dueM2: number;
  /** Of that, what the holdback is released on; 0 where none is kept back. */
  readonly releasedM2: number;
}

/** A result by which an area qualifies, and the day from which it does. */
export interface Qualified {
  readonly record: VerdictRecord;
  readonly since: IsoDate;
}

/**
 * The first result that stands of a check and meets its gate. Once earned an area stays earned: a later planting of the
 * same ground, a later check or a loss takes nothing back; only that the very result does not stand any more does.
 */
export function qualifiedBy({ verdicts }: Part, gate: PaymentGate): Qualified | undefined {
  const record = verdicts.find(
    (each) => each.overruledBy === undefined && checkOf(each) === gate.check && meets(each, gate),
  );
  return record && { record, since: sinceOf(record, gate) };
}

/** The last result of a check that stands, whether it qualifies or not. */
export function resultOf({ verdicts }: Part, { check }: PaymentGate): VerdictRecord | undefined {
  return verdicts.findLast((each) => each.overruledBy === undefined && checkOf(each) === check);
}

/** Records of 0.1.0 name their duty alone, `<check>-<round>`. */
function checkOf({ code, dutyId }: VerdictRecord): string {
  return code ?? dutyId.replace(/-.*$/, '');
}

/** Raw ratios are compared, as verdicts are. */
function meets(record: VerdictRecord, { leastRate, waivedRate = leastRate, leastLevel }: PaymentGate): boolean {
  const { counted, of } = rateOf(record) ?? { counted: 0, of: 1 };
  const wanted = record.lineWaived === undefined ? leastRate : waivedRate;
  return counted / of >= wanted && (leastLevel === undefined || !isHigher(leastLevel, record.level));
}

/** By a waiver from its day on, where it needed one. */
function sinceOf({ lineWaived, ...record }: VerdictRecord, gate: PaymentGate): IsoDate {
  const since = record.bindsFrom ?? record.on;
  return lineWaived === undefined || meets(record, gate) ? since : lineWaived.on;
}

/** Live of base points, or crowns over ground. */
export function rateOf({ livePoints, basePoints, hits }: VerdictRecord): { counted: number; of: number } | undefined {
  if (hits !== undefined) return rateOfHits(hits);
  return livePoints === undefined || basePoints === undefined ? undefined : { counted: livePoints, of: basePoints };
}

export function qualifyingM2({ parts }: Pick<StandState, 'parts'>, gate: PaymentGate): number {
  return areaOf(parts.filter((part) => qualifiedBy(part, gate) !== undefined));
}

/** What a tranche is due on: the area that qualifies, not the area reported; nothing below its least share of the stand. */
export function dueArea({ parts }: Pick<StandState, 'parts'>, tranche: Tranche): DueArea {
  const { gate, holdback, leastAreaShare = 0 } = tranche;
  const earned = parts.filter((part) => qualifiedBy(part, gate) !== undefined);
  const dueM2 = areaOf(earned);
  if (dueM2 / areaOf(parts) < leastAreaShare) return { dueM2: 0, releasedM2: 0 };
  const released = earned.filter((part) => holdback && qualifiedBy(part, holdback.until) !== undefined);
  return { dueM2, releasedM2: areaOf(released) };
}

export function areaOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { areaM2 }) => sum + areaM2, 0);
}
