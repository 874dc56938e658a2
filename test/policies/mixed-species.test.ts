/** Ruling 25: the main species below the line that the whole has passed is a flag with a task of its own. */
import { describe, expect, test } from 'vitest';
import { seedlingsNeeded } from '../../domain/register/seedling-demand.ts';
import type { SurveyCounts } from '../../domain/stand/reported.ts';
import { sayWhy } from '../../domain/stand/say-why.ts';
import { why } from '../../domain/stand/why.ts';
import { shippedPolicyFile } from '../../policies/shipped-file.ts';
import { readFileSync } from 'node:fs';
import { checkPolicy } from '../../policies/check.ts';
import { Life } from '../domain/stand/life.ts';
import { CLAUSES, EAST, plantedStand, WEST } from '../support/regimes.ts';

type Species = NonNullable<SurveyCounts['bySpecies']>;

/** Of 2,000 points, 1,000 are of pine, the main species. */
function mix(pines: number, birches: number): { readonly counts: { readonly bySpecies: Species } } {
  const of = (live: number) => ({ live, designed: 1000 });
  return { counts: { bySpecies: { PINUS_TABULIFORMIS: of(pines), BETULA: of(birches) } } };
}

function counted(pines: number, birches: number, county = EAST): Life {
  const life = new Life(plantedStand({ county }));
  life.survey('2026-09-25', pines + birches, mix(pines, birches));
  return life;
}

describe('the survival check of a mixed planting', () => {
  test.each([
    [EAST, 850, 1000, 'PASS', 'AS_DESIGNED', 0.85],
    [EAST, 849, 1000, 'PASS', 'COMPOSITION', 0.85],
    [WEST, 700, 1000, 'PASS', 'AS_DESIGNED', 0.7],
    [WEST, 699, 1000, 'PASS', 'COMPOSITION', 0.7],
  ])('%s: %i of 1,000 pines alive among %i others: %s, and %s', (county, pines, birches, verdict, flag, wanted) => {
    const life = counted(pines, birches, county);
    expect(life.lastVerdict()).toBe(verdict);
    expect(life.events('JudgementGiven')).toEqual([
      expect.objectContaining({
        code: 'composition',
        verdict: flag,
        because: 'main species by itself · default',
        rate: { counted: pines, of: 1000, wanted },
      }),
    ]);
  });
  test('where the total does not pass, that verdict rules', () => {
    const life = counted(700, 990);
    expect(life.lastVerdict()).toBe('REPLANT');
    expect(life.events('JudgementGiven')).toEqual([]);
  });
  test('a count that does not tell species apart raises no flag', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-25', 1800);
    expect(life.events('JudgementGiven')).toEqual([]);
  });
  test('a dead patch is a flag beside it, each with its own task (ruling 32)', () => {
    const life = new Life(plantedStand());
    const { bySpecies } = mix(840, 960).counts;
    life.survey('2026-09-25', 1800, { counts: { bySpecies, largestDeadPatchM2: 800 } });
    expect(life.lastVerdict()).toBe('PASS_WITH_BLOCKS');
    expect(life.duty('replantPatch-0').needs).toEqual({ seedlings: 16, stockAge: 3 });
    expect(life.duty('fillUp-0').needs).toMatchObject({ seedlings: 200 });
  });
});

