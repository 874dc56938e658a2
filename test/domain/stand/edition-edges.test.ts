/** Golden tables: the days, millimetres and metres on whose two sides other rules hold, and the canopy they ask for. */
import { describe, expect, test } from 'vitest';
import { EAST, plantedStand, WEST } from '../../support/regimes.ts';
import { cited, EDITION_2006, EDITION_2016, EDITION_2023, later, NORMAL, rain, standAt } from '../../support/sites.ts';
import { Life } from './life.ts';

describe(`planted points before 2023-05-23, designed ones from then on: ${cited('let.base')}`, () => {
  test.each([
    ['2023-05-22', 1274, 1500, 'REPLANT'],
    ['2023-05-22', 1275, 1500, 'PASS'],
    ['2023-05-23', 1529, 1800, 'REPLANT'],
    ['2023-05-23', 1530, 1800, 'PASS'],
    ['2023-05-22', 614, 1500, 'FAILED'],
    ['2023-05-22', 615, 1500, 'REPLANT'],
    ['2023-05-23', 737, 1800, 'FAILED'],
    ['2023-05-23', 738, 1800, 'REPLANT'],
  ])('planted %s, 1,500 of 1,800: %i live of %i is %s', (plantedOn, live, basePoints, verdict) => {
    const life = new Life(standAt(NORMAL, { plantedOn, designed: 1800, planted: 1500 }));
    life.survey('2023-09-25', live);
    expect(life.events('VerdictGiven')).toMatchObject([{ basePoints, verdict }]);
  });
});

describe(`rain before 2023-05-23, the county list from then on: ${cited('let.zone')}`, () => {
  test.each([
    ['2010-04-10', 399, 'DRY'],
    ['2010-04-10', 399.9, 'DRY'],
    ['2010-04-10', 400, 'NORMAL'],
    ['2017-04-10', 399.9, 'DRY'],
    ['2017-04-10', 400, 'NORMAL'],
    ['2023-05-22', 399.9, 'DRY'],
    ['2023-05-22', 400, 'NORMAL'],
    ['2023-05-23', 399.9, 'DRY, provisional'],
    ['2023-05-23', 400, 'DRY, provisional'],
    ['2026-04-10', 1200, 'DRY, provisional'],
  ])('the west planted %s with %f mm: %s', (plantedOn, rainMm, expected) => {
    const { zone, provisional } = standAt(rain(rainMm), { plantedOn }).regime.basis;
    expect(`${zone}${provisional === true ? ', provisional' : ''}`).toBe(expected);
  });
});

describe(`closed canopy: ${cited('let.canopyLine')}`, () => {
  const CARAGANA = 'CARAGANA';
  /** In the first year of closure checks. */
  function canopy(plantedOn: string, species: string, hits: number) {
    const life = new Life(standAt(NORMAL, { plantedOn, species }));
    const years = species === CARAGANA ? 4 : 5;
    const crowns: [number, number] = [hits, 1000];
    life.canopy(later(plantedOn, years, '08-01'), species === CARAGANA ? { cover: crowns } : { closure: crowns });
    return life.lastVerdict();
  }
  test.each([
    ['2006', EDITION_2006, 'PINUS_TABULIFORMIS', 199, 'NOT_CLOSED'],
    ['2006', EDITION_2006, 'PINUS_TABULIFORMIS', 200, 'ESTABLISHED'],
    ['2023', EDITION_2023, 'PINUS_TABULIFORMIS', 199, 'NOT_CLOSED'],
    ['2023', EDITION_2023, 'PINUS_TABULIFORMIS', 200, 'ESTABLISHED'],
    ['2006', EDITION_2006, CARAGANA, 299, 'NOT_CLOSED'],
    ['2006', EDITION_2006, CARAGANA, 300, 'ESTABLISHED'],
    ['2016', '2023-05-22', CARAGANA, 299, 'NOT_CLOSED'],
    ['2016', '2023-05-22', CARAGANA, 300, 'ESTABLISHED'],
    ['2023', '2023-05-23', CARAGANA, 399, 'NOT_CLOSED'],
    ['2023', '2023-05-23', CARAGANA, 400, 'ESTABLISHED'],
  ])('edition %s, planted %s, %s: %i of 1,000 is %s', (_edition, plantedOn, species, hits, verdict) => {
    expect(canopy(plantedOn, species, hits)).toBe(verdict);
  });
  test.each([
    [EAST, 199, 'NOT_YET'],
    [EAST, 200, 'EFFECTIVE'],
    [WEST, 0, 'EFFECTIVE'],
  ])('at the preservation check in %s, stems alive: closure %i of 1,000 is %s', (county, hits, verdict) => {
    const life = new Life(standAt({ county }, { plantedOn: EDITION_2023 }));
    life.canopy('2029-09-20', { livePoints: 1900, closure: [hits, 1000] });
    expect(life.events('JudgementGiven').at(-1)!.verdict).toBe(verdict);
  });
  test.each([
    [EDITION_2016, 299, 'NOT_YET'],
    [EDITION_2016, 300, 'EFFECTIVE'],
    [EDITION_2023, 399, 'NOT_YET'],
    [EDITION_2023, 400, 'EFFECTIVE'],
  ])('of shrubs planted %s: cover %i of 1,000 is %s', (plantedOn, hits, verdict) => {
    const life = new Life(standAt(NORMAL, { plantedOn, species: CARAGANA }));
    life.canopy(later(plantedOn, 3, '09-20'), { livePoints: 1900, cover: [hits, 1000] });
    expect(life.events('JudgementGiven').at(-1)!.verdict).toBe(verdict);
  });
  test.each([
    [CARAGANA, 399, true],
    [CARAGANA, 399.9, true],
    [CARAGANA, 400, false],
    ['PINUS_TABULIFORMIS', 400, true],
  ])('%s at %f mm counts as forest cover: %s, in every edition', (species, rainMm, counts) => {
    const told = [EDITION_2006, EDITION_2016, EDITION_2023].map(
      (plantedOn) => standAt(rain(rainMm), { plantedOn, species }).regime.basis.countsForCover === true,
    );
    expect(told).toEqual([counts, counts, counts]);
  });
});

describe(`the windows of high hills: ${cited('let.windowGroup')}`, () => {
  test.each([
    [1599, 'EAST', '09-01…10-31', '03-20…04-30', '07-01…09-15'],
    [1600, 'ALPINE', '08-20…10-10', '04-20…05-19', '07-10…08-31'],
  ])('at %i m the windows are those of %s: check %s, spring %s, leaf %s', (altitudeM, group, ...expected) => {
    const { basis, windows } = plantedStand({ altitudeM }).regime;
    expect(basis.group).toBe(group);
    expect(['check', 'spring', 'leaf'].map((name) => windows[name]!.join('…'))).toEqual(expected);
  });
});
