/** Where the ladder begins: at the due day, or at the opening of what could not be done before it (decision 0026). */
import { describe, expect, test } from 'vitest';
import { ladderBase } from '../../../domain/stand/agenda.ts';
import type { StandSeed } from '../../../domain/stand/state.ts';
import { shippedPolicy } from '../../../policies/load.ts';
import { standUnder, stemsAt } from '../../support/policies.ts';
import { plantedStand } from '../../support/regimes.ts';
import { Life } from './life.ts';

const BC = shippedPolicy('bc-interior');

/** As rules up to 0.3.0 had it. */
function fromDueDay(seed: StandSeed): StandSeed {
  const { ladderFrom: _, ...limits } = seed.regime.limits;
  return { ...seed, regime: { ...seed.regime, limits } };
}

const steps = (life: Life, id: string) =>
  life.events('StepReached').flatMap((event) => (event.dutyId === id ? [[event.step, event.reachedOn]] : []));

describe('what opens after its due day', () => {
  const opening = standUnder(BC, { county: 'DPG', plantedOn: '2022-05-20', commencedOn: '2021-01-07' });
  const declaration = 'regenerationDeclaration-0';
  const stockedLate = (seed: StandSeed) => {
    const life = new Life(seed);
    life.stems('2026-09-01', stemsAt(BC, 1200));
    return life.until('2027-01-31');
  };
  test('climbs the ladder from its opening on, a step at its own distance', () => {
    const life = stockedLate(opening);
    expect(life.duty(declaration)).toMatchObject({ opensOn: '2026-09-01', dueOn: '2025-01-07' });
    expect(steps(life, declaration)).toEqual([
      [1, '2026-09-02'],
      [2, '2026-10-01'],
      [3, '2026-11-30'],
    ]);
  });
  test('under rules that do not say so it climbs from its due day, as it always did', () => {
    expect(steps(stockedLate(fromDueDay(opening)), declaration)).toEqual([
      [1, '2026-09-01'],
      [2, '2026-09-01'],
      [3, '2026-09-01'],
    ]);
  });
});

describe('a stand that is taken in years after its planting', () => {
  const old = (more: { goLiveOn?: string } = {}) => plantedStand({ plantedOn: '2021-04-10', ...more });
  const check = 'survivalCheck-0';
  test('is late with its checks from the day on which they are handed out', () => {
    const life = new Life(old(), '2026-11-26').until('2026-12-20');
    expect(life.duty(check)).toMatchObject({ dueOn: '2021-10-31', task: { dispatchedOn: '2026-11-26' } });
    expect(steps(life, check)).toEqual([
      [1, '2026-11-27'],
      [2, '2026-12-03'],
      [3, '2026-12-11'],
    ]);
    expect(ladderBase(life.state, life.duty(check))).toBe('2026-11-26');
  });
  test.each([
    ['at its go-live', '2026-11-26', '2026-12-27'],
    ['with a go-live long past', '2026-01-01', '2026-11-27'],
  ])('%s climbs no ladder before its grace is over, nor before its tasks are out', (_, goLiveOn, first) => {
    const life = new Life(old({ goLiveOn }), '2026-11-26').until('2026-12-31');
    expect(steps(life, check)[0]).toEqual([1, first]);
  });
  test('has missed no window that was over by then: it is re-dated without a letter, and the next one is its first', () => {
    const life = new Life(old(), '2026-11-26').until('2026-12-31');
    const closure = 'closureCheck-0';
    expect(life.events('WindowMissed')).toMatchObject([{ dutyId: closure, misses: 0, opensOn: '2027-07-01' }]);
    expect(steps(life, closure)).toEqual([]);
    life.until('2027-09-16');
    expect(steps(life, closure)).toEqual([
      [0, '2027-09-08'],
      [2, '2027-09-16'],
    ]);
    expect(life.duty(closure).misses).toBe(1);
  });
});

describe('a yearly check that nobody makes (ruling 33)', () => {
  /** As rules up to 1.2.0 had it: a check climbs as a planting does. */
  const withoutOwnStep = (seed: StandSeed, code: string): StandSeed => {
    const { missedStep: _, ...spec } = seed.regime.duties[code]!;
    return { ...seed, regime: { ...seed.regime, duties: { ...seed.regime.duties, [code]: spec } } };
  };
  const letters = (life: Life, id: string) => steps(life, id).filter(([step]) => step !== 0);
  const closure = 'closureCheck-0';
  test('moves to the leaf window of next year, each time with a letter of step 2', () => {
    const life = new Life(plantedStand()).until('2033-09-16');
    expect(life.events('WindowMissed').flatMap((each) => (each.dutyId === closure ? [each.opensOn] : []))).toEqual([
      '2032-07-01',
      '2033-07-01',
      '2034-07-01',
    ]);
    expect(letters(life, closure)).toEqual([
      [2, '2031-09-16'],
      [2, '2032-09-16'],
      [2, '2033-09-16'],
    ]);
  });
  test('climbed to step 4 at the second miss under rules that name no step of its own', () => {
    const life = new Life(withoutOwnStep(plantedStand(), 'closureCheck')).until('2032-09-16');
    expect(letters(life, closure)).toEqual([
      [2, '2031-09-16'],
      [4, '2032-09-16'],
    ]);
  });
  test('is the same of the check for thinning, while a second missed planting window climbs to step 4', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-10', 1500);
    life.until('2027-08-16');
    expect(letters(life, 'replant-0').map(([step]) => step)).toEqual([2, 4]);
    life.canopy('2031-07-10', { closure: [25, 100] });
    life.work('2031-07-20', 'mapRegistration-1');
    const late = 'lateTendingCheck-2';
    life.until('2038-09-16');
    expect(letters(life, late)).toEqual([
      [2, '2036-09-16'],
      [2, '2037-09-16'],
      [2, '2038-09-16'],
    ]);
  });
});
