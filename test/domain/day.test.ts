/** Days, windows, seasons and office days at their edges. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { localDay, startOfDayMs } from '../../domain/calendar.ts';
import { addDays, addMonths, dayInYear, dayNumber, isIsoDate, isoDate, weekdayOf } from '../../domain/day.ts';
import { countingSeason, nextSpan, seasonSpan, spanIn, spanInSeason } from '../../domain/window.ts';
import { addWorkingDays, isWorkingDay, workingDayFrom } from '../../domain/working-days.ts';
import { plantedStand } from '../support/regimes.ts';

describe('days', () => {
  test.prop([fc.integer({ min: -200_000, max: 200_000 })])(
    'number and day are inverse, as the platform counts them',
    (n) => {
      expect(dayNumber(isoDate(n))).toBe(n);
      if (n > -100_000) expect(isoDate(n)).toBe(new Date(n * 86_400_000).toISOString().slice(0, 10));
    },
  );
  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '', 'today', '2026-04-31'])(
    '%s is no day',
    (text) => {
      expect(isIsoDate(text)).toBe(false);
    },
  );
  test('29 February is a day in 2028 and falls on the 28th in 2027', () => {
    expect([isIsoDate('2028-02-29'), dayInYear(2028, '02-29'), dayInYear(2027, '02-29')]).toEqual([
      true,
      '2028-02-29',
      '2027-02-28',
    ]);
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  });
  test('1 November 2026 is a Sunday', () => {
    expect(weekdayOf('2026-11-01')).toBe(7);
  });
});

describe('Shanghai midnight', () => {
  test('15:59:59 UTC is still the day before, 16:00 the new day', () => {
    expect(localDay('2026-08-31T15:59:59.999Z', 'Asia/Shanghai')).toBe('2026-08-31');
    expect(localDay('2026-08-31T16:00:00.000Z', 'Asia/Shanghai')).toBe('2026-09-01');
    expect(startOfDayMs('2026-09-01', 'Asia/Shanghai')).toBe(Date.parse('2026-08-31T16:00:00Z'));
  });
});

describe('windows', () => {
  const spring = ['03-20', '04-30'] as const;
  const rainy = ['07-05', '08-15'] as const;
  test('a window that ends before it starts crosses the year', () => {
    expect(spanIn(['11-01', '03-20'], 2026)).toEqual({ opensOn: '2026-11-01', endsOn: '2027-03-20' });
  });
  test.each([
    ['2026-03-19', '2026-03-19', '2026-03-20'],
    ['2026-03-20', '2026-03-20', '2026-07-05'],
    ['2026-09-25', '2026-09-25', '2027-03-20'],
    ['2026-09-25', '2027-04-30', '2027-03-20'],
    ['2026-09-25', '2027-05-01', '2027-07-05'],
  ])('after %s, seen on %s, the next planting window opens %s', (after, today, opensOn) => {
    expect(nextSpan([spring, rainy], after, today).opensOn).toBe(opensOn);
  });
});

describe('growing seasons (ruling 6)', () => {
  const growing = { starts: '04-20', countsIfBy: '05-31' } as const;
  test.each([
    ['2026-03-20', 2026],
    ['2026-05-31', 2026],
    ['2026-06-01', 2027],
    ['2026-12-31', 2027],
    ['2028-02-29', 2028],
  ])('planted %s, the first full season is %i', (plantedOn, year) => {
    expect(countingSeason(growing, plantedOn)).toBe(year);
  });
  test('a season that crosses the year is named by its start, and its check lies after it', () => {
    const southern = { starts: '10-01', countsIfBy: '01-15' } as const;
    expect([countingSeason(southern, '2027-01-15'), countingSeason(southern, '2027-01-16')]).toEqual([2026, 2027]);
    expect(spanInSeason(['03-01', '04-30'], southern, 2026)).toEqual({ opensOn: '2027-03-01', endsOn: '2027-04-30' });
  });
});

describe('calendar months on', () => {
  test.each([
    ['2021-01-07', 36, '2024-01-07'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-11-30', 1, '2026-12-30'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-05-10', 0, '2026-05-10'],
  ])('%s and %i: %s', (on, months, expected) => {
    expect(addMonths(on, months)).toBe(expected);
  });
});

describe('a season to its end', () => {
  test.each([
    [{ starts: '03-15', countsIfBy: '05-31', ends: '10-31' }, '2026-03-15…2026-10-31'],
    [{ starts: '11-01', countsIfBy: '11-01', ends: '05-31' }, '2026-11-01…2027-05-31'],
    [{ starts: '04-20', countsIfBy: '05-31' }, '2026-04-20…2027-04-19'],
  ])('%o of 2026: %s', (season, days) => {
    const { opensOn, endsOn } = seasonSpan(season, 2026);
    expect(`${opensOn}…${endsOn}`).toBe(days);
  });
});

describe('office days', () => {
  const { workingDays } = plantedStand().regime;
  test('weekends and National Day are free, a make-up Saturday is not', () => {
    expect(isWorkingDay(workingDays, '2026-11-01')).toBe(false);
    expect(isWorkingDay(workingDays, '2026-10-01')).toBe(false);
    expect(isWorkingDay(workingDays, '2026-10-10')).toBe(true);
  });
  test('the day of issue is not counted', () => {
    expect(addWorkingDays(workingDays, '2026-11-02', 5)).toBe('2026-11-09');
    expect(workingDayFrom(workingDays, '2026-11-01')).toBe('2026-11-02');
  });
  test('a year without a published list still knows the fixed holidays', () => {
    expect(isWorkingDay(workingDays, '2030-10-01')).toBe(false);
  });
});
