/** The design's mix of species, and what a count found lacking of it (ruling 25). */
import type { SurveyCounts } from './command.ts';
import type { Found } from './needs.ts';
import type { Part } from './state.ts';

/**
 * Seedlings that each species lacks of its designed points: a count of plots is scaled to the whole part and rounded up, a
 * species that has its points is left out. Empty where species were not told apart.
 */
function lackingOf(
  { designedPoints }: Pick<Part, 'designedPoints'>,
  { bySpecies = {}, designedPoints: counted = designedPoints }: SurveyCounts,
): Readonly<Record<string, number>> {
  const lacking = Object.entries(bySpecies).map(([species, { live, designed }]) => [
    species,
    Math.ceil((Math.max(designed - live, 0) * designedPoints) / counted),
  ]);
  return Object.fromEntries(lacking.filter(([, seedlings]) => seedlings !== 0)) as Record<string, number>;
}

/** The same of any count: where species were not told apart, all that is lacking is of the main one. */
export function lackingIn(
  part: Pick<Part, 'designedPoints' | 'species'>,
  counts: SurveyCounts,
): Readonly<Record<string, number>> {
  const { bySpecies, livePoints: live = 0, designedPoints: designed = part.designedPoints } = counts;
  return lackingOf(part, { ...counts, bySpecies: bySpecies ?? { [part.species]: { live, designed } } });
}

/**
 * What plantings that follow from a count go by.
 *
 * @example foundIn(part, { livePoints: 1800, bySpecies: { PINUS: { live: 849, designed: 1000 } } }).lacking // { PINUS: 151 }
 */
export function foundIn(part: Pick<Part, 'designedPoints'>, counts: SurveyCounts): Found {
  const { largestDeadPatchM2: deadPatchM2, bySpecies } = counts;
  return {
    ...(deadPatchM2 !== undefined && { deadPatchM2 }),
    ...(bySpecies && { lacking: lackingOf(part, counts) }),
  };
}
