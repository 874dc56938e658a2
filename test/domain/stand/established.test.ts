/** Forest stays forest: a check of the years before that comes in late and passes leads back to no earlier stage. */
import { describe, expect, test } from 'vitest';
import { plantedStand } from '../../support/regimes.ts';
import { Life } from './life.ts';

/** Closed in 2031; the survival check of 2026 was never counted. */
function forest(): Life {
  const life = new Life(plantedStand());
  life.survey('2029-09-10', 1900, { dutyId: 'preservationCheck-0' });
  life.canopy('2031-07-20', { closure: [30, 100] });
  return life;
}

describe('the survival check of a stand that has become forest, counted late', () => {
  test('passes, and the stand stays ESTABLISHED', () => {
    const life = forest();
    expect(life.survey('2031-09-10', 1900)).toMatchObject({ dutyId: 'survivalCheck-0', verdict: 'PASS' });
    expect(life.state.stage).toBe('ESTABLISHED');
  });
  test('passes, and the stand stays MAPPED once it is', () => {
    const life = forest();
    life.work('2031-08-01', 'mapRegistration-1');
    life.survey('2031-09-10', 1900);
    expect(life.state.stage).toBe('MAPPED');
  });
  test.each([
    [1699, 'REPLANT', 'REPLANT_DUE'],
    [819, 'FAILED', 'FAILED'],
  ])('of %d live has failed for all that: %s', (livePoints, verdict, stage) => {
    const life = forest();
    expect(life.survey('2031-09-10', livePoints)).toMatchObject({ verdict });
    expect(life.state.stage).toBe(stage);
  });
});

test('before it closes, a check passed late makes a young stand of it', () => {
  const life = new Life(plantedStand());
  life.survey('2027-03-01', 1900);
  expect(life.state.stage).toBe('UNESTABLISHED');
});
