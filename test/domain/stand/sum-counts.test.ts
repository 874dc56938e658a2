/** Counts of pieces as one, for the record (ruling 23). */
import { expect, test } from 'vitest';
import type { Stems, SurveyCounts } from '../../../domain/stand/reported.ts';
import { sumOf } from '../../../domain/stand/sum-counts.ts';

const crowns = (hits: number, of: number) => ({ hits, of, method: 'point' as const });
const stems = (counted: number, more: Partial<Stems> = {}): SurveyCounts => ({
  stems: { counted, sampled: 500, unit: 'm2', ...more },
});

test.each<[string, readonly SurveyCounts[], SurveyCounts]>([
  ['points add up', [{ livePoints: 1080 }, { livePoints: 300 }], { livePoints: 1380 }],
  [
    'what one piece was not counted for is left out',
    [{ livePoints: 5, naturals: 1 }, { livePoints: 3 }],
    { livePoints: 8 },
  ],
  ['hits add up', [{ closure: crowns(15, 100) }, { closure: crowns(5, 50) }], { closure: crowns(20, 150) }],
  ['stems add up with their ground', [stems(30), stems(10)], { stems: { counted: 40, sampled: 1000, unit: 'm2' } }],
  [
    'the mean height goes by the stems, the least is that of the smallest',
    [stems(30, { meanHeightCm: 100, leastHeightCm: 40 }), stems(10, { meanHeightCm: 200, leastHeightCm: 60 })],
    { stems: { counted: 40, meanHeightCm: 125, leastHeightCm: 40, sampled: 1000, unit: 'm2' } },
  ],
  [
    'no stem at all has a mean height of nothing',
    [stems(0, { meanHeightCm: 0 }), stems(0, { meanHeightCm: 0 })],
    { stems: { counted: 0, meanHeightCm: 0, sampled: 1000, unit: 'm2' } },
  ],
  [
    'plots in two units are told in whole m²',
    [stems(3), stems(4, { sampled: 10, unit: 'milacre' })],
    { stems: { counted: 7, sampled: 540, unit: 'm2' } },
  ],
  [
    'cover of all layers, seedlings and saplings add up as well',
    [
      { totalCover: crowns(55, 100), seedlings: { counted: 8, sampled: 20, unit: 'm2' } },
      { totalCover: crowns(25, 50), seedlings: { counted: 2, sampled: 30, unit: 'm2' }, saplings: stems(1).stems! },
    ],
    { totalCover: crowns(80, 150), seedlings: { counted: 10, sampled: 50, unit: 'm2' } },
  ],
  [
    'species by species',
    [
      { bySpecies: { pine: { live: 3, designed: 4 } } },
      { bySpecies: { pine: { live: 1, designed: 2 }, birch: { live: 2, designed: 2 } } },
    ],
    { bySpecies: { pine: { live: 4, designed: 6 }, birch: { live: 2, designed: 2 } } },
  ],
])('%s', (_, counts, sum) => {
  expect(sumOf(counts)).toEqual(sum);
});
