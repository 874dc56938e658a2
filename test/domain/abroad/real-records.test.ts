/** Real records of other countries, read as they are: their true dates, and verdicts that the rules explain. Skipped where the files are not there. */
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../domain/errors.ts';
import type { Stems } from '../../../domain/stand/reported.ts';
import { shippedPolicy } from '../../../policies/load.ts';
import { standUnder, type StandUnder } from '../../support/policies.ts';
import { realFile } from '../../support/real-files.ts';
import { Life } from '../stand/life.ts';

const HA = 10_000;
const FINLAND = shippedPolicy('finland');
const BRITISH_COLUMBIA = shippedPolicy('bc-interior');

interface StandardsUnit {
  readonly stocking: {
    readonly stockingStandardUnit: string;
    readonly netArea: number;
    readonly regenDelay: number;
    readonly freeGrowingLate: number;
    readonly freeGrowingEarly: number | null;
  };
  readonly preferredSpecies: readonly { readonly minHeight: number; readonly species: { readonly code: string } }[];
  readonly layers: readonly {
    readonly minWellspacedTrees: number;
    readonly minPreferredWellspacedTrees: number;
    readonly targetWellspacedTrees: number;
  }[];
}
interface Milestones {
  readonly regenDeclaredDate: string;
  readonly regenDueDate: string;
  readonly freeGrowingDueDate: string;
}
interface Cover {
  readonly standardUnitId: string | null;
  readonly silvicultureLayer: { readonly totalWellSpaced: number | null; readonly wellSpaced: number | null };
}

const OPENING = 'bc-opening-1761935';
const file = <T>(name: string): T | undefined => {
  const bytes = realFile(`${OPENING}/${name}.json`);
  return bytes && (JSON.parse(bytes.toString('utf8')) as T);
};
const units = file<readonly StandardsUnit[]>('stocking_standards');
const tombstone = file<{
  readonly tombstone: { readonly disturbanceStartDate: string };
  readonly overview: { readonly milestones: Milestones };
}>('tombstone_milestones');
const activities = file<{
  readonly content: readonly { readonly tech: { readonly code: string }; readonly endDate: string }[];
}>('activities');
const covers = file<readonly Cover[]>('forest_cover');

/** A standards unit is a stand: its own stocking standard, the planting and the commencement of the opening. */
function standOf({ stocking, layers, preferredSpecies }: StandardsUnit): StandUnder {
  const [layer] = layers;
  const [preferred] = preferredSpecies;
  return {
    county: 'DCR',
    species: preferred!.species.code,
    plantedOn: activities!.content.find(({ tech }) => tech.code === 'PL')!.endDate,
    commencedOn: tombstone!.tombstone.disturbanceStartDate,
    areaM2: Math.round(stocking.netArea * HA),
    designed: Math.round(stocking.netArea * layer!.targetWellspacedTrees),
    standard: {
      regenDelay: stocking.regenDelay,
      freeGrowingLate: stocking.freeGrowingLate,
      // The record sets no early date: it may be declared as soon as it is so.
      freeGrowingEarly: stocking.freeGrowingEarly ?? 0,
      minimum: layer!.minWellspacedTrees,
      preferredMinimum: layer!.minPreferredWellspacedTrees,
      target: layer!.targetWellspacedTrees,
      leastHeight: preferred!.minHeight,
    },
  };
}

/** The record of 2022 gives stems per ha; `wellSpaced` are those of preferred and acceptable species. */
function surveyed(unit: string): Stems {
  const { silvicultureLayer } = covers!.find(
    ({ standardUnitId, silvicultureLayer: layer }) => standardUnitId === unit && layer.totalWellSpaced !== null,
  )!;
  const { totalWellSpaced, wellSpaced } = silvicultureLayer;
  return { counted: totalWellSpaced!, preferred: wellSpaced!, sampled: HA, unit: 'm2' };
}

