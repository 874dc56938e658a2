/** What the policy means for one stand: edition, zone, windows, base (rulings 1, 9, 38). */
import { describe, expect, test } from 'vitest';
import type { Regime } from '../../domain/policy/regime.ts';
import { findCounty, findSpecies, nearestNames } from '../../policies/names.ts';
import { resolveRegime } from '../../policies/resolve.ts';
import { regimeFor, XINZHOU } from '../support/regimes.ts';

const brief = ({ basis, readings, windows, duties }: Regime) =>
  `${basis.zone} ${basis.group} ${duties['survivalCheck']!.base ?? 'designed'} ${readings.field} ${windows['check']!.join('…')}`;

describe('edition, zone and base follow county and planting day', () => {
  test.each([
    ['140921', '2026-04-10', 'NORMAL EAST designed NORMAL 09-01…10-31'],
    ['140921', '2023-05-22', 'NORMAL EAST planted NORMAL 09-01…10-31'],
    ['140921', '2023-05-23', 'NORMAL EAST designed NORMAL 09-01…10-31'],
    ['140932', '2026-04-10', 'DRY WEST designed DRY 09-01…10-25'],
    ['140932', '2022-04-10', 'NORMAL WEST planted NORMAL 09-01…10-25'],
    ['140925', '2026-04-10', 'NORMAL WEST designed NORMAL 09-01…10-25'],
    ['140971', '2026-05-10', 'NORMAL ALPINE designed NORMAL 08-20…10-10'],
  ])('county %s planted %s: %s', (county, plantedOn, expected) => {
    expect(brief(regimeFor(county, plantedOn))).toBe(expected);
  });
  test('dry by county list is provisional, and payment follows the NORMAL line', () => {
    const regime = regimeFor('140932', '2026-04-10');
    expect(regime.basis.provisional).toBe(true);
    expect(regime.readings).toEqual({ names: ['NORMAL', 'DRY'], field: 'DRY', pay: 'NORMAL' });
    expect(regimeFor('140921', '2026-04-10').basis.provisional).toBeUndefined();
  });
});

describe('high hills have their own windows from 1,600 m', () => {
  test.each([
    [1599, 'EAST'],
    [1600, 'ALPINE'],
  ])('%i m: %s', (altitudeM, group) => {
    expect(regimeFor('140921', '2026-04-10', 'PICEA', altitudeM).basis.group).toBe(group);
  });
});

describe('planting windows', () => {
  test('20 May to 30 June bars planting: the high hills plant until 19 May', () => {
    expect(regimeFor('140971', '2026-05-10').windows['spring']).toEqual(['04-20', '05-19']);
  });
  test('autumn only for species the policy lists', () => {
    const next = (species: string) => regimeFor('140921', '2026-04-10', species).duties['replant']!.when;
    expect(next('PINUS_TABULIFORMIS')).toEqual({ next: ['spring', 'rainy'] });
    expect(next('POPULUS')).toEqual({ next: ['spring', 'rainy', 'autumn'] });
  });
  test('gap sowing has its own window, which the bar leaves alone', () => {
    const regime = resolveRegime(XINZHOU, {
      countyCode: '140921',
      species: 'PINUS_TABULIFORMIS',
      method: 'DIRECT_SOWING',
      plantedOn: '2026-06-20',
    });
    expect([regime.duties['replant']!.when, regime.windows['sowing']]).toEqual([
      { next: ['sowing'] },
      ['06-15', '07-10'],
    ]);
  });
});

describe('every regime', () => {
  const all = Object.keys(XINZHOU.counties).flatMap((county) =>
    Object.keys(XINZHOU.species).flatMap((species) =>
      ['2022-04-10', '2026-04-10'].map((day) => regimeFor(county, day, species)),
    ),
  );
  test('stays within 9.1 KB, for it travels in the workflow input', () => {
    expect(Math.max(...all.map((regime) => Buffer.byteLength(JSON.stringify(regime))))).toBeLessThanOrEqual(9.1 * 1024);
  });
  test('has a window for everything its duties wait for', () => {
    for (const { duties, windows } of all) {
      for (const { when } of Object.values(duties)) {
        const names = 'next' in when ? when.next : 'in' in when && !('visits' in when) ? [when.in] : [];
        for (const name of names) expect(windows[name], name).toBeDefined();
      }
    }
  });
});

describe('names', () => {
  test.each([
    ['140921', '140921'],
    ['定襄县', '140921'],
    ['定襄', '140921'],
    ['Dingxiang', '140921'],
    ['Atlantis', undefined],
  ])('county %s is %s', (text, code) => {
    expect(findCounty(XINZHOU, text)).toBe(code);
  });
  test.each([
    ['油松', 'PINUS_TABULIFORMIS'],
    ['Pinus tabuliformis', 'PINUS_TABULIFORMIS'],
    ['华北落叶松', 'LARIX'],
    ['kask', undefined],
  ])('species %s is %s', (text, code) => {
    expect(findSpecies(XINZHOU, text)).toBe(code);
  });
  test('an unknown one is told the nearest', () => {
    expect(nearestNames('Dingxang', ['Xinfu', 'Dingxiang', 'Daixian'])[0]).toBe('Dingxiang');
  });
});
