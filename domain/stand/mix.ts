/** The design's mix of species, and what a count found lacking of it (ruling 25). */
import type { SurveyCounts } from './reported.ts';
import type { Found } from './needs.ts';
import type { Part, Replaced } from './state.ts';

/** Points by species code. */
export type Mix = Readonly<Record<string, number>>;

/**
 * Seedlings that each species lacks of its designed points: a count of plots is scaled to the whole part and rounded up, a
 * species that has its points is left out. Empty where species were not told apart.
 */
function lackingOf(
  { designedPoints }: Pick<Part, 'designedPoints'>,
  { bySpecies = {}, designedPoints: counted = designedPoints }: SurveyCounts,
): Mix {
  const lacking = Object.entries(bySpecies).map(([species, { live, designed }]) => [
    species,
    Math.ceil((Math.max(designed - live, 0) * designedPoints) / counted),
  ]);
  return Object.fromEntries(lacking.filter(([, seedlings]) => seedlings !== 0)) as Mix;
}

/** The same of any count: where species were not told apart, all that is lacking is of the main one. */
export function lackingIn(part: Pick<Part, 'designedPoints' | 'species'>, counts: SurveyCounts): Mix {
  const { bySpecies, livePoints: live = 0, designedPoints: designed = part.designedPoints } = counts;
  return lackingOf(part, { ...counts, bySpecies: bySpecies ?? { [part.species]: { live, designed } } });
}

/**
 * Points shared out in the proportion of a mix: whole numbers that add up to them, what is left going to the species cut
 * short the most, of equal ones by code. A species without a point is left out.
 *
 * @example sharedOut({ PINUS: 200, BETULA: 100 }, 100) // { PINUS: 67, BETULA: 33 }
 */
export function sharedOut(mix: Mix, points: number): Mix {
  const whole = sumOf(mix);
  const shares = Object.entries(mix).map(([species, part]) => {
    const exact = part * points;
    return { species, points: Math.floor(exact / whole), left: exact % whole };
  });
  const missing = points - shares.reduce((sum, share) => sum + share.points, 0);
  const topped = new Set(
    shares
      .toSorted((one, other) => other.left - one.left || (one.species < other.species ? -1 : 1))
      .slice(0, missing)
      .map(({ species }) => species),
  );
  const each = shares.map((share) => [share.species, share.points + (topped.has(share.species) ? 1 : 0)] as const);
  return Object.fromEntries(each.filter(([, number]) => number > 0));
}

/**
 * Seedlings of each species that a planting takes to come to the design's mix: what the count found lacking of it. There
 * are no more of them than empty points, and what no species accounts for is of the main one.
 *
 * @example toDesign({ BETULA: 500 }, 300, 'PINUS') // { BETULA: 300 }: 200 points of birch are taken by pines
 */
export function toDesign(lacking: Mix, seedlings: number, main: string): Mix {
  const rest = seedlings - sumOf(lacking);
  return sharedOut(rest > 0 ? { ...lacking, [main]: (lacking[main] ?? 0) + rest } : lacking, seedlings);
}

/** So many points of what was replanted, in the proportion of its species. */
export function replacedOf({ on, bySpecies }: Replaced, points: number): Replaced {
  return { on, points, ...(bySpecies && { bySpecies: sharedOut(bySpecies, points) }) };
}

/** What stays of a mix where part of it goes; a species that goes whole is left out. */
export function without(mix: Mix, gone: Mix): Mix {
  const stays = Object.entries(mix).map(([species, points]) => [species, points - (gone[species] ?? 0)] as const);
  return Object.fromEntries(stays.filter(([, points]) => points > 0));
}

/** As they are shown, the most points first: the order of what a database gives back says nothing. */
export function mostFirst(mix: Mix): readonly (readonly [species: string, points: number])[] {
  return Object.entries(mix).toSorted(([a, more], [b, fewer]) => fewer - more || (a < b ? -1 : 1));
}

/** The points of each species of several plantings. */
export function addedUp(mixes: readonly Mix[]): Mix {
  const sum: Record<string, number> = {};
  for (const [species, points] of mixes.flatMap((mix) => Object.entries(mix)))
    sum[species] = (sum[species] ?? 0) + points;
  return sum;
}

export function sumOf(mix: Mix): number {
  return Object.values(mix).reduce((sum, points) => sum + points, 0);
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
