/** The count of a stand in parts is the sum over its parts, and speaks of the trees that stand there now. */
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../domain/errors.ts';
import { wholeOf } from '../../../domain/stand/whole.ts';
import { EAST, plantedStand, regimeFor } from '../../support/regimes.ts';
import { Life } from './life.ts';
import { child, merge, split } from './split-lives.ts';

const countOf = ({ state }: Life) => {
  const { livePoints, basePoints, designedPoints } = wholeOf(state);
  return { livePoints, basePoints, designedPoints };
};

/** Planted anew on so much of its ground after 700 of 2,000 points lived; the rest still waits. */
function plantedAnew(areaM2?: number): Life {
  const life = new Life(plantedStand());
  life.survey('2026-09-20', 700);
  const plantedOn = '2027-04-05';
  const points = areaM2 === undefined ? 2000 : areaM2 / 50;
  const planting = { plantedOn, species: 'PINUS_TABULIFORMIS', designedPoints: points, plantedPoints: points };
  life.work(plantedOn, 'reestablish-0', { planting, regime: regimeFor(EAST, plantedOn), ...(areaM2 && { areaM2 }) });
  return life;
}

describe('a count that parts have in common', () => {
  const halves = () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1500);
    return split(life, '2026-10-01', [child('0101', 60_000), child('0102', 40_000)]);
  };
  test('goes with the land: six tenths of it are 900 of 1,200 points', () => {
    expect(halves().map(countOf)).toEqual([
      { livePoints: 900, basePoints: 1200, designedPoints: 1200 },
      { livePoints: 600, basePoints: 800, designedPoints: 800 },
    ]);
  });
  test('weighs for the part that still goes by it, where another was counted anew', () => {
    const [stays, goes] = halves();
    stays!.audit('2026-10-05', 'CITY', 960, { surveyId: 'city' });
    expect(isRefusal(merge(goes!, stays!, '2026-10-10'))).toBe(false);
    expect(countOf(stays!)).toEqual({ livePoints: 1560, basePoints: 2000, designedPoints: 2000 });
  });
  test('is whole again where neither was, to the point', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1733);
    const thirds = split(
      life,
      '2026-10-01',
      [33_300, 33_300, 33_400].map((areaM2, n) => child(`010${n}`, areaM2)),
    );
    const [stays, ...others] = thirds;
    for (const other of others) merge(other, stays!, '2026-10-10');
    expect(countOf(stays!)).toEqual({ livePoints: 1733, basePoints: 2000, designedPoints: 2000 });
  });
});

test('a sample on one part weighs as much as the part, not as the points that were looked at', () => {
  const life = new Life(plantedStand());
  const sample = (livePoints: number, designedPoints: number) => ({ counts: { livePoints, designedPoints } });
  life.pieces('2026-09-20', [
    { areaM2: 60_000, ...sample(90, 100) },
    { areaM2: 40_000, ...sample(640, 800) },
  ]);
  expect(countOf(life)).toEqual({ livePoints: 1720, basePoints: 2000, designedPoints: 2000 });
});

test('a stand that was never divided tells its count as it was made', () => {
  const life = new Life(plantedStand());
  life.survey('2026-09-20', 0, { counts: { livePoints: 90, designedPoints: 100 } });
  expect(countOf(life)).toEqual({ livePoints: 90, basePoints: 100, designedPoints: 2000 });
});

describe('of a stand planted anew', () => {
  test('no count and no verdict is told until the new trees are counted', () => {
    const { verdict, livePoints, basePoints, field } = wholeOf(plantedAnew().state);
    expect({ verdict, livePoints, basePoints, field }).toEqual({ field: { UNCHECKED: 100_000 } });
  });
  test('on half of its ground, the other half tells the old count, and the new one is added once made', () => {
    const life = plantedAnew(50_000);
    expect(countOf(life)).toEqual({ livePoints: 350, basePoints: 1000, designedPoints: 2000 });
    const anew = life.state.parts.find(({ plantedRound = 0 }) => plantedRound > 0)!;
    life.survey('2027-09-20', 900, { partId: anew.id });
    expect(countOf(life)).toEqual({ livePoints: 1250, basePoints: 2000, designedPoints: 2000 });
  });
});
