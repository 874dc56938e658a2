/** What a planting needs: seedlings counted to the design, of the age of the stand (rulings 10, 29). */
import { yearOf, type IsoDate } from '../day.ts';
import type { DutySpec, Regime } from '../policy/regime.ts';
import { sharedOut, toDesign } from './mix.ts';
import type { Needs, Part } from './state.ts';

/** What a count found that a planting goes by. */
export interface Found {
  readonly deadPatchM2?: number;
  /** Seedlings by species code that the design's mix lacks. */
  readonly lacking?: Readonly<Record<string, number>>;
  /** Seedlings by species code that were needed before, where the points have changed and no species was counted anew. */
  readonly mix?: Readonly<Record<string, number>>;
}

/**
 * Seedlings are always counted to the design (designed − live), whatever the base of the rate; their age
 * is nursery years plus the difference of calendar years, unknown where the stock's age was not recorded.
 *
 * @param opensOn - first day of the planting window; its year gives the age
 * @param before - needs of the same duty in an earlier window; a patch or a mix keeps its count
 * @param found - what the count that asks for it found
 * @returns `{ needs }`, or nothing where the duty plants nothing
 * @example needsOf(replant, { designedPoints: 2000, livePoints: 1699, nurseryYears: 2, … }, '2027-03-20') // { needs: { seedlings: 301, stockAge: 3 } }
 */
export function needsOf(
  spec: DutySpec,
  part: Part,
  opensOn: IsoDate,
  before: Needs = {},
  found: Found = {},
): { needs?: Needs } {
  if (spec.needs === undefined) return {};
  const seedlings = before.seedlings ?? seedlingsFor(spec, part, found);
  const bySpecies = before.bySpecies ?? speciesFor(spec, part, seedlings, found);
  const stockAge = stockAgeFor(spec, part, opensOn);
  const needs = {
    ...(seedlings !== undefined && { seedlings }),
    ...(bySpecies && { bySpecies }),
    ...(stockAge !== undefined && { stockAge }),
  };
  return Object.keys(needs).length === 0 ? {} : { needs };
}

/**
 * Seedlings in reserve beside those that are needed, shown apart (ruling 10); rounded up from whole numbers.
 *
 * @returns undefined where the policy knows no reserve or nothing is planted
 * @example reserveOf({ reserveShare: 0.1 }, { seedlings: 301 }) // 31
 */
export function reserveOf(
  { reserveShare }: Pick<Regime['limits'], 'reserveShare'>,
  { seedlings }: Needs,
): number | undefined {
  if (reserveShare === undefined || seedlings === undefined) return undefined;
  return Math.ceil((seedlings * Math.round(reserveShare * 10_000)) / 10_000);
}

/** Replanting goes to the design's mix where the count told species apart, else by the mix that was needed before it. */
function speciesFor(
  { needs }: DutySpec,
  part: Part,
  seedlings: number | undefined,
  { lacking, mix }: Found,
): Needs['bySpecies'] {
  if (needs?.seedlings === 'lacking') return lacking;
  if (needs?.mix === undefined || seedlings === undefined || seedlings === 0) return undefined;
  return lacking === undefined ? mix && sharedOut(mix, seedlings) : toDesign(lacking, seedlings, part.species);
}

function seedlingsFor(spec: DutySpec, part: Part, { deadPatchM2 = 0, lacking = {} }: Found): number | undefined {
  switch (spec.needs?.seedlings) {
    case 'designedMinusLive':
      return missing(part);
    case 'designed':
      return part.designedPoints;
    case 'deadPatch':
      return Math.ceil((part.designedPoints * deadPatchM2) / part.areaM2);
    case 'lacking':
      return Object.values(lacking).reduce((sum, seedlings) => sum + seedlings, 0);
    case undefined:
      return undefined;
  }
}

/** Stems counted on plots may be more than were designed: how many are missing of a kind is then for the crew to say. */
function missing({ designedPoints, livePoints = 0 }: Part): number | undefined {
  return livePoints > designedPoints ? undefined : designedPoints - livePoints;
}

function stockAgeFor(spec: DutySpec, part: Part, opensOn: IsoDate): number | undefined {
  if (part.nurseryYears === undefined || spec.needs?.stockAge === undefined) return undefined;
  if (spec.needs.stockAge === 'nursery') return part.nurseryYears;
  return part.nurseryYears + yearOf(opensOn) - yearOf(part.anchors['planted'] ?? opensOn);
}
