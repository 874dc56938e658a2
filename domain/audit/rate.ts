/** What a sample says of all: stands that were not drawn keep the county's verdict, only rates scale (ruling 22). */
import { codeOf, findDuty } from '../stand/duties.ts';
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
  const parts = state.parts.map((part) => ({ part, ...resultsOf(state, part, level) }));
  if (parts.some(({ part, audited }) => audited === undefined && !isLost(part))) return undefined;
  const areaOf = (record: VerdictRecord | undefined, part: Part) => (record?.as === 'PASS' ? assessedM2(part) : 0);
  return {
    areaM2: parts.reduce((sum, { part }) => sum + assessedM2(part), 0),
    passedBelowM2: parts.reduce((sum, { part, below }) => sum + areaOf(below, part), 0),
    passedM2: parts.reduce((sum, { part, audited }) => sum + areaOf(audited, part), 0),
  };
}

/**
 * The audit's last result, and the last one below it of the same check: neither a still higher result nor what the county
 * counts years later changes what this audit found.
 */
function resultsOf(state: StandState, part: Part, level: InspectionLevel) {
  const counted = part.verdicts.filter((record) => isOfPlants(record) && !isTakenBack(part, record));
  const audited = counted.findLast((record) => record.level === level);
  const isOfTheCheck = (record: VerdictRecord) => audited === undefined || isSameCheck(state, record, audited);
  return { audited, below: counted.findLast((record) => isHigher(level, record.level) && isOfTheCheck(record)) };
}

/** A correction said that it counts for nothing; where another result took its place, it was one until then. */
function isTakenBack({ verdicts }: Part, { overruledBy }: VerdictRecord): boolean {
  return overruledBy !== undefined && verdicts.every(({ surveyId }) => surveyId !== overruledBy);
}

/** A repeated check has code and round of the one before it, and a piece judged by itself its own id for the same check. */
function isSameCheck(state: StandState, one: VerdictRecord, other: VerdictRecord): boolean {
  const visitOf = ({ dutyId }: VerdictRecord) => findDuty(state, dutyId)?.n;
  return one.round === other.round && codeOf(state, one) === codeOf(state, other) && visitOf(one) === visitOf(other);
}

/**
 * One stand of a sample that was split or merged since, by the stands that its land is in.
 *
 * @param land - each with those parts alone that are of the stand that was drawn
 * @returns the sums; undefined where the audit has not judged all of it yet, or it is on its way from one stand to another
 */
export function passedOver(land: readonly StandState[], level: InspectionLevel): Passed | undefined {
  const found = land.map((state) => passedIn(state, level));
  const judged = found.filter((each) => each !== undefined);
  if (judged.length < Math.max(found.length, 1)) return undefined;
  const sum = (of: (passed: Passed) => number) => judged.reduce((total, each) => total + of(each), 0);
  return {
    areaM2: sum(({ areaM2 }) => areaM2),
    passedBelowM2: sum(({ passedBelowM2 }) => passedBelowM2),
    passedM2: sum(({ passedM2 }) => passedM2),
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
