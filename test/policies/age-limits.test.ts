/** Years after which a stand should be forest, by how it was made, by species and by rain (成林年限). */
import { describe, expect, test } from 'vitest';
import { resolveRegime } from '../../policies/resolve.ts';
import { rainyPolicy } from '../support/rain.ts';
import { EAST, XINZHOU } from '../support/regimes.ts';

const [PINE, POPLAR, CARAGANA] = ['PINUS_TABULIFORMIS', 'POPULUS', 'CARAGANA'] as const;
type Method = 'PLANTING' | 'DIRECT_SOWING' | 'AERIAL_SEEDING';

function yearsOf(method: Method, species: string, rainMm?: number) {
  const policy = rainMm === undefined ? XINZHOU : rainyPolicy(rainMm);
  const { duties } = resolveRegime(policy, { countyCode: EAST, species, method, plantedOn: '2026-07-01' });
  return [duties['closureCheck']!, duties['establishBy']!].map(({ when }) => 'years' in when && when.years);
}

describe('closure is checked from the first of these years on, and late after the second', () => {
  test.each([
    ['PLANTING', PINE, undefined, 5, 8],
    ['PLANTING', PINE, 399, 5, 8],
    ['PLANTING', POPLAR, undefined, 4, 5],
    ['PLANTING', CARAGANA, undefined, 4, 5],
    ['DIRECT_SOWING', PINE, undefined, 5, 8],
    ['DIRECT_SOWING', PINE, 400, 5, 8],
    ['DIRECT_SOWING', PINE, 399, 7, 10],
    ['DIRECT_SOWING', POPLAR, 400, 4, 4],
    ['DIRECT_SOWING', POPLAR, 399, 4, 4],
    ['DIRECT_SOWING', CARAGANA, undefined, 4, 6],
    ['DIRECT_SOWING', CARAGANA, 400, 4, 6],
    ['DIRECT_SOWING', CARAGANA, 399, 5, 8],
    ['AERIAL_SEEDING', PINE, undefined, 5, 8],
    ['AERIAL_SEEDING', PINE, 400, 5, 8],
    ['AERIAL_SEEDING', PINE, 399, 7, 10],
    ['AERIAL_SEEDING', POPLAR, 400, 4, 5],
    ['AERIAL_SEEDING', POPLAR, 399, 4, 7],
    ['AERIAL_SEEDING', CARAGANA, undefined, 4, 7],
    ['AERIAL_SEEDING', CARAGANA, 400, 4, 7],
    ['AERIAL_SEEDING', CARAGANA, 399, 5, 8],
  ] as const)('%s of %s at %s mm: year %i, year %i', (method, species, rainMm, from, limit) => {
    expect(yearsOf(method, species, rainMm)).toEqual([from, limit]);
  });
});

test('an aerial seeding is sown again in the window of sowing', () => {
  const { duties } = resolveRegime(XINZHOU, {
    countyCode: EAST,
    species: PINE,
    method: 'AERIAL_SEEDING',
    plantedOn: '2026-07-01',
  });
  expect(duties['replant']!.when).toEqual({ next: ['sowing'] });
});
