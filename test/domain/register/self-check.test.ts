/** The county's self-check of a year's plantings. */
import { describe, expect, test } from 'vitest';
import { selfChecked, type CountMade } from '../../../domain/register/self-check.ts';
import { shippedPolicy } from '../../../policies/load.ts';
import { plantedStand, type SeedOptions } from '../../support/regimes.ts';
import { Life } from '../stand/life.ts';

const rules = shippedPolicy().registers.selfCheck!;
const planted = (options: SeedOptions = {}) => new Life(plantedStand(options));
const checked = (life: Life, counts: readonly CountMade[], year = 2026) =>
  selfChecked(life.state, () => counts, { year, rules });
const on = (capturedOn: string, level?: CountMade['level']): CountMade => ({
  surveyId: `s-${capturedOn}`,
  capturedOn,
  ...(level && { level }),
});

describe('a planting of the year is self-checked', () => {
  test.each([
    ['by a count of the county in the autumn', on('2026-09-20'), true],
    ['by a count of its own unit', on('2026-09-20', 'SELF'), true],
    ['on the first day of the autumn', on('2026-08-20'), true],
    ['not the day before', on('2026-08-19'), false],
    ['not by the supervisor who accepts the planting', on('2026-09-20', 'SUPERVISOR'), false],
    ['not by an inspection of the city', on('2026-09-20', 'CITY'), false],
  ])('%s', (_, count, isCounted) => {
    expect(checked(planted(), [count])).toMatchObject([{ dueOn: '2026-11-30', ...(isCounted && { count }) }]);
    expect('count' in checked(planted(), [count])[0]!).toBe(isCounted);
  });
  test.each([
    ['on the day of the report', '2026-11-30', undefined],
    ['the day after it, a day late', '2026-12-01', 1],
    ['in the next autumn, all of these days late', '2027-09-20', 294],
  ])('%s', (_, day, daysLate) => {
    expect(checked(planted(), [on(day)])[0]?.daysLate).toBe(daysLate);
  });
  test('by the last count in time, not by one after it', () => {
    const counts = [on('2026-12-10'), on('2026-10-02'), on('2026-09-02')];
    expect(checked(planted(), counts)[0]?.count?.capturedOn).toBe('2026-10-02');
  });
  test('that was made in October from its planting day on', () => {
    const life = planted({ plantedOn: '2026-10-15', species: 'POPULUS' });
    expect(checked(life, [on('2026-10-14')])[0]).not.toHaveProperty('count');
    expect(checked(life, [on('2026-10-15')])[0]).toHaveProperty('count');
  });
});

describe('the report of a year has', () => {
  test('its plantings alone, each with its area', () => {
    expect(checked(planted({ areaM2: 40_000 }), [])).toEqual([
      { standId: '140921-0123', partId: 'p1', areaM2: 40_000, plantedOn: '2026-04-10', dueOn: '2026-11-30' },
    ]);
    expect(checked(planted(), [], 2027)).toEqual([]);
  });
  test('no planting that is lost, of a stand in parts those that stand', () => {
    const life = planted();
    life.send('2026-06-01', { type: 'reportDamage', seenOn: '2026-06-01', cause: 'FIRE', lostM2: 20_000 });
    expect(checked(life, []).map(({ partId, areaM2 }) => [partId, areaM2])).toEqual([['p1', 80_000]]);
  });
  test('none of a stand that is closed', () => {
    const life = planted();
    life.send('2026-06-01', { type: 'close', reason: 'SOLD' });
    expect(checked(life, [])).toEqual([]);
  });
  test('a new planting in the year of that one', () => {
    const life = planted();
    life.survey('2026-09-20', 100);
    const plantedOn = '2027-04-10';
    const planting = { ...life.seed.planting, plantedOn };
    life.work(plantedOn, 'reestablish-0', { planting, regime: life.seed.regime });
    expect(checked(life, [on('2026-09-20')], 2026)).toEqual([]);
    expect(checked(life, [on('2026-09-20')], 2027)).toMatchObject([{ plantedOn, dueOn: '2027-11-30' }]);
    expect(checked(life, [on('2026-09-20')], 2027)[0]).not.toHaveProperty('count');
  });
});
