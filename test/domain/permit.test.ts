/** Permits: which gates take them, which days they free. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { addDays } from '../../domain/day.ts';
import { bars, type GateBars, type GateDays, type GateKind } from '../../domain/gate.ts';
import { permitRefusal, stillBarred } from '../../domain/permit.ts';

const HIGH = { fromOn: '2027-03-01', untilOn: '2027-05-31' };
const APRIL = { fromOn: '2027-04-01', untilOn: '2027-04-30' };

describe('what a gate still bars beside a permit', () => {
  test.each([
    ['2027-03-31', true],
    ['2027-04-01', false],
    ['2027-04-30', false],
    ['2027-05-01', true],
  ])('of April, on %s: %s', (on, barred) => {
    expect(stillBarred(HIGH, [APRIL]).some((gate) => bars(gate, on))).toBe(barred);
  });
  test.each([
    ['withdrawn on 10 April, that day again', { ...APRIL, liftedOn: '2027-04-10' }, '2027-04-10', true],
    ['withdrawn on 10 April, not the day before', { ...APRIL, liftedOn: '2027-04-10' }, '2027-04-09', false],
    ['withdrawn on its first day, all of it', { ...APRIL, liftedOn: '2027-04-01' }, '2027-04-01', true],
    ['without a last day, nothing up to the end', { fromOn: '2027-04-01' }, '2027-05-31', false],
  ])('%s', (_, permit, on, barred) => {
    expect(stillBarred(HIGH, [permit]).some((gate) => bars(gate, on))).toBe(barred);
  });
  test('a gate without an end is barred again once the permit is over', () => {
    const left = stillBarred({ fromOn: '2027-03-01' }, [APRIL]);
    expect(left).toEqual([{ fromOn: '2027-03-01', untilOn: '2027-03-31' }, { fromOn: '2027-05-01' }]);
  });

  const day = fc.integer({ min: 0, max: 40 }).map((n) => addDays('2027-03-01', n));
  const days = fc.record({ fromOn: day, untilOn: day, liftedOn: day }, { requiredKeys: ['fromOn'] });
  test.prop([days, fc.array(days, { maxLength: 3 }), day])(
    'is barred on the days that the gate bars and no permit frees',
    (gate, permits, on) => {
      const isFree = permits.some((permit) => bars(permit, on));
      expect(stillBarred<GateDays>(gate, permits).some((each) => bars(each, on))).toBe(bars(gate, on) && !isFree);
    },
  );
});

describe('a permit', () => {
  const ask = (of: { kind?: GateKind; bars?: GateBars }, asked: object = {}) =>
    permitRefusal(
      { id: 4, kind: 'ORDER', bars: 'FIELD_WORK', ...HIGH, ...of },
      { duties: ['replant'], ...APRIL, mayGoOn: ['replant', 'tending'], ...asked },
    )?.refused;
  test.each([
    ['an order of no field work', {}, undefined],
    ['a fire closure', { kind: 'FIRE' as const }, undefined],
    ['closed forests', { bars: 'FOREST_ENTRY' as const }, undefined],
    ['snow', { kind: 'SNOW' as const }, 'PERMIT_NOT_GIVEN'],
    ['a flood', { kind: 'FLOOD' as const }, 'PERMIT_NOT_GIVEN'],
    ['barred fire', { bars: 'OPEN_FIRE' as const }, 'PERMIT_NOT_GIVEN'],
  ])('under %s: %o %s', (_, gate, refused) => {
    expect(ask(gate)).toBe(refused);
  });
  test('lets go on what the policy names, and nothing else', () => {
    expect(ask({}, { duties: ['tending', 'replant'] })).toBeUndefined();
    expect(ask({}, { duties: ['tending', 'survivalCheck'] })).toBe('PERMIT_DUTY_BARRED');
  });
  test.each([
    ['2027-03-01', '2027-05-31', undefined],
    ['2027-02-28', '2027-05-31', 'PERMIT_DAYS_OUTSIDE'],
    ['2027-03-01', '2027-06-01', 'PERMIT_DAYS_OUTSIDE'],
    ['2027-04-02', '2027-04-01', 'PERMIT_DAYS_OUTSIDE'],
  ])('from %s to %s is of the days of its gate: %s', (fromOn, untilOn, refused) => {
    expect(ask({}, { fromOn, untilOn })).toBe(refused);
  });
});