describe.skipIf(!units || !tombstone || !activities || !covers)('opening 1761935 of British Columbia', () => {
  const lifeOf = (unit: string) =>
    new Life(
      standUnder(BRITISH_COLUMBIA, standOf(units!.find(({ stocking }) => stocking.stockingStandardUnit === unit)!)),
    );

  test('commenced on 2021-01-07, planted on 2022-03-19', () => {
    const { seed } = lifeOf('A').state;
    expect([seed.commencedOn, seed.planting.plantedOn]).toEqual(['2021-01-07', '2022-03-19']);
  });
  test('unit A is due for regeneration on 2024-01-07 and for free growing on 2041-01-07, as the record says', () => {
    const { regenDueDate, freeGrowingDueDate } = tombstone!.overview.milestones;
    const life = lifeOf('A');
    expect([regenDueDate, freeGrowingDueDate]).toEqual(['2024-01-07', '2041-01-07']);
    expect(life.duty('regenerationDate-0').dueOn).toBe(regenDueDate);
    expect(life.duty('freeGrowingDate-0').dueOn).toBe(freeGrowingDueDate);
    expect(life.duty('freeGrowingSurvey-0').dueOn).toBe(freeGrowingDueDate);
  });
  test('unit C has six years for regeneration by its own standard: 2027-01-07', () => {
    expect(lifeOf('C').duty('regenerationDate-0').dueOn).toBe('2027-01-07');
  });
  test.each([
    ['A', '927 of a target of 900, 850 preferred of at least 400', 'STOCKED'],
    ['B', '920 of a target of 800, 680 preferred of at least 400', 'STOCKED'],
    ['C', '760 of a target of 900 and at least 500, 700 preferred of at least 400', 'STOCKED_BELOW_TARGET'],
  ])('unit %s, %s: %s', (unit, _, verdict) => {
    const life = lifeOf(unit);
    const answer = life.stems('2022-10-20', surveyed(unit));
    expect(answer).toMatchObject({ dutyId: 'regenerationSurvey-0', binding: true, verdict });
  });
  test('unit A is declared on 2022-10-26 as in the record, and its regeneration date is met', () => {
    const life = lifeOf('A');
    life.stems('2022-10-20', surveyed('A'));
    const { regenDeclaredDate } = tombstone!.overview.milestones;
    life.work(regenDeclaredDate, 'regenerationDeclaration-0', { declarant: 'L97351' });
    expect(life.duty('regenerationDate-0')).toMatchObject({ state: 'satisfied', closedOn: '2022-10-26' });
    life.until('2041-01-07');
    expect(life.state.stage).toBe('STOCKED');
    life.until('2041-01-08');
    expect(life.state.stage).toBe('OVERDUE_ESTABLISHMENT');
  });
});

const plants = realFile('finland-sapling-plots/plants.csv');

describe.skipIf(!plants)('123 spruce plantations of Finland', () => {
  const rows = plants === undefined ? [] : (parse(plants, { columns: true }) as { spruces: string; stand: string }[]);
  const names = [...new Set(rows.map(({ stand }) => stand))];
  const stands = new Map(names.map((name) => [name, rows.filter(({ stand }) => stand === name)]));
  const sum = (plots: readonly { spruces: string }[]) => plots.reduce((all, { spruces }) => all + Number(spruces), 0);
  /** Of southern Finland, in the third growing season; the file says neither. */
  const verdictOf = (stand: string, plotM2: number): string => {
    const plots = stands.get(stand)!;
    const life = new Life(standUnder(FINLAND, { county: 'ETELA', plantedOn: '2026-05-20' }));
    life.stems('2028-09-01', { counted: sum(plots), sampled: plots.length * plotM2, unit: 'm2' });
    return life.lastVerdict()!;
  };
  const countOf = (plotM2: number, verdict: string) =>
    [...stands.keys()].filter((stand) => verdictOf(stand, plotM2) === verdict).length;

  test('have no verdict as the file stands: it does not say how large a plot is', () => {
    expect([stands.size, rows.length]).toEqual([123, 1926]);
    const life = new Life(standUnder(FINLAND, { county: 'ETELA', plantedOn: '2026-05-20' }));
    const counted = sum(stands.get('4701')!);
    // Points without ground are live of designed ones, which no Finnish duty asks for.
    expect(life.survey('2028-09-01', counted, { dutyId: 'saplingCount-0' })).toMatchObject({
      refused: 'MEASURE_MISSING',
      values: { wanted: 'stems' },
    });
  });
  test('with plots stated at 10 m², 13 of 123 have 1,500 saplings per ha; at 20 m², 2', () => {
    expect([countOf(10, 'STOCKED'), countOf(10, 'REPLANT')]).toEqual([13, 110]);
    expect([countOf(20, 'STOCKED'), countOf(20, 'REPLANT')]).toEqual([2, 121]);
  });
  test.each([
    ['4701', '15 spruces on 10 plots: 1,500.0 per ha, on the line', 'STOCKED'],
    ['3905', '15 on 11 plots: 1,363.6', 'REPLANT'],
    ['4781', '20 on 13 plots: 1,538.5', 'STOCKED'],
  ])('stand %s, %s with plots of 10 m²: %s', (stand, _, verdict) => {
    expect(verdictOf(stand, 10)).toBe(verdict);
  });
});

