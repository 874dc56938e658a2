/** What a sample says of all: stands that were not drawn keep the county's verdict, only rates scale (ruling 22). */
import { isHigher, type InspectionLevel } from '../stand/inspection.ts';
import type { Part, StandState, VerdictRecord } from '../stand/state.ts';
import { assessedM2, isLost, isOfPlants } from '../stand/whole.ts';

/** Whole m², without what is certified as struck by a disaster. */
export interface Passed {
  readonly areaM2: number;
  /** Passed by the results below the audit's level. */
  readonly passedBelowM2: number;
  /** Passed by the audit. */
  readonly passedM2: number;
}

/** One stand of a sample; undefined where the audit has not judged all of it yet. */
export function passedIn(state: StandState, level: InspectionLevel): Passed | undefined {
  const parts = state.parts.map((part) => ({ part, ...resultsOf(part, level) }));
  if (parts.some(({ part, audited }) => audited === undefined && !isLost(part))) return undefined;
  const areaOf = (record: VerdictRecord | undefined, part: Part) => (record?.as === 'PASS' ? assessedM2(part) : 0);
  return {
    areaM2: parts.reduce((sum, { part }) => sum + assessedM2(part), 0),
    passedBelowM2: parts.reduce((sum, { part, below }) => sum + areaOf(below, part), 0),
    passedM2: parts.reduce((sum, { part, audited }) => sum + areaOf(audited, part), 0),
  };
}

/** The audit's result that stands, and the last one below it. */
function resultsOf({ verdicts }: Part, level: InspectionLevel) {
  const counted = verdicts.filter(isOfPlants);
  return {
    audited: counted.findLast((record) => record.level === level && record.overruledBy === undefined),
    below: counted.findLast((record) => isHigher(level, record.level)),
  };
}

/**
 * The share of what was reported as passed that the audit found passed, over the stands audited: rates of the stands
 * that were not drawn are multiplied by it.
 *
 * @returns 0 to 1 and above; undefined where nothing of the sample had passed below
 * @example passRate([{ areaM2: 100, passedBelowM2: 100, passedM2: 80 }]) // 0.8
 */
export function passRate(sample: readonly Passed[]): number | undefined {
  const below = sample.reduce((sum, { passedBelowM2 }) => sum + passedBelowM2, 0);
  const found = sample.reduce((sum, { passedM2 }) => sum + passedM2, 0);
  return below === 0 ? undefined : found / below;
}
