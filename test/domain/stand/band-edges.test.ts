/** Golden tables: both sides of every line that stems are judged by, by edition and zone. */
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../domain/errors.ts';
import {
  cited,
  EDITION_2006,
  EDITION_2016,
  EDITION_2023,
  later,
  NORMAL,
  rain,
  standAt,
  WESTERN,
  type Planting,
  type Site,
} from '../../support/sites.ts';
import { Life } from './life.ts';

/** Counted in the first autumn. */
function survival(site: Site, planting: Planting, live: number) {
  const life = new Life(standAt(site, planting));
  life.survey(later(planting.plantedOn, 0, '09-20'), live);
  return life.events('VerdictGiven').at(-1)!;
}

/** Passed in the first autumn, counted again in the fourth. */
function preservation(site: Site, planting: Planting, live: number) {
  const life = new Life(standAt(site, planting));
  life.survey(later(planting.plantedOn, 0, '09-20'), 950);
  life.survey(later(planting.plantedOn, 3, '09-20'), live);
  return life.events('VerdictGiven').at(-1)!;
}

const BELOW_AND_ABOVE = [400, 405, 409, 410, 649, 650, 699, 700, 799, 800, 849, 850];
type Judge = typeof survival;
/** Of 1,000 points: from which count on which verdict holds, beside the last count of the one before. */
function edges(judge: Judge, site: Site, plantedOn: string): string {
  const verdicts = BELOW_AND_ABOVE.map((live) => judge(site, { plantedOn, designed: 1000 }, live).verdict);
  return BELOW_AND_ABOVE.flatMap((live, at) =>
    verdicts[at] === verdicts[at - 1]
      ? []
      : [at === 0 ? verdicts[at]! : `${BELOW_AND_ABOVE[at - 1]}|${live} ${verdicts[at]}`],
  ).join(' ');
}

describe(`survival, of 1,000 points: ${cited('lines.survival')}`, () => {
  const NORMAL_EDGES = 'FAILED 409|410 REPLANT 849|850 PASS';
  const DRY_EDGES = 'FAILED 409|410 REPLANT 699|700 PASS';
  test.each([
    ['2006', EDITION_2006, 'NORMAL', NORMAL, NORMAL_EDGES],
    ['2006', EDITION_2006, 'the west at 419.5 mm: NORMAL', WESTERN, NORMAL_EDGES],
    ['2006', EDITION_2006, 'DRY by 399.9 mm', rain(399.9), DRY_EDGES],
    ['2016', EDITION_2016, 'NORMAL', NORMAL, NORMAL_EDGES],
    ['2016', EDITION_2016, 'the west at 419.5 mm: NORMAL', WESTERN, NORMAL_EDGES],
    ['2016', EDITION_2016, 'DRY by 399.9 mm', rain(399.9), DRY_EDGES],
    ['2023', EDITION_2023, 'NORMAL', NORMAL, NORMAL_EDGES],
    ['2023', EDITION_2023, 'DRY by county list, provisional', WESTERN, DRY_EDGES],
  ])('edition %s (planted %s), %s: %5$s', (_edition, plantedOn, _zone, site, expected) => {
    expect(edges(survival, site, plantedOn)).toBe(expected);
  });
  test.each([
    [NORMAL, 849_999, 'REPLANT'],
    [NORMAL, 850_000, 'PASS'],
    [WESTERN, 699_999, 'REPLANT'],
    [WESTERN, 700_000, 'PASS'],
    [NORMAL, 409_999, 'FAILED'],
    [NORMAL, 410_000, 'REPLANT'],
  ])('%j, %i of a million: %s, though both sides print the same', (site, live, verdict) => {
    expect(survival(site, { plantedOn: EDITION_2023, designed: 1_000_000 }, live).verdict).toBe(verdict);
  });
  test.each([
    [409, 'FAILED', 'FAILED'],
    [410, 'REPLANT', 'REPLANT'],
    [699, 'REPLANT', 'REPLANT'],
    [700, 'PASS', 'REPLANT'],
    [849, 'PASS', 'REPLANT'],
    [850, 'PASS', 'PASS'],
  ])('provisionally dry, %i: the field reads %s, payment %s', (live, field, pay) => {
    const { verdict, readings } = survival(WESTERN, { plantedOn: EDITION_2023, designed: 1000 }, live);
    expect([verdict, readings]).toEqual([field, { DRY: field, NORMAL: pay }]);
  });
});

