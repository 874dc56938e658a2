/** Verdicts: the first band that holds, under every reading of the standard. */
import { addDays, yearOf, type IsoDate } from '../day.ts';
import {
  COMMENCED,
  type Band,
  type Comparison,
  type DutySpec,
  type FactName,
  type Guard,
  type Measure,
  type Regime,
} from '../policy/regime.ts';
import type { Hits, SurveyCounts } from './reported.ts';
import { rateOfHits, type Rates } from './rates.ts';
import type { Duty, Part } from './state.ts';

export type Facts = Readonly<Record<FactName, number>>;

/** Of the visit that is judged: its day, and whether its check has passed; absent = no visit, and not passed. */
interface Visit {
  readonly on?: IsoDate;
  readonly passed?: boolean;
}

/** Facts that guards may ask; areas of dead patches in ha and as a share of the part. */
export function factsOf(part: Part, duty: Duty, counts: SurveyCounts, { on, passed }: Visit = {}): Facts {
  const patchM2 = counts.largestDeadPatchM2 ?? 0;
  return {
    rounds: part.counts['rounds'] ?? 0,
    lateReplants: part.counts['lateReplants'] ?? 0,
    largestDeadPatchHa: patchM2 / 10_000,
    largestDeadPatchShare: patchM2 / part.areaM2,
    replacedShare12m: replacedShare(part, duty.opensOn),
    replacedToCount12m: replacedShare(part, on ?? duty.opensOn),
    closure: shareOf(counts.closure),
    cover: shareOf(counts.cover),
    passed: passed ? 1 : 0,
    visit: duty.n ?? 1,
    year: yearsSincePlanting(part, duty),
    established: isAnchored(part, 'established'),
    regenerated: isAnchored(part, 'regenerated'),
  };
}

/** Of a part with neither a planting nor a commencement, none. */
function yearsSincePlanting({ anchors }: Part, { opensOn }: Duty): number {
  return yearOf(opensOn) - yearOf(anchors['planted'] ?? anchors[COMMENCED] ?? opensOn);
}

function isAnchored({ anchors }: Part, name: string): 0 | 1 {
  return anchors[name] === undefined ? 0 : 1;
}

/** Not measured is below every line. */
function shareOf(hits: Hits | undefined): number {
  if (hits === undefined) return -1;
  const { counted, of } = rateOfHits(hits);
  return counted / of;
}

/** Points replaced in the 12 months before a day, as a share of the design (ruling 8). */
function replacedShare(part: Part, day: IsoDate): number {
  const from = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  const replaced = part.replaced.filter(({ on }) => from <= on && on <= addDays(day, -1));
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
  spec: Pick<DutySpec, 'bands' | 'measure'>,
  regime: Regime,
  reading: string,
  rates: Rates,
  facts: Facts,
): Band {
  const bands = spec.bands ?? [];
  const holds = (band: Band) => isBelow(band, spec, regime, reading, rates) && bandHolds(band, facts);
  return bands.find(holds) ?? bands.at(-1)!;
}

/** What a band's line is held against; absent = the duty's own. */
function measureOf({ of }: Pick<Band, 'of'>, { measure }: Pick<DutySpec, 'measure'>): Measure {
  return of ?? measure ?? 'survival';
}

/** A line as one reading has it. */
export function lineFor({ lines }: Pick<Regime, 'lines'>, name: string, reading: string): number | undefined {
  const line = lines[name];
  return typeof line === 'number' ? line : line?.[reading];
}

/** The verdict under every reading of the regime. */
export function readingsOf(spec: DutySpec, regime: Regime, rates: Rates, facts: Facts): Record<string, string> {
  return Object.fromEntries(
    regime.readings.names.map((reading) => [reading, bandOf(spec, regime, reading, rates, facts).verdict]),
  );
}

/** A line, and what is held against it. */
export interface Line {
  readonly measure: Measure;
  readonly name: string;
}

/** The lines a row stays below; none of one that asks for facts alone, or for nothing. */
export function linesOf(band: Band, spec: Pick<DutySpec, 'measure'>): readonly Line[] {
  const { below, allBelow = {} } = band;
  const choice = Object.entries(allBelow) as [Measure, string][];
  return [
    ...(below === undefined ? [] : [{ measure: measureOf(band, spec), name: below }]),
    ...choice.map(([measure, name]) => ({ measure, name })),
  ];
}

/** The line that a passing rate has met. */
export function lineOf({ bands = [], measure }: Pick<DutySpec, 'bands' | 'measure'>): string | undefined {
  const spec = measure === undefined ? {} : { measure };
  return bands.flatMap((band) => linesOf(band, spec).slice(0, 1)).at(-1)?.name;
}

/** What the verdict counts as. */
export function countsAs({ as, verdict }: Band): string {
  return as ?? verdict;
}

/** Codes of the judgements that a verdict brings: the one its row names, and those given beside every such verdict. */
export function secondsOf({ judgements = {} }: Pick<Regime, 'judgements'>, band: Band): readonly string[] {
  const beside = Object.entries(judgements).filter(([, judgement]) => judgement.with === countsAs(band));
  return [...(band.also === undefined ? [] : [band.also]), ...beside.map(([code]) => code)];
}

function isBelow(band: Band, spec: Pick<DutySpec, 'measure'>, regime: Regime, reading: string, rates: Rates): boolean {
  if (band.allBelow !== undefined && meetsOne(band.allBelow, regime, reading, rates)) return false;
  if (band.below === undefined) return true;
  const value = lineFor(regime, band.below, reading);
  const rate = rates[measureOf(band, spec)];
  return value !== undefined && rate !== undefined && rate.counted / rate.of < value;
}

/** What was not counted has met nothing. */
function meetsOne(allBelow: NonNullable<Band['allBelow']>, regime: Regime, reading: string, rates: Rates): boolean {
  return Object.entries(allBelow).some(([measure, name]) => {
    const [value, rate] = [lineFor(regime, name, reading), rates[measure as Measure]];
    return value !== undefined && rate !== undefined && rate.counted / rate.of >= value;
  });
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

export function guardHolds([fact, comparison, value]: Guard, facts: Facts): boolean {
  return COMPARE[comparison](facts[fact], value);
}
