/** Counts of several pieces as one, for the record and to tell what was measured: nothing is judged by a sum (ruling 23). */
import type { Hits, OnPlots, SpeciesCount, Stems, SurveyCounts } from './reported.ts';
import { groundM2 } from './rates.ts';

type Points = 'livePoints' | 'naturals' | 'designedPoints' | 'plantedPoints';

/**
 * Only what every piece was counted for; the largest dead patch is each piece's own.
 *
 * @example sumOf([{ livePoints: 1080 }, { livePoints: 300, naturals: 5 }]) // { livePoints: 1380 }
 */
export function sumOf(counts: readonly SurveyCounts[]): SurveyCounts {
  const points = (key: Points) => ofAll(counts, key, (all) => sum(all));
  return {
    ...points('livePoints'),
    ...points('naturals'),
    ...points('designedPoints'),
    ...points('plantedPoints'),
    ...ofAll(counts, 'closure', sumOfHits),
    ...ofAll(counts, 'cover', sumOfHits),
    ...ofAll(counts, 'totalCover', sumOfHits),
    ...ofAll(counts, 'stems', sumOfStems),
    ...ofAll(counts, 'seedlings', sumOnPlots),
    ...ofAll(counts, 'saplings', sumOnPlots),
    ...ofAll(counts, 'bySpecies', sumBySpecies),
  };
}

/** The figure over all of them, under its name; nothing where one of them has none. */
function ofAll<T extends object, K extends keyof T>(
  of: readonly T[],
  key: K,
  sumUp: (all: readonly NonNullable<T[K]>[]) => T[K],
): Partial<Pick<T, K>> {
  const all = of.flatMap((each) => each[key] ?? []) as NonNullable<T[K]>[];
  return all.length === of.length ? ({ [key]: sumUp(all) } as unknown as Pick<T, K>) : {};
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function sumOfHits(all: readonly Hits[]): Hits {
  return all.reduce((total, { hits, of, leftOut }) => ({
    ...total,
    hits: total.hits + hits,
    of: total.of + of,
    ...(leftOut !== undefined && { leftOut: (total.leftOut ?? 0) + leftOut }),
  }));
}

/** Plots laid out in two units are told in whole m². The mean height goes by the stems, the least is that of the smallest. */
function sumOfStems(all: readonly Stems[]): Stems {
  const plots = sumOnPlots(all);
  const { counted } = plots;
  const meanOf = (heights: readonly number[]) =>
    Math.round(sum(heights.map((height, index) => height * all[index]!.counted)) / Math.max(counted, 1));
  return {
    ...plots,
    ...ofAll(all, 'preferred', sum),
    ...ofAll(all, 'meanHeightCm', meanOf),
    ...ofAll(all, 'leastHeightCm', (heights) => Math.min(...heights)),
  };
}

function sumOnPlots(all: readonly OnPlots[]): OnPlots {
  const { unit } = all[0]!;
  const isOneUnit = all.every((plots) => plots.unit === unit);
  return {
    counted: sum(all.map(({ counted }) => counted)),
    sampled: isOneUnit ? sum(all.map(({ sampled }) => sampled)) : Math.max(Math.round(sum(all.map(groundM2))), 1),
    unit: isOneUnit ? unit : 'm2',
  };
}

function sumBySpecies(all: readonly Readonly<Record<string, SpeciesCount>>[]): Readonly<Record<string, SpeciesCount>> {
  const total: Record<string, SpeciesCount> = {};
  for (const [species, { live, designed }] of all.flatMap(Object.entries<SpeciesCount>)) {
    const before = total[species];
    total[species] = { live: live + (before?.live ?? 0), designed: designed + (before?.designed ?? 0) };
  }
  return total;
}
