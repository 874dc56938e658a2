/** What the plantings of a year need, and what is short of it. */
import { describe, expect, test } from 'vitest';
import {
  demandDueOn,
  seedlingDemand,
  seedlingsNeeded,
  type SeedlingKind,
} from '../../../domain/register/seedling-demand.ts';
import { EAST, plantedStand, WEST, XINZHOU } from '../../support/regimes.ts';
import { Life } from '../stand/life.ts';

const rules = XINZHOU.registers.seedlings!;

/** Planted in spring 2026 with two-year-old stock, 2,000 points, counted that autumn. */
function counted(live: number): Life {
  const life = new Life(plantedStand({ plantedOn: '2026-04-10', designed: 2000, nurseryYears: 2 }));
  life.survey('2026-09-20', live);
  return life;
}

describe('a stand needs seedlings', () => {
  test('for a replanting what is missing of its design, in the age of the stand, a tenth more in reserve', () => {
    const life = counted(1600);
    expect(seedlingsNeeded(life.state, 2027)).toEqual([
      {
        dutyId: 'replant-0',
        species: 'PINUS_TABULIFORMIS',
        season: 'spring',
        stockAge: 3,
        seedlings: 400,
        reserve: 40,
      },
    ]);
    expect(seedlingsNeeded(life.state, 2026)).toEqual([]);
  });
  test('for a re-establishment the whole of its design, of the stock it was planted with', () => {
    expect(seedlingsNeeded(counted(500).state, 2027)).toMatchObject([
      { dutyId: 'reestablish-0', season: 'spring', stockAge: 2, seedlings: 2000, reserve: 200 },
    ]);
  });
  test('once a window was missed in the next one, and none once it is planted, passed or closed', () => {
    const missed = counted(1600).until('2027-05-01');
    expect(seedlingsNeeded(missed.state, 2027)).toMatchObject([{ season: 'rainy', seedlings: 400 }]);
    missed.work('2027-07-10', 'replant-0', { points: 400 });
    expect(seedlingsNeeded(missed.state, 2027)).toEqual([]);
    expect(seedlingsNeeded(counted(1900).state, 2027)).toEqual([]);
    const closed = counted(1600);
    closed.send('2026-10-01', { type: 'close', reason: 'SOLD' });
    expect(seedlingsNeeded(closed.state, 2027)).toEqual([]);
  });
  test.each([
    ['east', EAST, '2026-10-10'],
    ['west', WEST, '2026-10-05'],
  ])(
    'in the %s poplars planted in autumn need them for autumn, though checks are made on that day too',
    (_, county, opensOn) => {
      const life = new Life(plantedStand({ plantedOn: '2026-04-25', species: 'POPULUS', county }));
      life.survey('2026-09-25', 1300);
      expect(life.duty('replant-0').opensOn).toBe(opensOn);
      expect(seedlingsNeeded(life.state, 2026)).toMatchObject([{ dutyId: 'replant-0', season: 'autumn' }]);
    },
  );
});

describe('demand against orders', () => {
  const pine = (more: Partial<SeedlingKind> = {}): SeedlingKind => ({
    species: 'PINUS_TABULIFORMIS',
    stockAge: 3,
    provenance: '本地种源',
    season: 'spring',
    ...more,
  });
  const demand = (seedlings: number, orders: readonly (SeedlingKind & { readonly quantity: number })[]) =>
    seedlingDemand([{ ...pine(), seedlings, reserve: seedlings / 10 }], orders, { year: 2027, rules });

  test.each([
    [399, 1],
    [400, 0],
    [440, 0],
  ])('of 400 needed %d are ordered: %d are short, the reserve is nobody’s shortage', (quantity, short) => {
    expect(demand(400, [{ ...pine(), quantity }])).toMatchObject([{ ordered: quantity, short, reserve: 40 }]);
  });
  test.each([
    ['age', { stockAge: 2 }],
    ['provenance', { provenance: '红花尔基' }],
    ['season', { season: 'rainy' }],
    ['species', { species: 'LARIX' }],
  ])('an order of another %s meets no need and has a row of its own', (_what, other) => {
    const rows = demand(400, [{ ...pine(other), quantity: 400 }]);
    expect(rows.map(({ seedlings, ordered, short }) => [seedlings, ordered, short].join(' ')).toSorted()).toEqual([
      '0 400 0',
      '400 0 400',
    ]);
  });
  test('orders are due on 31 January for spring, on 31 May for the rainy season, for autumn on no day', () => {
    const days = ['spring', 'rainy', 'autumn'].map(
      (season) => seedlingDemand([], [{ ...pine({ season }), quantity: 1 }], { year: 2027, rules })[0]!.orderBy,
    );
    expect(days).toEqual(['2027-01-31', '2027-05-31', undefined]);
    expect(demandDueOn(2027, rules)).toBe('2026-11-30');
  });
});
