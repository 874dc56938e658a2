/** A report, a deadline and a ban have their own ends: nobody moves them, and nobody lets them go. */
import { describe, expect, test } from 'vitest';
import { plantedStand } from '../../support/regimes.ts';
import { Life } from './life.ts';

const OWN = [
  ['a report', 'countyReport-0', 'report'],
  ['a deadline', 'establishBy-0', 'deadline'],
  ['a ban', 'grazingBan-0', 'ban'],
] as const;

describe.each(OWN)('%s', (_title, dutyId, met) => {
  const refusal = { refused: 'DUTY_KIND', values: { dutyId, met, wanted: 'survey, planting, work or decision' } };
  test.each([
    ['the day it has', (life: Life) => life.duty(dutyId).dueOn],
    ['a day before', () => '2026-06-02'],
    ['a day after', () => '2035-01-01'],
  ])('is not moved to %s', (_day, dueOn) => {
    const life = new Life(plantedStand());
    const before = life.duty(dutyId);
    expect(life.send('2026-06-01', { type: 'reschedule', dutyId, dueOn: dueOn(life), reason: 'W' })).toEqual(refusal);
    expect(life.duty(dutyId)).toBe(before);
  });
  test('is not waived', () => {
    const life = new Life(plantedStand());
    expect(life.send('2026-06-01', { type: 'waive', dutyId, reason: 'W' })).toEqual(refusal);
  });
});

test.each([
  ['a survey', 'survivalCheck-0', '2026-10-20'],
  ['a work', 'tending-0.3', '2026-09-10'],
])('%s is moved within its window', (_title, dutyId, dueOn) => {
  const life = new Life(plantedStand());
  expect(life.send('2026-06-01', { type: 'reschedule', dutyId, dueOn, reason: 'RAIN' })).toMatchObject({ dutyId });
  expect(life.duty(dutyId).dueOn).toBe(dueOn);
});
