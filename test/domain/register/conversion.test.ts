/** Tasks of land-conversion parcels. */
import { expect, test } from 'vitest';
import { conversionTasks } from '../../../domain/register/conversion.ts';
import { XINZHOU } from '../../support/regimes.ts';

const rules = XINZHOU.registers.conversion!;

test('a parcel is accepted in each of years 1 to 5, then its land use and certificate are put right', () => {
  const done = new Map([['acceptance1', '2027-10-08']]);
  expect(conversionTasks('2026-04-10', done, rules)).toEqual([
    { task: 'acceptance1', dueOn: '2027-11-30', doneOn: '2027-10-08' },
    { task: 'acceptance2', dueOn: '2028-11-30' },
    { task: 'acceptance3', dueOn: '2029-11-30' },
    { task: 'acceptance4', dueOn: '2030-11-30' },
    { task: 'acceptance5', dueOn: '2031-11-30' },
    { task: 'landUse', dueOn: '2032-11-30' },
    { task: 'certificate', dueOn: '2032-11-30' },
  ]);
});
