/**
 * What a verdict met beside what was wanted, and what would have changed it. All of it is reckoned from the result on
 * record and the rules it was given by; nothing is kept for it.
 */
import { shownClause, type Clauses } from '../policy/clauses.ts';
import type { AreaUnit, Band, Comparison, DutySpec, FactName, Guard, Measure, Regime } from '../policy/regime.ts';
import type { Stems, SurveyCounts } from './reported.ts';
import { bandOf, guardHolds, lineFor, linesOf, type Facts, type Line } from './judge.ts';
import { plotsOf, ratesOf, stemUnit, type Rate, type Rates } from './rates.ts';
import type { Part, VerdictRecord } from './state.ts';
import { pathOfRow } from './table.ts';

/** A rate beside its line. */
export interface MetLine {
  readonly measure: Measure;
  /** What was counted: points, stems or hits; of heights cm. */
  readonly counted: number;
  /** Base points, points looked at, or the ground of the plots. */
  readonly of: number;
  /** Points in strips cut lately, which are not among them. */
  readonly leftOut?: number;
  /** Unit of that ground. */
  readonly ground?: Stems['unit'];
  /** Area that its stems are counted to. */
  readonly per?: AreaUnit;
  /** The rate and its line as they were compared: a ratio, stems per area unit, or m. */
  readonly met: number;
  readonly wanted: number;
  /** Just so many more counted would have met the line; absent where it was met. */
  readonly lacks?: number;
  /** So many fewer would still have met it. */
  readonly spare?: number;
  /** The verdict with just so many more; where the line was met, with one fewer than are to spare. */
  readonly otherwise: string;
  readonly clause: string;
}

/** A fact beside its limit. */
export interface MetGuard {
  readonly fact: FactName;
  /** Absent = not measured, or not known here. */
  readonly met?: number;
  readonly comparison: Comparison;
  readonly limit: number;
}

export interface Met {
  readonly lines: readonly MetLine[];
  /** What else decided, where that was not a line; of several any one would do. */
  readonly guards: readonly MetGuard[];
  /** The verdict, had that not been so. */
  readonly otherwise?: string;
  /** Of the row that decided without a line. */
  readonly clause?: string;
}

/** A decision table with all that it was asked about. */
export interface Judged {
  readonly spec: Pick<DutySpec, 'bands' | 'measure'>;
  /** Where the table stands in the policy, e.g. `duties.survivalCheck`. */
  readonly path: string;
  readonly regime: Regime;
  readonly rates: Rates;
  readonly facts: Facts;
  /** What is known of the count beside its rates. */
  readonly counts: SurveyCounts;
  readonly clauses: Clauses;
}

/** Figures behind a verdict of that table as the field reads it; undefined where the table knows no such verdict. */
export function metBy(judged: Judged, verdict: string): Met | undefined {
  const band = bandBehind(judged, verdict);
  if (band === undefined) return undefined;
  const guards = guardsOf(judged, band);
  const lines = linesBehind(judged, band).flatMap((each) => lineMet(judged, each));
  if (guards.length === 0) return { lines, guards };
  const { bands = [] } = judged.spec;
  const others = bands.filter((each) => each !== band);
  return {
    lines,
    guards,
    otherwise: verdictOf({ ...judged, spec: { ...judged.spec, bands: others } }, judged.rates),
    clause: shownClause(judged.regime, pathOfRow(judged.regime, judged.path, bands, band), judged.clauses),
  };
}

/** Crowns and stems as a result keeps them. */
export function measuredBehind(
  { measure }: Pick<DutySpec, 'measure'>,
  { counts, hits, stems }: VerdictRecord,
): SurveyCounts {
  return {
    ...counts,
    ...(hits && { [measure === 'cover' ? 'cover' : 'closure']: hits }),
    ...(stems && { stems }),
  };
}

/** The rates that a result was given by, from what it keeps of its count. */
export function ratesBehind(spec: DutySpec, regime: Regime, part: Part, record: VerdictRecord): Rates {
  const { livePoints, basePoints, naturals } = record;
  const counts: SurveyCounts = {
    ...measuredBehind(spec, record),
    ...(naturals !== undefined && { naturals }),
  };
  return {
    ...ratesOf(spec, regime, part, counts),
    ...(livePoints !== undefined && basePoints !== undefined && { survival: { counted: livePoints, of: basePoints } }),
  };
}

