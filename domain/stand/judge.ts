/** Verdicts: the first band that holds, under every reading of the standard. */
import { addDays } from '../day.ts';
import type { Band, Comparison, DutySpec, FactName, Guard, Measure, Regime } from '../policy/regime.ts';
import type { Hits, SurveyCounts } from './command.ts';
import type { Duty, Part } from './state.ts';

/** What was counted, on the base that the edition asks for. */
export interface Tally {
  readonly livePoints: number;
  readonly basePoints: number;
  /** Live points scaled to the whole part, rounded down: seedlings must never fall short. */
  readonly partLivePoints: number;
}

/** Counts above the design are capped (ruling 10); a sample is scaled to the part by its designed points. */
export function tallyOf(spec: DutySpec, part: Part, counts: SurveyCounts): Tally {
  const designedPoints = counts.designedPoints ?? part.designedPoints;
  const plantedPoints = counts.plantedPoints ?? plantedAmong(part, designedPoints);
  const live = Math.min(counts.livePoints ?? 0, designedPoints);
  const basePoints = spec.base === 'planted' ? plantedPoints : designedPoints;
  return {
    livePoints: Math.min(live, basePoints),
    basePoints,
    partLivePoints: Math.floor((live * part.designedPoints) / designedPoints),
  };
}

/** Planted points that a sample of so many designed ones holds; at least one, for a rate needs a base. */
function plantedAmong(part: Part, designedPoints: number): number {
  return Math.max(Math.round((part.plantedPoints * designedPoints) / part.designedPoints), 1);
}

/** Whether the counts have what a check of that measure needs. */
export function measures(counts: SurveyCounts, measure: Measure | undefined): boolean {
  if (measure === 'closure') return counts.closure !== undefined;
  if (measure === 'cover') return counts.cover !== undefined;
  return counts.livePoints !== undefined;
}

/** The rate a check goes by. */
export interface Rate {
  readonly counted: number;
  readonly of: number;
}

export function rateOf(measure: Measure | undefined, counts: SurveyCounts, tally: Tally): Rate {
  const hits = hitsOf(measure, counts);
  return hits === undefined ? { counted: tally.livePoints, of: tally.basePoints } : { counted: hits.hits, of: hits.of };
}

export function hitsOf(measure: Measure | undefined, counts: SurveyCounts): Hits | undefined {
  return measure === 'closure' ? counts.closure : measure === 'cover' ? counts.cover : undefined;
}

export type Facts = Readonly<Record<FactName, number>>;

/** Facts that guards may ask; areas of dead patches in ha and as a share of the part. */
export function factsOf(part: Part, duty: Duty, counts: SurveyCounts, passed = false): Facts {
  const patchM2 = counts.largestDeadPatchM2 ?? 0;
  return {
    rounds: part.counts['rounds'] ?? 0,
    lateReplants: part.counts['lateReplants'] ?? 0,
    largestDeadPatchHa: patchM2 / 10_000,
    largestDeadPatchShare: patchM2 / part.areaM2,
    replacedShare12m: replacedShare(part, duty),
    closure: shareOf(counts.closure),
    cover: shareOf(counts.cover),
    passed: passed ? 1 : 0,
    visit: duty.n ?? 1,
    established: part.anchors['established'] === undefined ? 0 : 1,
  };
}

/** Not measured is below every line. */
function shareOf(hits: Hits | undefined): number {
  return hits === undefined ? -1 : hits.hits / hits.of;
}

/** Points replaced in the 12 months before the first day of the window, as a share of the design (ruling 8). */
function replacedShare(part: Part, { opensOn }: Duty): number {
  const from = `${Number(opensOn.slice(0, 4)) - 1}${opensOn.slice(4)}`;
  const replaced = part.replaced.filter(({ on }) => from <= on && on <= addDays(opensOn, -1));
  return replaced.reduce((sum, { points }) => sum + points, 0) / part.designedPoints;
}

/**
 * The band a rate falls into under one reading.
 *
 * Raw ratios are compared, never rounded ones: 1,699 of 2,000 prints 85.0 % and stays below 0.85. The
 * quotient of two whole numbers and the decimal in the policy are both the nearest double of their value,
 * so a rate that equals the line exactly compares as equal.
 */
export function bandOf(
  spec: Pick<DutySpec, 'bands'>,
  regime: Regime,
  reading: string,
  { counted, of }: Rate,
  facts: Facts,
): Band {
  const bands = spec.bands ?? [];
  return bands.find((band) => isBelow(band, regime, reading, counted / of) && bandHolds(band, facts)) ?? bands.at(-1)!;
}

/** The verdict under every reading of the regime. */
export function readingsOf(spec: DutySpec, regime: Regime, rate: Rate, facts: Facts): Record<string, string> {
  return Object.fromEntries(
    regime.readings.names.map((reading) => [reading, bandOf(spec, regime, reading, rate, facts).verdict]),
  );
}

function isBelow(band: Band, regime: Regime, reading: string, rate: number): boolean {
  if (band.below === undefined) return true;
  const line = regime.lines[band.below];
  const value = typeof line === 'number' ? line : line?.[reading];
  return value !== undefined && rate < value;
}

function bandHolds(band: Band, facts: Facts): boolean {
  return allHold(band.if ?? [], facts) && (band.any?.some((guard) => guardHolds(guard, facts)) ?? true);
}

export function allHold(guards: readonly Guard[], facts: Facts): boolean {
  return guards.every((guard) => guardHolds(guard, facts));
}

const COMPARE: Record<Comparison, (met: number, value: number) => boolean> = {
  '<': (met, value) => met < value,
  '<=': (met, value) => met <= value,
  '>': (met, value) => met > value,
  '>=': (met, value) => met >= value,
  '=': (met, value) => met === value,
};

function guardHolds([fact, comparison, value]: Guard, facts: Facts): boolean {
  return COMPARE[comparison](facts[fact], value);
}
