/** Holders by day, and townships by share. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holderOn } from '../../../domain/register/tenure.ts';
import { addressees, responsibleTownship, sharedOut, townshipRates } from '../../../domain/register/township.ts';

describe('money that falls due is of the holder of its day', () => {
  const own = [
    { fromOn: '2028-01-01', holder: 'C' },
    { fromOn: '2027-01-01', holder: 'B' },
  ];
  const parent = [{ fromOn: '2026-01-01', holder: 'A' }];
  test.each([
    ['before anybody is written down', '2025-12-31', undefined],
    ['of the stand its land comes from', '2026-12-31', 'A'],
    ['on the first day of the next one', '2027-01-01', 'B'],
    ['the day before the one after', '2027-12-31', 'B'],
    ['today', '2028-06-01', 'C'],
  ])('%s', (_title, on, holder) => {
    expect(holderOn([own, parent], on)).toBe(holder);
  });
});

describe('a stand in two townships', () => {
  test.each([
    ['the larger share', [60_000, 40_000], 'a'],
    ['the larger share, named second', [40_000, 60_000], 'b'],
    ['of equal shares the first by name', [50_000, 50_000], 'a'],
  ])('is the business of %s', (_title, [a = 0, b = 0], township) => {
    const shares = [
      { township: 'a', areaM2: a },
      { township: 'b', areaM2: b },
    ];
    expect(responsibleTownship(shares)).toBe(township);
  });

  test('has its letters go to the larger share, and a copy to every other', () => {
    const shares = [
      { township: 'b', areaM2: 40_000 },
      { township: 'a', areaM2: 50_000 },
      { township: 'c', areaM2: 10_000 },
    ];
    expect(addressees(shares)).toEqual({ township: 'a', copies: ['b', 'c'] });
    expect(addressees([])).toBeUndefined();
  });

  test.each([
    [100_000, [60_000, 40_000]],
    [101, [61, 40]],
    [1, [1, 0]],
  ])('has of a piece of %d m² its shares in proportion, to the square metre', (areaM2, areas) => {
    const shares = [
      { township: 'a', areaM2: 60_000 },
      { township: 'b', areaM2: 40_000 },
    ];
    expect(sharedOut(areaM2, shares).map((share) => share.areaM2)).toEqual(areas);
  });

  test('counts in both by share; one without a township is told apart', () => {
    const shares = [
      { township: 'a', areaM2: 60_000 },
      { township: 'b', areaM2: 40_000 },
    ];
    const counted = { areaM2: 100_000, livePoints: 1700, basePoints: 2000 };
    expect(
      townshipRates([
        { ...counted, shares },
        { areaM2: 5_000, shares: [] },
      ]),
    ).toEqual([
      { stands: 1, areaM2: 5_000, livePoints: 0, basePoints: 0 },
      { township: 'a', stands: 1, areaM2: 60_000, livePoints: 1020, basePoints: 1200 },
      { township: 'b', stands: 0, areaM2: 40_000, livePoints: 680, basePoints: 800 },
    ]);
  });

  test('of whatever shares: areas add up to the stands, each is one township’s business', () => {
    const stand = fc
      .array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 4 })
      .map((areas) => areas.map((areaM2, index) => ({ township: `t${index}`, areaM2 })));
    fc.assert(
      fc.property(fc.array(stand, { minLength: 1, maxLength: 20 }), (all) => {
        const stands = all.map((shares) => ({ areaM2: shares.reduce((sum, { areaM2 }) => sum + areaM2, 0), shares }));
        const rates = townshipRates(stands);
        const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
        expect(sum(rates.map(({ stands: count }) => count))).toBe(stands.length);
        const off = sum(rates.map(({ areaM2 }) => areaM2)) - sum(stands.map(({ areaM2 }) => areaM2));
        expect(Math.abs(off)).toBeLessThanOrEqual(rates.length / 2);
      }),
    );
  });
});
