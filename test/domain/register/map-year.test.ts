/** The yearly forest map and its cut-off. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoDate } from '../../../domain/day.ts';
import { mapSpan, mapYearOf, polygonDueOn } from '../../../domain/register/map-year.ts';
import { XINZHOU } from '../../support/regimes.ts';

const RULES = XINZHOU.registers.map!;

describe('a stand accepted as forest', () => {
  test.each([
    ['on the cut-off', '2031-12-31', '12-31', 2031],
    ['the day after it', '2032-01-01', '12-31', 2032],
    ['on an earlier cut-off', '2031-10-31', '10-31', 2031],
    ['the day after an earlier cut-off', '2031-11-01', '10-31', 2032],
    ['on the last day of February, the cut-off of leap years', '2031-02-28', '02-29', 2031],
    ['the day after that', '2031-03-01', '02-29', 2032],
  ])('%s is on the map of its year', (_title, on, cutOff, year) => {
    expect(mapYearOf(on, { ...RULES, cutOff })).toBe(year);
  });

  test('is on the map of the one year whose days hold it', () => {
    const day = fc.integer({ min: 18_000, max: 40_000 }).map(isoDate);
    fc.assert(
      fc.property(day, fc.constantFrom('12-31', '10-31', '02-29', '01-01'), (on, cutOff) => {
        const rules = { ...RULES, cutOff };
        const year = mapYearOf(on, rules);
        const holds = [year - 1, year, year + 1].filter((each) => {
          const { opensOn, endsOn } = mapSpan(each, rules);
          return opensOn <= on && on <= endsOn;
        });
        expect(holds).toEqual([year]);
      }),
    );
  });

  test('owes its polygon 30 days later', () => {
    expect(polygonDueOn('2031-08-01', RULES)).toBe('2031-08-31');
  });
});
