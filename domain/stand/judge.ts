/** Verdicts: the first band that holds, under every reading of the standard. */
import type { Band, Comparison, DutySpec, FactName, Guard, Regime } from '../policy/regime.ts';
import type { SubmitSurvey, SurveyCounts } from './command.ts';
import type { Part } from './state.ts';

/** What was counted, on the base that the edition asks for. */
export interface Tally {
  readonly livePoints: number;
  readonly basePoints: number;
  /** Points of the design in what was counted. */
  readonly designedPoints: number;
  /** Live points scaled to the whole part, rounded down: seedlings must never fall short. */
  readonly partLivePoints: number;
  /** Live points above the design were left out. */
  readonly capped: boolean;
}

/** Counts above the design are capped (ruling 10); a sample is scaled to the part by its designed points. */
export function tallyOf(spec: DutySpec, part: Part, counts: SurveyCounts): Tally {
  const designedPoints = counts.designedPoints ?? part.designedPoints;
  const plantedPoints = counts.plantedPoints ?? plantedAmong(part, designedPoints);
  const live = Math.min(counts.livePoints, designedPoints);
  const basePoints = spec.base === 'planted' ? plantedPoints : designedPoints;
  return {
    livePoints: Math.min(live, basePoints),
    basePoints,
    designedPoints,
    partLivePoints: Math.floor((live * part.designedPoints) / designedPoints),
    capped: counts.livePoints > designedPoints,
  };
}

/** Planted points that a sample of so many designed ones holds; at least one, for a rate needs a base. */
function plantedAmong(part: Part, designedPoints: number): number {
  return Math.max(Math.round((part.plantedPoints * designedPoints) / part.designedPoints), 1);
}

export type Facts = Readonly<Record<FactName, number>>;

/** Facts that guards may ask; areas of dead patches in ha and as a share of the part. */
export function factsOf(part: Part, survey: Pick<SubmitSurvey, 'counts'>): Facts {
  const patchM2 = survey.counts.largestDeadPatchM2 ?? 0;
  return {
    rounds: part.counts['rounds'] ?? 0,
    largestDeadPatchHa: patchM2 / 10_000,
    largestDeadPatchShare: patchM2 / part.areaM2,
    misses: 0,
  };
}

/**
 * The band a tally falls into under one reading.
 *
 * Raw ratios are compared, never rounded ones: 1,699 of 2,000 prints 85.0 % and stays below 0.85. The
 * quotient of two whole numbers and the decimal in the policy are both the nearest double of their value,
 * so a rate that equals the line exactly compares as equal.
 */
export function bandOf(spec: DutySpec, regime: Regime, reading: string, tally: Tally, facts: Facts): Band {
  const rate = tally.livePoints / tally.basePoints;
  const bands = spec.bands ?? [];
  return bands.find((band) => isBelow(band, regime, reading, rate) && guardsHold(band, facts)) ?? bands.at(-1)!;
}

/** The verdict under every reading of the regime. */
export function readingsOf(spec: DutySpec, regime: Regime, tally: Tally, facts: Facts): Record<string, string> {
  return Object.fromEntries(
    regime.readings.names.map((reading) => [reading, bandOf(spec, regime, reading, tally, facts).verdict]),
  );
}

function isBelow(band: Band, regime: Regime, reading: string, rate: number): boolean {
  if (band.below === undefined) return true;
  const line = regime.lines[band.below];
  const value = typeof line === 'number' ? line : line?.[reading];
  return value !== undefined && rate < value;
}

function guardsHold(band: Band, facts: Facts): boolean {
  const all = band.if?.every((guard) => guardHolds(guard, facts)) ?? true;
  return all && (band.any?.some((guard) => guardHolds(guard, facts)) ?? true);
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
