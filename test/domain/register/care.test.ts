/** Care by a ranger from the planting on. */
import { describe, expect, test } from 'vitest';
import { careLacks, careUntil, type Care } from '../../../domain/register/care.ts';
import { XINZHOU } from '../../support/regimes.ts';

const PLANTED = '2026-04-10';
const first: Care = { fromOn: PLANTED, untilOn: '2029-04-10' };
const handed: Care = { ...first, handedOverOn: '2029-04-10' };
const lacks = (contracts: readonly Care[], today: string) => careLacks(contracts, { plantedOn: PLANTED, today });

test('a contract lasts three years from the planting', () => {
  expect(careUntil(PLANTED, XINZHOU.registers.care!)).toBe('2029-04-10');
});

describe('a stand', () => {
  test.each<[string, readonly Care[], string, readonly object[]]>([
    ['the day before its planting lacks nothing', [], '2026-04-09', []],
    ['lacks a ranger from its planting on', [], PLANTED, [{ what: 'NO_RANGER', since: PLANTED }]],
    ['in care lacks nothing', [first], '2029-04-09', []],
    ['owes the hand-over on the last day', [first], '2029-04-10', [{ what: 'HAND_OVER', since: '2029-04-10' }]],
    [
      'owes it and has nobody the day after',
      [first],
      '2029-04-11',
      [
        { what: 'HAND_OVER', since: '2029-04-10' },
        { what: 'NO_RANGER', since: '2029-04-10' },
      ],
    ],
    ['handed over has nobody', [handed], '2029-04-11', [{ what: 'NO_RANGER', since: '2029-04-10' }]],
    [
      'handed over to the next one lacks nothing',
      [handed, { fromOn: '2029-04-11', untilOn: '2032-04-11' }],
      '2029-04-11',
      [],
    ],
    [
      'handed over early has nobody since then',
      [{ ...first, handedOverOn: '2027-01-01' }],
      '2027-01-02',
      [{ what: 'NO_RANGER', since: '2027-01-01' }],
    ],
  ])('%s', (_title, contracts, today, wanted) => {
    expect(lacks(contracts, today)).toEqual(wanted);
  });
});