const pines = realFile('ohio-pine-plantation/Pines.csv');

describe.skipIf(!pines)('1,000 white pines of Ohio, planted in April 1990 and measured in 1997', () => {
  const rows = pines === undefined ? [] : (parse(pines, { columns: true }) as { Spacing: string; Hgt97: string }[]);
  const block = (...spacings: string[]) => {
    const planted = rows.filter(({ Spacing }) => spacings.includes(Spacing));
    return { planted: planted.length, alive: planted.filter(({ Hgt97 }) => Hgt97.trim() !== '').length };
  };
  const lived = (policy: string, stand: StandUnder) =>
    new Life(standUnder(shippedPolicy(policy), { plantedOn: '1990-04-15', ...stand }));
  const MEASURED = '1997-09-15';

  test.each([
    [['10'], 586, 513],
    [['15'], 414, 352],
    [['10', '15'], 1000, 865],
  ])('at %o ft: %i planted, %i with a height in 1997', (spacings, planted, alive) => {
    expect(block(...spacings)).toEqual({ planted, alive });
  });
  test.each([
    [['10', '15'], '86.5 %'],
    [['15'], '85.02 %'],
  ])('by Xinzhou’s 85 %% %o ft passes with %s', (spacings) => {
    const { planted, alive } = block(...spacings);
    const life = lived('xinzhou-2024', { county: '140921', designed: planted });
    expect(life.survey(MEASURED, alive, { dutyId: 'survivalCheck-0' })).toMatchObject({ verdict: 'PASS' });
  });
  test('by the 90 % of the Woodland Carbon Code it is amber: 86.5 %', () => {
    const life = lived('uk-woodland-carbon', { designed: 1000 });
    expect(life.survey(MEASURED, 865, { dutyId: 'yearFiveSurvey-0' })).toMatchObject({ verdict: 'AMBER' });
  });
  /** A seedling at 10 ft has 100 square feet, at 15 ft 225; an acre has 43,560. */
  const stems = (spacing: '10' | '15'): Stems => {
    const { planted, alive } = block(spacing);
    return { counted: alive, sampled: Math.round((planted * Number(spacing) ** 2 * 1000) / 43_560), unit: 'milacre' };
  };
  test.each([
    ['10', 3, '381 per acre of 200', 'FREE_TO_GROW'],
    ['15', 3, '165 per acre of 200', 'NOT_FREE_TO_GROW'],
    ['15', 5, '165 per acre of 125', 'FREE_TO_GROW'],
  ] as const)('by Oregon’s rule at %s ft on site class %i, %s: %s', (spacing, siteClass, _, verdict) => {
    const life = lived('oregon', { designed: block(spacing).planted, areaM2: 4 * HA, standard: { siteClass } });
    const answer = life.stems(MEASURED, stems(spacing), { dutyId: 'freeToGrowSurvey-0' });
    expect(isRefusal(answer) ? answer : answer.verdict).toBe(verdict);
  });
});
