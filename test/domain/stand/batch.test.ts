/** A new design planted in batches (ruling 24): two growing seasons are two parts, each with its own clock. */
import { describe, expect, test } from 'vitest';
import { wholeOf } from '../../../domain/stand/whole.ts';
import { EAST, plantedStand, regimeFor } from '../../support/regimes.ts';
import { Life } from './life.ts';

function failed(): Life {
  const life = new Life(plantedStand({ areaM2: 100_000 }));
  life.survey('2026-09-20', 600);
  return life;
}

function plant(life: Life, dutyId: string, on: string, areaM2?: number, points = 1200) {
  const planting = { plantedOn: on, species: 'PINUS_TABULIFORMIS', designedPoints: points, plantedPoints: points };
  const regime = regimeFor(EAST, on);
  return life.work(on, dutyId, { planting, regime, ...(areaM2 !== undefined && { areaM2 }) });
}

describe('a batch', () => {
  test('is a part with the day of its planting, and the rest still owes its own', () => {
    const life = failed();
    expect(plant(life, 'reestablish-0', '2027-04-10', 60_000)).toMatchObject({ dutyId: 'reestablish-0.p2' });
    expect(life.state.parts).toMatchObject([
      { id: 'p1', areaM2: 40_000, stage: 'FAILED' },
      { id: 'p2', areaM2: 60_000, stage: 'PLANTED', designedPoints: 1200, anchors: { planted: '2027-04-10' } },
    ]);
    expect(life.duty('reestablish-0')).toMatchObject({ state: 'open', parts: ['p1'] });
  });
  test('of the next growing season has the clock of that: each is checked in its own year', () => {
    const life = failed();
    plant(life, 'reestablish-0', '2027-04-10', 60_000);
    plant(life, 'reestablish-0', '2027-07-10', undefined, 800);
    const checks = life.state.duties.filter(({ code, state }) => code === 'survivalCheck' && state === 'planned');
    expect(checks.map(({ parts, opensOn }) => [parts[0], opensOn])).toEqual([
      ['p2', '2027-09-01'],
      ['p1', '2028-09-01'],
    ]);
    expect(wholeOf(life.state)).toMatchObject({ areaM2: 100_000, designedPoints: 2000 });
  });
  test('that is the whole part makes no part of its own', () => {
    const life = failed();
    plant(life, 'reestablish-0', '2027-04-10', 100_000);
    expect(life.state.parts).toMatchObject([{ id: 'p1', areaM2: 100_000, stage: 'PLANTED' }]);
  });
  test('larger than the part is refused, and nothing is changed', () => {
    const life = failed().until('2027-04-10');
    const before = life.state;
    expect(plant(life, 'reestablish-0', '2027-04-10', 100_001)).toMatchObject({
      refused: 'BATCH_ABOVE_AREA',
      values: { met: 100_001, wanted: 100_000 },
    });
    expect(life.state).toBe(before);
  });
  test('is none of a replanting or a visit', () => {
    const life = new Life(plantedStand({ areaM2: 100_000 }));
    life.survey('2026-09-20', 1600);
    expect(life.work('2027-04-02', 'replant-0', { points: 400, areaM2: 5000 })).toMatchObject({
      refused: 'BATCH_NOT_ASKED',
    });
  });
});
