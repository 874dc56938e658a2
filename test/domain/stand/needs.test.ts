/** Seedlings in reserve are told apart from those that are needed (ruling 10). */
import { describe, expect, test } from 'vitest';
import { reserveOf } from '../../../domain/stand/needs.ts';

describe('a tenth in reserve, rounded up', () => {
  test.each([
    [301, 31],
    [300, 30],
    [70, 7],
    [1, 1],
    [0, 0],
  ])('of %i seedlings: %i', (seedlings, reserve) => {
    expect(reserveOf({ reserveShare: 0.1 }, { seedlings })).toBe(reserve);
  });
  test('none where the policy knows no reserve, or nothing is planted', () => {
    expect(reserveOf({}, { seedlings: 301 })).toBeUndefined();
    expect(reserveOf({ reserveShare: 0.1 }, {})).toBeUndefined();
  });
});