describe('replanting to the design’s mix', () => {
  test('is owed in the next planting window, with what each species lacks of its points', () => {
    const duty = counted(849, 951).duty('fillUp-0');
    expect(duty).toMatchObject({ opensOn: '2027-03-20', dueOn: '2027-04-30', state: 'planned' });
    expect(duty.needs).toEqual({ seedlings: 200, bySpecies: { PINUS_TABULIFORMIS: 151, BETULA: 49 }, stockAge: 3 });
    expect(counted(850, 950).state.duties.map(({ code }) => code)).not.toContain('fillUp');
  });
  test('a count of plots is scaled to the whole stand, rounded up', () => {
    const life = new Life(plantedStand());
    const bySpecies = { PINUS_TABULIFORMIS: { live: 24, designed: 30 }, BETULA: { live: 30, designed: 30 } };
    life.survey('2026-09-25', 54, { counts: { bySpecies, designedPoints: 60 } });
    expect(life.duty('fillUp-0').needs).toMatchObject({ seedlings: 200, bySpecies: { PINUS_TABULIFORMIS: 200 } });
  });
  test('neither opens a round nor puts the survival check off', () => {
    const life = counted(849, 951);
    life.until('2027-04-01');
    life.work('2027-04-02', 'fillUp-0', { points: 200 });
    expect(life.state.parts[0]).toMatchObject({ stage: 'UNESTABLISHED', round: 0, counts: {} });
  });
  test('why names species, clause and cause in both languages', () => {
    const { state } = counted(849, 951);
    const line = why(state, CLAUSES).find(({ code }) => code === 'fillUp')!;
    const names = (code: string) => (code === 'BETULA' ? '白桦' : '油松');
    expect(sayWhy(line, 'en')).toBe(
      'planting up to the design (planned): owed since 2026-09-25 because of survival check survivalCheck-0; pass by survey s1, recorded 2026-09-25: live points 1800 of 2000, 0.9, wanted 0.85 (GB/T 15776-2023 §12 · secondary), with 101 fewer live: replant; 2027-03-20…2027-04-30; needs 200 seedlings (PINUS_TABULIFORMIS 151, BETULA 49) aged 3 years, and 20 in reserve; by what the design lacks · default; on 2027-03-20: it opens.',
    );
    expect(sayWhy(line, 'zh', names)).toContain('按设计补足（未到期）：自 2026-09-25 起');
    expect(sayWhy(line, 'zh', names)).toContain('需苗 200 株（油松 151、白桦 49）（3 年生）');
  });
  test('the seedling demand lists each species by itself', () => {
    const needs = seedlingsNeeded(counted(849, 951).state, 2027).map(({ species, seedlings }) => [species, seedlings]);
    expect(needs).toEqual([
      ['PINUS_TABULIFORMIS', 151],
      ['BETULA', 49],
    ]);
  });
});

describe('later checks', () => {
  const preserved = (life: Life, pines: number, birches: number) =>
    life.survey('2029-09-25', pines + birches, mix(pines, birches));
  test.each([
    [800, 'AS_DESIGNED'],
    [799, 'COMPOSITION'],
  ])('the preservation check goes by its own line: %i of 1,000 pines are %s', (pines, verdict) => {
    const life = counted(900, 950);
    life.until('2029-09-20');
    preserved(life, pines, 950);
    const [, ...later] = life.events('JudgementGiven');
    expect(later).toMatchObject([
      { code: 'effectEvaluation' },
      { code: 'composition', verdict, rate: { wanted: 0.8 } },
    ]);
  });
  test('a flag raised once more after its planting has a task of its own', () => {
    const life = counted(849, 951);
    life.until('2027-04-01');
    life.work('2027-04-02', 'fillUp-0', { points: 200 });
    life.until('2029-09-20');
    preserved(life, 790, 950);
    expect(life.duty('fillUp-0.2')).toMatchObject({ state: 'planned', opensOn: '2030-03-20' });
  });
  test('a higher inspection that passes it as well binds in its mix too', () => {
    const life = counted(900, 900);
    const audited = (pines: number, level: 'CITY' | 'PROVINCE') =>
      life.audit('2026-10-20', level, 1800, mix(pines, 1800 - pines));
    audited(840, 'CITY');
    expect(life.duty('fillUp-0').needs).toMatchObject({ bySpecies: { PINUS_TABULIFORMIS: 160, BETULA: 40 } });
    audited(860, 'PROVINCE');
    expect(life.duty('fillUp-0').state).toBe('withdrawn');
  });
});

test('the check’s own line is a word of judgements alone', () => {
  const text = readFileSync(shippedPolicyFile(), 'utf8').replace(
    '{ below: fail, verdict: FAILED',
    '{ below: check, verdict: FAILED',
  );
  expect(checkPolicy(text, 'x.yaml')).toMatchObject([{ path: 'duties.survivalCheck.bands.0.below', met: 'check' }]);
});