function verdictOf({ spec, regime, facts }: Judged, rates: Rates): string {
  return bandOf(spec, regime, regime.readings.field, rates, facts).verdict;
}

/** The row that gave it: of several with one verdict the first that holds. */
function bandBehind({ spec, regime, rates, facts }: Judged, verdict: string): Band | undefined {
  const bands = (spec.bands ?? []).filter((each) => each.verdict === verdict);
  return bands.length === 0 ? undefined : bandOf({ ...spec, bands }, regime, regime.readings.field, rates, facts);
}

/** A row below a line names that line and the highest of its measure; another one names the lines that were met before it. */
function linesBehind({ spec }: Judged, band: Band): readonly Line[] {
  const bands = spec.bands ?? [];
  const lines = (all: readonly Band[]) => all.flatMap((each) => linesOf(each, spec));
  const own = lines([band]);
  const before = unique(lines(bands.slice(0, bands.indexOf(band))), nameOf);
  if (own.length === 0) return unique(before, ({ measure }) => measure);
  const highest = own.length > 1 ? [] : lines(bands).filter(({ measure }) => measure === own[0]!.measure);
  return unique([...own, ...highest.slice(-1)], nameOf);
}

function nameOf({ measure, name }: Line): string {
  return `${measure} ${name}`;
}

/** Of several with one key the last, in the place of the first. */
function unique(lines: readonly Line[], keyOf: (line: Line) => string): readonly Line[] {
  return [...new Map(lines.map((line) => [keyOf(line), line])).values()];
}

function lineMet(judged: Judged, { measure, name }: Line): readonly MetLine[] {
  const { regime, rates, counts, clauses } = judged;
  const [rate, wanted] = [rates[measure], lineFor(regime, name, regime.readings.field)];
  if (rate === undefined || wanted === undefined) return [];
  const plots = plotsOf(measure, counts);
  const unit = plots === undefined ? 1 : stemUnit(regime, plots);
  const counted = Math.round(rate.counted / unit);
  const least = leastFor(rate, unit, wanted);
  const isMet = counted >= least;
  const other = { counted: (isMet ? least - 1 : least) * unit, of: rate.of };
  return [
    {
      measure,
      counted,
      of: rate.of,
      ...(measure === 'cover' && counts.cover?.leftOut && { leftOut: counts.cover.leftOut }),
      ...(plots && { ground: plots.unit, per: regime.areaUnit ?? 'ha' }),
      met: rate.counted / rate.of,
      wanted,
      ...(isMet ? { spare: counted - least } : { lacks: least - counted }),
      otherwise: verdictOf(judged, { ...rates, [measure]: other }),
      clause: shownClause(regime, `lines.${name}`, clauses),
    },
  ];
}

/** The least whole number that is not below the line, compared as a verdict compares it. */
function leastFor({ of }: Rate, unit: number, wanted: number): number {
  const near = Math.ceil((wanted * of) / unit) - 1;
  return [near, near + 1, near + 2].find((count) => !((count * unit) / of < wanted))!;
}

/** All that a row asks at once, and of what it asks at choice that which holds; where nothing is known to, all of it. */
function guardsOf({ facts, counts }: Judged, band: Band): readonly MetGuard[] {
  const choice = band.any ?? [];
  const held = choice.filter((guard) => guardHolds(guard, facts));
  return [...(band.if ?? []), ...(held.length > 0 ? held : choice)].map((guard) => guardMet(guard, facts, counts));
}

const COUNTED_AS: Readonly<Partial<Record<FactName, keyof SurveyCounts>>> = {
  largestDeadPatchHa: 'largestDeadPatchM2',
  largestDeadPatchShare: 'largestDeadPatchM2',
  closure: 'closure',
  cover: 'cover',
};

/** Absent where its figure was not measured. */
export function guardMet([fact, comparison, limit]: Guard, facts: Facts, counts: SurveyCounts): MetGuard {
  const source = COUNTED_AS[fact];
  const isKnown = source === undefined || counts[source] !== undefined;
  return { fact, ...(isKnown && { met: facts[fact] }), comparison, limit };
}
