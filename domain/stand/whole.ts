/** A stand as the sum of its parts: areas by result, points and rates; the mean of the whole never rules (ruling 23). */
import { codeOf, isOfPresentPlanting, payReading, regimeOf, rulesBehind } from './duties.ts';
import type { Part, StandState, VerdictRecord } from './state.ts';

/** Whole m² by verdict; they add up to the stand. LOST = lost or written off, UNCHECKED = no count binds yet. */
export type AreasByVerdict = Readonly<Record<string, number>>;

export interface Whole {
  readonly areaM2: number;
  readonly designedPoints: number;
  readonly plantedPoints: number;
  /** As the field reads it: what is owed follows from this. */
  readonly field: AreasByVerdict;
  /** As payment reads it. */
  readonly pay: AreasByVerdict;
  /** Certified as struck by a disaster: out of the assessment's denominator; absent = none. */
  readonly certifiedM2?: number;
  readonly establishedM2: number;
  /** Of that what counts as forest cover (ruling 2). */
  readonly coverM2: number;
  /** Live of base points over the parts that stand, by the present planting's counts; absent where there is none. */
  readonly livePoints?: number;
  readonly basePoints?: number;
  /** The last verdict on the present planting that the standing parts share, else MIXED; absent where there is none. */
  readonly verdict?: string;
}

/**
 * @example wholeOf(state).field // { PASS: 60_000, REPLANT: 25_000, FAILED: 10_000, LOST: 5_000 }
 */
export function wholeOf(state: StandState): Whole {
  const { parts } = state;
  const verdicts = new Set(standing(parts).flatMap((part) => lastOfPlanting(part)?.verdict ?? []));
  const forest = parts.filter(({ anchors }) => anchors['established'] !== undefined);
  return {
    areaM2: sum(parts.map(({ areaM2 }) => areaM2)),
    designedPoints: sum(parts.map(({ designedPoints }) => designedPoints)),
    plantedPoints: sum(parts.map(({ plantedPoints }) => plantedPoints)),
    field: areasBy(parts, (_part, { as }) => as),
    pay: areasBy(parts, (part, record) =>
      record.lineWaived === undefined ? (payReading(state, part, record) ?? UNCHECKED) : record.as,
    ),
    ...(parts.some(({ certified }) => certified !== undefined) && {
      certifiedM2: sum(parts.map((part) => part.areaM2 - assessedM2(part))),
    }),
    establishedM2: sum(forest.map(({ areaM2 }) => areaM2)),
    coverM2: sum(forest.filter((part) => isCover(state, part)).map(({ areaM2 }) => areaM2)),
    ...countOf(state),
    ...(verdicts.size > 0 && { verdict: verdicts.size === 1 ? [...verdicts][0]! : 'MIXED' }),
  };
}

/** Whole m² of a part that an assessment counts: all but what a paper certifies as struck by a disaster. */
export function assessedM2({ areaM2, certified = [] }: Part): number {
  return Math.max(areaM2 - sum(certified.map((each) => each.areaM2)), 0);
}

/** Forest that burnt covers nothing, though it had become forest. */
function isCover(state: StandState, part: Part): boolean {
  if (isLost(part)) return false;
  const { countsForCover, coverVerdict } = regimeOf(state, part).basis;
  return countsForCover === true || lastOfPlanting(part, ({ verdict }) => verdict === coverVerdict) !== undefined;
}

/** Stage of a part that is lost, and its result in place of a verdict. */
export const LOST = 'LOST';
const UNCHECKED = 'UNCHECKED';

/** Nothing grows there that could be judged, until it is planted anew. */
export function isLost({ stage }: Part): boolean {
  return stage === LOST || stage === 'WRITTEN_OFF';
}

/** All parts where none stands any more: what was counted last is still told. */
function standing(parts: readonly Part[]): readonly Part[] {
  const left = parts.filter((part) => !isLost(part));
  return left.length === 0 ? parts : left;
}

/** Plants were counted, by points or by stems; crowns alone say nothing of what was planted. */
export function isOfPlants({ livePoints, stems }: VerdictRecord): boolean {
  return livePoints !== undefined || stems !== undefined;
}

/** The last such result that stands of the present planting: an earlier one that failed says nothing of the new trees. */
function lastOfPlanting(
  part: Part,
  isSuch: (record: VerdictRecord) => boolean = () => true,
): VerdictRecord | undefined {
  return part.verdicts.findLast(
    (record) => record.overruledBy === undefined && isSuch(record) && isOfPresentPlanting(part, record),
  );
}

function areasBy(parts: readonly Part[], verdictOf: (part: Part, record: VerdictRecord) => string): AreasByVerdict {
  const areas: Record<string, number> = {};
  for (const part of parts) {
    const record = lastOfPlanting(part, isOfPlants);
    const verdict = isLost(part) ? LOST : record === undefined ? UNCHECKED : verdictOf(part, record);
    areas[verdict] = (areas[verdict] ?? 0) + part.areaM2;
  }
  return areas;
}

/**
 * A stand that was never divided tells its count as it was made. Of parts each count weighs as much as the part does, be
 * it a sample or one made before the part was split; rounded once, so that one count shared by parts adds up again.
 */
function countOf(state: StandState): Pick<Whole, 'livePoints' | 'basePoints'> {
  const isDivided = state.parts.length > 1 || state.from !== undefined;
  const counted = standing(state.parts).flatMap((part) => {
    const record = lastOfPlanting(part, ({ livePoints }) => livePoints !== undefined);
    if (record === undefined) return [];
    const { livePoints = 0, basePoints = 0 } = record;
    const base = isDivided ? basePointsOf(state, part, record) : basePoints;
    return [{ live: (livePoints * base) / basePoints, base }];
  });
  if (counted.length === 0) return {};
  return {
    livePoints: Math.round(sum(counted.map(({ live }) => live))),
    basePoints: sum(counted.map(({ base }) => base)),
  };
}

/** Points of the part that the rate of this check is one of. */
function basePointsOf(state: StandState, part: Part, record: VerdictRecord): number {
  const check = rulesBehind(state, part, record).duties[codeOf(state, record)];
  return check?.base === 'planted' ? part.plantedPoints : part.designedPoints;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
