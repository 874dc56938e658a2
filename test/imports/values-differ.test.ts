/** Columns that say the same thing twice: what does not agree is told with both, and neither is dropped in silence. */
import { describe, expect, test } from 'vitest';
import { NO_MAPPING, readMapping } from '../../imports/mapping.ts';
import { sayProblem } from '../../imports/problems.ts';
import { readTable } from '../../imports/read.ts';
import { readStands } from '../../imports/stands.ts';
import { readSurveys } from '../../imports/surveys.ts';
import { KNOWN } from './known.ts';

type Cells = Readonly<Record<string, string | number>>;
const table = (cells: Cells) =>
  readTable(Buffer.from([Object.keys(cells), Object.values(cells)].map((row) => `${row.join(',')}\n`).join('')));

function stand(cells: Cells, mapping = NO_MAPPING) {
  const whole = { county: 140921, 'stand no': 1, species: '油松', 'planting date': '2026-04-10', ...cells };
  const { drafts, warnings } = readStands(table(whole), mapping, KNOWN);
  return [drafts[0]!.areaM2, drafts[0]!.planting.designedPoints, ...warnings.map((each) => sayProblem(each, 'en'))];
}

describe('areas in two units', () => {
  const areas = (ha: number | string, mu: number | string) =>
    stand({ area_ha: ha, area_mu: mu, 'designed points': 1000 }).slice(2);
  test.each([
    [10, 150],
    [10, 149],
    [0.3, 5],
    [2.7, 40],
    ['', 150],
  ])('%s ha and %s mu are the same to two per cent and half of a tenth of a hectare', (ha, mu) => {
    expect(areas(ha, mu)).toEqual([]);
  });
  test.each([
    [10, 146.25, []],
    [10, 146, ['areaMu says 146 亩 (97333 m²); taken is areaHa 10 ha (100000 m²), which says otherwise']],
    [10, 10, ['areaMu says 10 亩 (6667 m²); taken is areaHa 10 ha (100000 m²), which says otherwise']],
  ])('%d ha and %d mu', (ha, mu, remarks) => {
    expect(areas(ha, mu)).toEqual(remarks);
  });
  test('a mapping file may set how far they may be apart', () => {
    const mapping = readMapping('thresholds: { areasDiffer: 0.1 }');
    expect(stand({ area_ha: 10, area_mu: 140, 'designed points': 1000 }, mapping)).toEqual([100_000, 1000]);
  });
});

describe('points designed beside a density', () => {
  test.each([
    [1650, 16_500, []],
    [1650, 17_300, []],
    [1650, 20_000, ['densityPerHa says 1650/ha (16500); taken is designedPoints 20000, which says otherwise']],
  ])('%d a hectare on 10 ha and %d points', (density, points, remarks) => {
    expect(stand({ area_ha: 10, 'density per ha': density, 'designed points': points })).toEqual([
      100_000,
      points,
      ...remarks,
    ]);
  });
  test('two densities are held against each other', () => {
    expect(stand({ area_ha: 10, 'density per ha': 1650, 'density per mu': 111 })).toEqual([100_000, 16_500]);
    expect(stand({ area_ha: 10, 'density per ha': 1650, 'density per mu': 167 })[2]).toBe(
      'densityPerMu says 167/亩 (25050); taken is densityPerHa 1650/ha (16500), which says otherwise',
    );
  });
});

describe('a rate of survival beside the live points', () => {
  const lookup = {
    find: () => ({ standId: '140921-1', plantedOn: '2026-04-10', designedPoints: 2000 }),
    nearest: () => [],
  };
  function survey(cells: Cells) {
    const whole = { 'stand no': '140921-1', date: '2026-09-25', ...cells };
    const { drafts, warnings, problems } = readSurveys(table(whole), NO_MAPPING, KNOWN, lookup);
    expect(problems).toEqual([]);
    return [drafts[0]!.counts.livePoints, ...warnings.map((each) => sayProblem(each, 'en'))];
  }
  test.each([
    [1700, '85 %', []],
    [1720, '85 %', []],
    [1721, '85 %', ['survivalPercent says 85 %; taken is livePoints 1721 of 2000 (86.1 %), which says otherwise']],
    [1000, '85 %', ['survivalPercent says 85 %; taken is livePoints 1000 of 2000 (50 %), which says otherwise']],
  ])('%d of 2,000 and %s', (live, rate, remarks) => {
    expect(survey({ live, survival: rate })).toEqual([live, ...remarks]);
  });
  test('may be of the points planted, or of a row’s own design', () => {
    expect(survey({ live: 1360, 'planted points': 1600, survival: '85 %' })).toEqual([1360]);
    expect(survey({ live: 85, designed: 100, survival: '85 %' })).toEqual([85]);
  });
  test('as a part of one likewise', () => {
    expect(survey({ live: 1000, 'survival ratio': 0.85 })[1]).toContain('survivalRatio says 85 %; taken is livePoints');
  });
});