describe(`preservation, of 1,000 points: ${cited('lines.preservation')}`, () => {
  const NORMAL_EDGES = 'FAILED 409|410 LATE_REPLANT 799|800 PASS';
  const DRY_EDGES = 'FAILED 409|410 LATE_REPLANT 649|650 PASS';
  test.each([
    ['2006', EDITION_2006, 'NORMAL', NORMAL, NORMAL_EDGES],
    ['2006', EDITION_2006, 'DRY by 399.9 mm', rain(399.9), DRY_EDGES],
    ['2016', EDITION_2016, 'the west at 419.5 mm: NORMAL', WESTERN, NORMAL_EDGES],
    ['2016', EDITION_2016, 'DRY by 399.9 mm', rain(399.9), DRY_EDGES],
    ['2023', EDITION_2023, 'NORMAL', NORMAL, NORMAL_EDGES],
    ['2023', EDITION_2023, 'DRY by county list, provisional', WESTERN, DRY_EDGES],
  ])('edition %s (planted %s), %s: %5$s', (_edition, plantedOn, _zone, site, expected) => {
    expect(edges(preservation, site, plantedOn)).toBe(expected);
  });
  test.each([
    ['2023-05-22', 'designed, in every edition', 799, 'LATE_REPLANT'],
    ['2023-05-22', 'designed, in every edition', 800, 'PASS'],
  ])('planted %s, 900 of 1,000 points planted: the base is %s; %i live is %s', (plantedOn, _base, live, verdict) => {
    const judged = preservation(NORMAL, { plantedOn, designed: 1000, planted: 900 }, live);
    expect([judged.basePoints, judged.verdict]).toEqual([1000, verdict]);
  });
});

describe(`deaths in blocks, though the mean passes: ${cited('blocks')}`, () => {
  test.each([
    [100_000, 670, 'PASS'],
    [100_000, 671, 'PASS_WITH_BLOCKS'],
    [6_700, 670, 'PASS'],
    [6_699, 670, 'PASS_WITH_BLOCKS'],
    [5_000, 500, 'PASS'],
    [5_000, 501, 'PASS_WITH_BLOCKS'],
  ])('of %i m² a dead patch of %i m² is %s in every edition', (areaM2, deadPatchM2, verdict) => {
    const judged = [EDITION_2006, EDITION_2016, EDITION_2023].map((plantedOn) => {
      const life = new Life({ ...standAt(NORMAL, { plantedOn }), areaM2 });
      life.survey(later(plantedOn, 0, '09-20'), 1800, { deadPatchM2 });
      return life.lastVerdict();
    });
    expect(judged).toEqual([verdict, verdict, verdict]);
  });
});

describe(`replaced in the twelve months before the preservation check: ${cited('duties.preservationCheck.shift')}`, () => {
  test.each([
    ['2028-08-31', 601, false],
    ['2028-09-01', 601, true],
    ['2029-04-02', 599, false],
    ['2029-04-02', 600, false],
    ['2029-04-02', 601, true],
  ])('on %s, %i of 2,000: the check waits a year: %s', (doneOn, points, shifted) => {
    const life = new Life(standAt(NORMAL, { plantedOn: EDITION_2023 }));
    life.survey('2028-02-20', 2000 - points, { capturedOn: '2026-10-20' });
    life.work('2029-04-10', 'replant-0', { points, doneOn });
    life.until('2029-09-01');
    expect(life.duty('preservationCheck-0').opensOn).toBe(shifted ? '2030-09-01' : '2029-09-01');
  });
});

describe(`more alive than designed: ${cited('limits.liveCapFactor')}`, () => {
  test.each([
    [1000, 1000, undefined],
    [1001, 1000, ['COUNT_CAPPED']],
    [1200, 1000, ['COUNT_CAPPED']],
    [1201, 'COUNT_ABOVE_DESIGN', undefined],
  ])('%i of 1,000: counted as %s, with the warning %j', (live, counted, warnings) => {
    const life = new Life(standAt(NORMAL, { plantedOn: EDITION_2023, designed: 1000 }));
    const answer = life.survey('2026-09-20', live);
    if (isRefusal(answer)) expect(answer.refused).toBe(counted);
    else
      expect([life.events('VerdictGiven').at(-1)!.livePoints, answer.warnings?.map((w) => w.code)]).toEqual([
        counted,
        warnings,
      ]);
  });
});
