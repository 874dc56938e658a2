/** The preservation check: its last year, and the crowns seen beside it (rulings 5, 8, 31; section 2.6). */
import { describe, expect, test } from 'vitest';
import { EAST, plantedStand } from '../../support/regimes.ts';
import { Life } from './life.ts';

/** A dense planting of the east, below its line at every count; `late` = points replaced shortly before the check. */
function belowTheLine(late: number): Life {
  const life = new Life(plantedStand({ county: EAST, plantedOn: '2026-04-10' }));
  life.survey('2026-09-20', 1300);
  life.work('2027-04-02', 'replant-0', { points: 100 });
  life.survey('2027-09-20', 1200);
  if (late > 0) life.work('2029-04-02', 'replant-1', { points: late });
  return life;
}

function checkedYearly(life: Life, from: number): readonly string[] {
  for (let year = from; year <= 2033 && life.lastVerdict() !== 'COUNTY_DECISION'; year += 1) {
    life.until(`${year}-09-10`);
    if (life.state.duties.some(({ code, state }) => code === 'preservationCheck' && state === 'open'))
      life.survey(`${year}-09-10`, 1400);
  }
  return life
    .events('VerdictGiven')
    .flatMap(({ dutyId, verdict, turnOn }) => (dutyId.startsWith('preservationCheck') ? [`${turnOn} ${verdict}`] : []));
}

describe('still below the line after year 5 it is the county’s decision', () => {
  test('a check in its year 3 is repeated twice', () => {
    const life = belowTheLine(0);
    expect(checkedYearly(life, 2029)).toEqual([
      '2029-09-10 LATE_REPLANT',
      '2030-09-10 RECHECK',
      '2031-09-10 COUNTY_DECISION',
    ]);
  });
  test('a check that what was replaced has shifted by a year is repeated once', () => {
    const life = belowTheLine(800);
    expect(checkedYearly(life, 2029)).toEqual(['2030-09-10 LATE_REPLANT', '2031-09-10 COUNTY_DECISION']);
  });
});

describe('caragana is effective at its preservation check from the shrub line of its own edition', () => {
  const effect = (plantedOn: string, hits: number) => {
    const life = new Life(plantedStand({ county: EAST, plantedOn, species: 'CARAGANA' }));
    const year = Number(plantedOn.slice(0, 4));
    life.survey(`${year}-09-20`, 1900);
    life.canopy(`${year + 3}-09-10`, { livePoints: 1900, cover: [hits, 100] });
    return life
      .events('JudgementGiven')
      .filter(({ code }) => code === 'effectEvaluation')
      .at(-1)?.verdict;
  };
  test.each([
    ['2022-04-10', 29, 'NOT_YET'],
    ['2022-04-10', 30, 'EFFECTIVE'],
    ['2022-04-10', 35, 'EFFECTIVE'],
    ['2024-04-10', 35, 'NOT_YET'],
    ['2024-04-10', 39, 'NOT_YET'],
    ['2024-04-10', 40, 'EFFECTIVE'],
  ])('planted on %s, cover %i %%: %s', (plantedOn, hits, verdict) => {
    expect(effect(plantedOn, hits)).toBe(verdict);
  });
});
