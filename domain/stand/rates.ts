/** The rates of a count: whole numbers over whole numbers, so that a rate on the line is not below it. */
import type { AreaUnit, DutySpec, Measure, Regime } from '../policy/regime.ts';
import type { Hits, OnPlots, Stems, SurveyCounts } from './reported.ts';
import type { Part } from './state.ts';

/** What was counted, on the base that the edition asks for. */
export interface Tally {
  readonly livePoints: number;
  readonly basePoints: number;
  /** Live points scaled to the whole part, rounded down: seedlings must never fall short. */
  readonly partLivePoints: number;
}

type Counted = Pick<DutySpec, 'base' | 'naturals'>;

/** Counts above the design are capped (ruling 10); a sample is scaled to the part by its designed points. */
export function tallyOf(spec: Counted, part: Part, counts: SurveyCounts): Tally {
  const designedPoints = counts.designedPoints ?? part.designedPoints;
  const plantedPoints = counts.plantedPoints ?? plantedAmong(part, designedPoints);
  const live = Math.min((counts.livePoints ?? 0) + naturalsOf(spec, counts), designedPoints);
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

/** Accepted natural stems, where the policy takes them. */
export function naturalsOf(spec: Counted, counts: SurveyCounts): number {
  return spec.naturals ? (counts.naturals ?? 0) : 0;
}

const M2: Readonly<Record<Stems['unit'], number>> = { m2: 1, milacre: 4.0468564224 };

/** Ground of the sample plots in m². */
export function groundM2({ sampled, unit }: Pick<Stems, 'sampled' | 'unit'>): number {
  return sampled * M2[unit];
}

/** Stems on the sample plots scaled to the whole part, rounded down. */
export function stemsOnPart(spec: Counted, part: Part, counts: SurveyCounts, stems: Stems): number {
  return Math.floor(((stems.counted + naturalsOf(spec, counts)) * part.areaM2) / groundM2(stems));
}

/** How many times the plots' unit fits into the policy's: whole where both are of one system. */
const FITS: Readonly<Record<AreaUnit, Readonly<Record<Stems['unit'], number>>>> = {
  ha: { m2: 10_000, milacre: 10_000 / M2.milacre },
  acre: { m2: 1000 * M2.milacre, milacre: 1000 },
};

/** What one stem on such plots stands for in a rate of stems per area unit. */
export function stemUnit({ areaUnit }: Pick<Regime, 'areaUnit'>, { unit }: Pick<Stems, 'unit'>): number {
  return FITS[areaUnit ?? 'ha'][unit];
}

/** The rate a line is held against. */
export interface Rate {
  readonly counted: number;
  readonly of: number;
}
/** Absent = not counted. */
export type Rates = Readonly<Partial<Record<Measure, Rate>>>;

/**
 * Every rate that the count has.
 *
 * @returns survival, closure, covers and main species as shares; stems, seedlings and saplings per area unit; heights in m
 * @example ratesOf({ naturals: true }, regime, part, { stems: { counted: 20, sampled: 500, unit: 'm2' }, naturals: 5 }).stems // 25 on 500 m²: 250_000 / 500
 */
export function ratesOf(spec: Counted, regime: Pick<Regime, 'areaUnit'>, part: Part, counts: SurveyCounts): Rates {
  const { livePoints, closure, cover, totalCover, stems, seedlings, saplings, bySpecies } = counts;
  const tally = tallyOf(spec, part, counts);
  const main = bySpecies?.[part.species];
  return {
    ...(livePoints !== undefined && { survival: { counted: tally.livePoints, of: tally.basePoints } }),
    ...(closure && { closure: rateOfHits(closure) }),
    ...(cover && { cover: rateOfHits(cover) }),
    ...(totalCover && { totalCover: rateOfHits(totalCover) }),
    ...(seedlings && { seedlings: perArea(regime, seedlings) }),
    ...(saplings && { saplings: perArea(regime, saplings) }),
    ...(main && { mainSpecies: { counted: Math.min(main.live, main.designed), of: main.designed } }),
    ...(stems && stemRates(stems, naturalsOf(spec, counts), stemUnit(regime, stems))),
  };
}

/** Points in strips cut lately are no part of the rate. */
export function rateOfHits({ hits, of, leftOut = 0 }: Hits): Rate {
  return { counted: hits, of: of - leftOut };
}

function perArea(regime: Pick<Regime, 'areaUnit'>, plants: OnPlots): Rate {
  return { counted: plants.counted * stemUnit(regime, plants), of: plants.sampled };
}

/** The plots that a measure was counted on; undefined for one that is not counted on plots, or was not counted. */
export function plotsOf(measure: Measure, { stems, seedlings, saplings }: SurveyCounts): OnPlots | undefined {
  switch (measure) {
    case 'stems':
    case 'preferred':
      return stems;
    case 'seedlings':
      return seedlings;
    case 'saplings':
      return saplings;
    default:
      return undefined;
  }
}

/** What a count has of crowns and of plants on plots. */
export function crownsAndStems(counted: CrownsAndStems): CrownsAndStems {
  const { closure, cover, totalCover, stems, seedlings, saplings } = counted;
  return {
    ...(closure && { closure }),
    ...(cover && { cover }),
    ...(totalCover && { totalCover }),
    ...(stems && { stems }),
    ...(seedlings && { seedlings }),
    ...(saplings && { saplings }),
  };
}
export type CrownsAndStems = Pick<
  SurveyCounts,
  'closure' | 'cover' | 'totalCover' | 'stems' | 'seedlings' | 'saplings'
>;

function stemRates(
  { counted, preferred, meanHeightCm, leastHeightCm, sampled }: Stems,
  natural: number,
  fits: number,
): Rates {
  const onPlots = (stems: number) => ({ counted: stems * fits, of: sampled });
  const inMetres = (cm: number) => ({ counted: cm, of: 100 });
  return {
    stems: onPlots(counted + natural),
    ...(preferred !== undefined && { preferred: onPlots(preferred) }),
    ...(meanHeightCm !== undefined && { meanHeight: inMetres(meanHeightCm) }),
    ...(leastHeightCm !== undefined && { leastHeight: inMetres(leastHeightCm) }),
  };
}

const IS_COUNTED: Readonly<Record<Measure, (counts: SurveyCounts) => boolean>> = {
  survival: ({ livePoints }) => livePoints !== undefined,
  closure: ({ closure }) => closure !== undefined,
  cover: ({ cover }) => cover !== undefined,
  stems: ({ stems }) => stems !== undefined,
  preferred: ({ stems }) => stems?.preferred !== undefined,
  meanHeight: ({ stems }) => stems?.meanHeightCm !== undefined,
  leastHeight: ({ stems }) => stems?.leastHeightCm !== undefined,
  mainSpecies: ({ bySpecies }) => bySpecies !== undefined,
  totalCover: ({ totalCover }) => totalCover !== undefined,
  seedlings: ({ seedlings }) => seedlings !== undefined,
  saplings: ({ saplings }) => saplings !== undefined,
};

/**
 * What a check asks for and the counts have not, in the order of asking.
 *
 * @returns names of measures; `closure or stems` where either would do
 * @example lacking({ livePoints: 9 }, { bands: [{ allBelow: { closure: 'a', stems: 'b' }, verdict: 'C' }] }) // ['closure or stems']
 */
export function lacking(
  counts: SurveyCounts,
  { measure, asks = [], bands }: Pick<DutySpec, 'measure' | 'asks' | 'bands'>,
): readonly string[] {
  const choices = choicesOf(bands);
  const own = choices.length > 0 ? choices : [[measure ?? 'survival']];
  return [...own, ...asks.map((asked) => [asked])]
    .filter((choice) => !choice.some((asked) => IS_COUNTED[asked](counts)))
    .map((choice) => choice.join(' or '));
}

const NO_CHOICE: readonly (readonly Measure[])[] = [];

/** Of each choice one is counted at least. What an earlier row can be judged without, no later one insists on. */
export function choicesOf(bands: DutySpec['bands']): readonly (readonly Measure[])[] {
  if (bands?.some(({ allBelow }) => allBelow !== undefined) !== true) return NO_CHOICE;
  const rows = bands.flatMap(({ allBelow }) => (allBelow === undefined ? [] : [Object.keys(allBelow) as Measure[]]));
  return rows.filter(
    (row, index) => !rows.slice(0, index).some((earlier) => row.every((measure) => earlier.includes(measure))),
  );
}

export function hitsOf(measure: Measure | undefined, counts: SurveyCounts): Hits | undefined {
  return measure === 'closure' ? counts.closure : measure === 'cover' ? counts.cover : undefined;
}
