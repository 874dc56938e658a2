/** Days that gates bar: both ends belong to a gate, the day of its lifting does not. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { addDays } from '../../domain/day.ts';
import { bars, freeFrom, gatedDays, type GateDays } from '../../domain/gate.ts';

const SNOW: GateDays = { fromOn: '2026-11-03', untilOn: '2026-11-07' };
const ENDLESS: GateDays = { fromOn: '2026-11-05' };

describe('a gate', () => {
  test.each([
    ['2026-11-02', false],
    ['2026-11-03', true],
    ['2026-11-07', true],
    ['2026-11-08', false],
  ])('of 3 to 7 November bars %s: %s', (on, barred) => {
    expect(bars(SNOW, on)).toBe(barred);
  });
  test.each([
    ['2026-11-05', true],
    ['2026-11-06', false],
    ['2026-11-07', false],
  ])('lifted on 6 November bars %s: %s', (on, barred) => {
    expect(bars({ ...SNOW, liftedOn: '2026-11-06' }, on)).toBe(barred);
  });
  test('lifted on its first day bars no day', () => {
    expect(bars({ ...SNOW, liftedOn: '2026-11-03' }, '2026-11-03')).toBe(false);
  });
  test('without an end bars every later day until it is lifted', () => {
    expect(bars(ENDLESS, '2046-11-05')).toBe(true);
    expect(bars({ ...ENDLESS, liftedOn: '2026-12-01' }, '2026-12-01')).toBe(false);
  });
});

describe('the first free day', () => {
  test.each([
    ['2026-11-02', '2026-11-02'],
    ['2026-11-03', '2026-11-08'],
    ['2026-11-07', '2026-11-08'],
    ['2026-11-08', '2026-11-08'],
  ])('from %s is %s', (on, free) => {
    expect(freeFrom([SNOW], on)).toBe(free);
  });
  test('lies behind all gates that touch or overlap, in whatever order they were announced', () => {
    const next = { fromOn: '2026-11-08', untilOn: '2026-11-10' };
    const over = { fromOn: '2026-11-09', untilOn: '2026-11-20' };
    expect(freeFrom([over, next, SNOW], '2026-11-03')).toBe('2026-11-21');
    expect(freeFrom([over, SNOW], '2026-11-03')).toBe('2026-11-08');
  });
  test('is not known where the stretch runs into a gate without an end', () => {
    expect(freeFrom([SNOW, { fromOn: '2026-11-08' }], '2026-11-03')).toBeUndefined();
    expect(freeFrom([SNOW, { fromOn: '2026-11-09' }], '2026-11-03')).toBe('2026-11-08');
  });
});

describe('gated days', () => {
  test.each([
    ['2026-11-01', '2026-11-30', 5],
    ['2026-11-07', '2026-11-09', 1],
    ['2026-11-08', '2026-11-09', 0],
    ['2026-11-01', '2026-11-03', 1],
    ['2026-11-05', '2026-11-04', 0],
  ])('from %s to %s are %i', (from, to, days) => {
    expect(gatedDays([SNOW], from, to)).toBe(days);
  });
  test('of overlapping gates count once', () => {
    expect(gatedDays([{ fromOn: '2026-11-06', untilOn: '2026-11-09' }, SNOW, SNOW], '2026-11-01', '2026-11-30')).toBe(
      7,
    );
  });

  const start = '2026-11-01';
  const days = fc.integer({ min: 0, max: 40 });
  const gate = fc
    .record({ first: days, length: fc.option(days, { nil: undefined }), free: fc.option(days, { nil: undefined }) })
    .map(({ first, length, free }): GateDays => {
      const fromOn = addDays(start, first);
      const until = length === undefined ? {} : { untilOn: addDays(fromOn, length) };
      const lifted = free === undefined || free > (length ?? 40) ? {} : { liftedOn: addDays(fromOn, free) };
      return { fromOn, ...until, ...lifted };
    });
  test.prop([fc.array(gate, { maxLength: 5 }), days, days])(
    'are the days that some gate bars',
    (gates, from, length) => {
      const all = Array.from({ length: length + 1 }, (_, index) => addDays(start, from + index));
      const barred = all.filter((on) => gates.some((each) => bars(each, on)));
      expect(gatedDays(gates, all[0]!, all.at(-1)!)).toBe(barred.length);
    },
  );
  test.prop([fc.array(gate, { maxLength: 5 }), days])(
    'all lie before the first free one, which is free',
    (gates, from) => {
      const on = addDays(start, from);
      const free = freeFrom(gates, on);
      if (free === undefined) return;
      expect(gates.some((each) => bars(each, free))).toBe(false);
      expect(gatedDays(gates, on, addDays(free, -1))).toBe(
        Math.max((Date.parse(free) - Date.parse(on)) / 86_400_000, 0),
      );
    },
  );
});
