/** Payments in a policy: a wrong tranche is named with its line, and terms are resolved for a stand with their clauses. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkPolicy } from '../../policies/check.ts';
import { shippedPolicy } from '../../policies/load.ts';
import { resolvePayments } from '../../policies/resolve-payments.ts';
import type { StandFacts } from '../../policies/resolve.ts';
import { SHIPPED } from '../support/policies.ts';
import { EAST, WEST, XINZHOU } from '../support/regimes.ts';

const FILE = 'policies/xinzhou-2024.yaml';
const SOUND = readFileSync(new URL(`../../${FILE}`, import.meta.url), 'utf8');
const FIRST = 'payments.centralSubsidy.tranches.first';

function lineOf(part: string): number {
  return SOUND.slice(0, SOUND.indexOf(part)).split('\n').length;
}

describe('a wrong tranche is named with its line', () => {
  test.each([
    [
      'shares that do not add up',
      'percent: 30',
      'percent: 40',
      'payments.purchasedPlanting.tranches',
      '100 per cent in all',
    ],
    ['a share above the whole', 'percent: 50', 'percent: 150', `${FIRST}.percent`, '<=100'],
    ['a check that is not there', 'gate: survivalCheck', 'gate: survivalChekc', `${FIRST}.gate`, 'survivalCheck'],
    ['a duty that gives no rate', 'gate: survivalCheck', 'gate: tending', `${FIRST}.gate`, 'survivalCheck'],
    ['a line that is not there', 'leastRate: survival', 'leastRate: survivel', `${FIRST}.leastRate`, 'survival, fail'],
    ['85 where 0.85 is meant', 'leastRate: survival', 'leastRate: 85', `${FIRST}.leastRate`, '<=1'],
    ['a level nobody has', 'leastLevel: COUNTY', 'leastLevel: TOWN', `${FIRST}.leastLevel`, 'COUNTY'],
    [
      'a price that is not there',
      'yuanPerMu: $subsidyPerMu',
      'yuanPerMu: $subsidy',
      'payments.centralSubsidy.yuanPerMu',
      'subsidyPerMu',
    ],
    [
      'a price that is no number',
      '- { if: form = SHRUB, is: 120 }',
      '- { if: form = SHRUB, is: some }',
      'let.subsidyPerMu.0.is',
      'yuan for a mu',
    ],
    ['a word nobody knows', 'leastLevel: COUNTY', 'leastLevels: COUNTY', `${FIRST}.leastLevels`, 'no such word'],
    [
      'a share of the area above all of it',
      'leastLevel: COUNTY',
      'leastAreaShare: 80',
      `${FIRST}.leastAreaShare`,
      '<=1',
    ],
    [
      'a tranche kept back whole',
      'leastLevel: COUNTY',
      'holdback: { percent: 100, gate: preservationCheck, leastRate: preservation }',
      `${FIRST}.holdback.percent`,
      'below 100',
    ],
    [
      'a holdback until the tranche’s own check',
      'leastLevel: COUNTY',
      'holdback: { percent: 10, gate: survivalCheck, leastRate: survival }',
      `${FIRST}.holdback.gate`,
      'another check',
    ],
    [
      'a number without a clause',
      '  payments.centralSubsidy: {',
      '  payments.purchasedPlanting.title: {',
      `${FIRST}.percent`,
      'a clause and mark',
    ],
  ])('%s', (_title, find, put, path, wanted) => {
    expect(SOUND).toContain(find);
    const problems = checkPolicy(SOUND.replace(find, put), FILE);
    const problem = problems.find((each) => each.path === path);
    expect(problem, JSON.stringify(problems)).toMatchObject({
      file: FILE,
      wanted: expect.stringContaining(wanted) as string,
    });
    // What a citation leaves alone is told at the number, far from the damage.
    if (!wanted.includes('clause')) expect(Math.abs(problem!.line - lineOf(find))).toBeLessThanOrEqual(6);
  });
  test('a rate that is no share of anything cannot be paid by', () => {
    const [bc] = SHIPPED.filter(({ policy }) => policy === 'bc-interior');
    const text = readFileSync(new URL('../../policies/bc-interior.yaml', import.meta.url), 'utf8').replace(
      '\nlines:',
      `\npayments:\n  silviculture:\n    title: { zh: 营林, en: silviculture }\n    tranches:\n      only: { title: { zh: 一次, en: once }, percent: 100, gate: freeGrowingSurvey, leastRate: minimum }\n\nlines:`,
    );
    expect(bc!.duties['freeGrowingSurvey']!.measure).toBe('stems');
    const paths = checkPolicy(text, 'bc.yaml').map(({ path }) => path);
    expect(paths).toContain('payments.silviculture.tranches.only.gate');
    expect(paths).toContain('payments.silviculture.tranches.only.leastRate');
  });
});

describe('terms for a stand', () => {
  const facts = (more: Partial<StandFacts> = {}): StandFacts => ({
    countyCode: EAST,
    species: 'PINUS_TABULIFORMIS',
    method: 'PLANTING',
    plantedOn: '2026-04-10',
    ...more,
  });
  test.each([
    ['trees in the east', facts(), 200, 0.85, 0.8],
    ['trees in the dry west: payment reads the normal lines', facts({ countyCode: WEST }), 200, 0.85, 0.8],
    ['shrubs', facts({ species: 'CARAGANA' }), 120, 0.85, 0.8],
  ])('%s', (_title, stand, yuanPerMu, survival, preservation) => {
    const terms = resolvePayments(XINZHOU, stand)!;
    expect(terms).toMatchObject({ scheme: 'centralSubsidy', yuanPerMu, hash: XINZHOU.hash });
    expect(terms.tranches.map(({ percent, gate }) => [percent, gate.check, gate.leastRate])).toEqual([
      [50, 'survivalCheck', survival],
      [50, 'preservationCheck', preservation],
    ]);
  });
  test('each tranche and the price name clause and mark', () => {
    const terms = resolvePayments(XINZHOU, facts())!;
    expect(terms.priceClause).toContain('2010 pilot; no later notice was read · secondary');
    expect(terms.tranches[0]!.clause).toContain('林造发〔2012〕9号');
    expect(terms.tranches[0]!.clause).toContain('· verified');
  });
  test('a scheme of shares alone has no price; one that is not there is none', () => {
    const bought = resolvePayments(XINZHOU, facts(), 'purchasedPlanting')!;
    expect(bought.yuanPerMu).toBeUndefined();
    expect(bought.tranches.map(({ percent }) => percent)).toEqual([30, 70]);
    expect(resolvePayments(XINZHOU, facts(), 'other')).toBeUndefined();
  });
  test('a policy without payments has no terms', () => {
    const oregon = shippedPolicy('oregon');
    expect(oregon.payments).toEqual({});
    const stand = { countyCode: 'NWO', species: 'DF', method: 'PLANTING', plantedOn: '2024-02-15' } as const;
    expect(resolvePayments(oregon, stand)).toBeUndefined();
  });
});
