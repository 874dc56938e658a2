/** What kinds of field work need, and what bars each of them. */
import { describe, expect, test } from 'vitest';
import { bars, gatedDays } from '../../../domain/gate.ts';
import { firePeriodDays, foundAtDispatch, foundAtEscalation, fieldNeedsOf } from '../../../domain/stand/barred.ts';
import { checkPolicy } from '../../../policies/check.ts';
import { permittable } from '../../../policies/field-permits.ts';
import { burningRegime, burningText } from '../../support/burning.ts';
import { SHIPPED } from '../../support/policies.ts';
import { EAST, regimeFor, XINZHOU } from '../../support/regimes.ts';

const burning = burningRegime('2026-04-10');
const burnSlash = burning.duties['burnSlash']!;
const { replant, stockReinspection, mapRegistration, countyReport } = regimeFor(EAST, '2026-04-10').duties;

describe('a work needs', () => {
  test.each([
    ['a replanting: to go out and to enter the forest', replant!, ['FIELD_WORK', 'FOREST_ENTRY']],
    ['a re-inspection of stock: to go out', stockReinspection!, ['FIELD_WORK']],
    ['the burning of slash: fire as well', burnSlash, ['FIELD_WORK', 'FOREST_ENTRY', 'OPEN_FIRE']],
    ['a registration on the map: nothing', mapRegistration!, []],
    ['a report of the law: nothing', countyReport!, []],
  ])('%s', (_, spec, needs) => {
    expect(fieldNeedsOf(spec)).toEqual(needs);
  });
  test('of the rules of 0.4.0, that know no such word, to enter the forest', () => {
    const { outsideForest: _, ...asItWas } = stockReinspection!;
    expect(fieldNeedsOf(asItWas)).toContain('FOREST_ENTRY');
  });
});

describe('the fire period of 15 October to 15 June, without any order,', () => {
  const on = (day: string) => firePeriodDays(burning, burnSlash, { from: day, to: day });
  test.each([
    ['2026-10-14', false],
    ['2026-10-15', true],
    ['2027-02-28', true],
    ['2027-06-15', true],
    ['2027-06-16', false],
    ['2027-10-15', true],
  ])('bars a work that burns on %s: %s', (day, barred) => {
    expect(on(day).some((gate) => bars(gate, day))).toBe(barred);
  });
  test.each([
    ['2026-10-14', { kind: 'done' }],
    ['2026-10-15', { kind: 'blockedUntil', day: '2027-06-16' }],
    ['2027-01-01', { kind: 'blockedUntil', day: '2027-06-16' }],
    ['2027-06-15', { kind: 'blockedUntil', day: '2027-06-16' }],
    ['2027-06-16', { kind: 'done' }],
  ])('answers a dispatch of %s by %o', (day, found) => {
    expect(foundAtDispatch(on(day), day)).toEqual(found);
  });
  test('stops the ladder of what burns by its own days alone', () => {
    const [lateFrom, today] = ['2026-10-10', '2026-10-17'];
    expect(foundAtEscalation(on(today), { lateFrom, today })).toEqual({
      kind: 'excused',
      days: 3,
      until: '2027-06-16',
    });
  });
  test('bars nothing else, and most regimes do not even hold it', () => {
    expect(firePeriodDays(burning, replant!, { from: '2027-01-01', to: '2027-01-01' })).toEqual([]);
    expect(burning.firePeriod).toEqual(['10-15', '06-15']);
    for (const plantedOn of ['2020-04-10', '2026-04-10']) expect(regimeFor(EAST, plantedOn).firePeriod).toBeUndefined();
  });
  test('and a closure in it count a day once', () => {
    const gates = [...on('2026-10-20'), { fromOn: '2026-10-10', untilOn: '2026-10-20' }];
    expect(gatedDays(gates, '2026-10-01', '2026-10-20')).toBe(11);
  });
});

describe('a permit may be given', () => {
  test('where all field work is barred, for every planting and for tending', () => {
    const plantings = Object.entries(XINZHOU.duties).flatMap(([code, { kind }]) => (kind === 'planting' ? [code] : []));
    expect(permittable(XINZHOU, 'FIELD_WORK').toSorted()).toEqual([...plantings, 'tending'].toSorted());
    expect(plantings).toContain('replant');
  });
  test('where forests are closed, for all that enters them', () => {
    const codes = permittable(XINZHOU, 'FOREST_ENTRY');
    expect(codes).toEqual(expect.arrayContaining(['survivalCheck', 'tending', 'thinning']));
    for (const code of ['stockReinspection', 'mapRegistration', 'countyReport', 'grazingBan'])
      expect(codes).not.toContain(code);
  });
  test('for no fire', () => expect(permittable(XINZHOU, 'OPEN_FIRE')).toEqual([]));
  test('under no policy that names nothing', () => {
    const abroad = SHIPPED.find(({ policy }) => policy === 'finland')!;
    expect(permittable(abroad, 'FIELD_WORK')).toEqual([]);
  });
});

describe('a policy is refused', () => {
  const problems = (text: string) => checkPolicy(text, 'burning.yaml').map(({ path, met }) => `${path}: ${met}`);
  test('not at all where a work burns and the fire period is said', () => expect(problems(burningText())).toEqual([]));
  test.each([
    ['fire at a desk', 'office: true, openFire: true', 'duties.burnSlash.openFire: openFire of no field work'],
    [
      'a desk outside the forest',
      'office: true, outsideForest: true',
      'duties.burnSlash.outsideForest: outsideForest of no field work',
    ],
    [
      'fire on the law’s days',
      'statutory: true, openFire: true',
      'duties.burnSlash.openFire: openFire of no field work',
    ],
  ])('for %s', (_, flags, problem) => {
    expect(problems(burningText(flags))).toEqual([problem]);
  });
  test('for fire without a fire period', () => {
    const text = burningText()
      .replace(/^firePeriods: .*$/m, '')
      .replace(/^ {2}firePeriods: .*$/m, '');
    expect(problems(text)).toEqual(['duties.burnSlash.openFire: open fire without a fire period']);
  });
  test('for a permit of what is no field work', () => {
    const text = burningText().replace(', tending]\n', ', mapRegistration]\n');
    expect(problems(text)).toEqual(['fieldPermits.6: mapRegistration']);
  });
});
