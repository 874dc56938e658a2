/** What a crew reads of fire, closures and permits before it goes, in both languages. */
import { describe, expect, test } from 'vitest';
import type { GateBars, GateKind } from '../../../domain/gate.ts';
import { fieldBars } from '../../../domain/stand/field-bars.ts';
import { sayFieldBars, sayNeeds } from '../../../domain/stand/say-field-bars.ts';
import { permittable } from '../../../policies/field-permits.ts';
import { burningRegime } from '../../support/burning.ts';
import { XINZHOU } from '../../support/regimes.ts';

const regime = burningRegime('2026-04-10');
const HIGH = { id: 4, kind: 'ORDER' as GateKind, fromOn: '2027-03-01', untilOn: '2027-05-31', permits: [] };
const NW8 = { id: 2, paperNo: 'NW-8', duties: ['replant'], stands: [], fromOn: '2027-04-01', untilOn: '2027-04-30' };

type Gate = Parameters<typeof fieldBars>[0][number];

function barsOf(code: string, gates: readonly Gate[], today = '2027-03-20') {
  const mayGoOn = (bars: GateBars) => permittable(XINZHOU, bars);
  return fieldBars(gates, { regime, spec: regime.duties[code]!, code, numbers: ['140921-0123'], mayGoOn, today });
}

const gate = (bars: GateBars, more: Partial<Gate> = {}): Gate => ({ ...HIGH, bars, ...more });

describe('a task tells', () => {
  test('what its work needs', () => {
    const burns = barsOf('burnSlash', []);
    expect([sayNeeds(burns, 'en'), sayNeeds(burns, 'zh')]).toEqual([
      'field work, forest entry, open fire',
      '野外作业、进山入林、野外用火',
    ]);
    expect(sayNeeds(barsOf('stockReinspection', []), 'en')).toBe('field work');
  });
  test('the fire period where it burns, and else not', () => {
    expect(sayFieldBars(barsOf('burnSlash', []), 'en')).toEqual(['no open fire 10-15…06-15 each year']);
    expect(sayFieldBars(barsOf('burnSlash', []), 'zh')).toEqual(['每年 10-15…06-15 禁止野外用火']);
    expect(sayFieldBars(barsOf('replant', []), 'en')).toEqual([]);
  });
  test.each([
    ['survivalCheck', 'FIELD_WORK', 'none'],
    ['replant', 'FIELD_WORK', 'needed'],
    ['survivalCheck', 'FOREST_ENTRY', 'needed'],
    ['burnSlash', 'OPEN_FIRE', 'none'],
  ] as const)('%s under a gate of %s: its permit is %s', (code, bars, permit) => {
    expect(barsOf(code, [gate(bars)]).gates).toMatchObject([{ permit }]);
  });
  test('nothing of a gate that bars what it does not need', () => {
    expect(barsOf('replant', [gate('OPEN_FIRE')]).gates).toEqual([]);
    expect(barsOf('stockReinspection', [gate('FOREST_ENTRY')]).gates).toEqual([]);
  });
  test.each([
    ['2027-05-31', 1],
    ['2027-06-01', 0],
  ])('a gate up to its last day: on %s %i', (today, gates) => {
    expect(barsOf('replant', [gate('FIELD_WORK')], today).gates).toHaveLength(gates);
  });
  test.each([
    ['for its duty', NW8, '2027-03-20', 'held'],
    ['on its last day', NW8, '2027-04-30', 'held'],
    ['the day after it', NW8, '2027-05-01', 'needed'],
    ['for another duty', { ...NW8, duties: ['tending'] }, '2027-03-20', 'needed'],
    ['for its stand', { ...NW8, stands: ['140921-0123'] }, '2027-03-20', 'held'],
    ['for another stand', { ...NW8, stands: ['140921-0124'] }, '2027-03-20', 'needed'],
    ['withdrawn since', { ...NW8, liftedOn: '2027-04-10' }, '2027-04-10', 'needed'],
  ])('a permit %s', (_, paper, today, permit) => {
    expect(barsOf('replant', [gate('FIELD_WORK', { permits: [paper] })], today).gates).toMatchObject([{ permit }]);
  });
  test.each([
    [{ permits: [NW8] }, '4 order (forest entry) 2027-03-01…2027-05-31: permit 2 NW-8 2027-04-01…2027-04-30'],
    [{}, '4 order (forest entry) 2027-03-01…2027-05-31: permit needed'],
    [{ liftedOn: '2027-04-20' }, '4 order (forest entry) 2027-03-01…2027-05-31 (ends on 2027-04-20): permit needed'],
    [{ kind: 'SNOW' as const }, '4 snow (forest entry) 2027-03-01…2027-05-31: barred'],
  ])('the gate %o in words', (more, said) => {
    expect(sayFieldBars(barsOf('replant', [gate('FOREST_ENTRY', more)]), 'en')).toEqual([`gate ${said}`]);
  });
  test('the same in Chinese', () => {
    const held = barsOf('replant', [gate('FIELD_WORK', { permits: [NW8] })]);
    expect(sayFieldBars(held, 'zh')).toEqual([
      '封禁 4 行政命令（野外作业） 2027-03-01…2027-05-31：持有许可 2 NW-8 2027-04-01…2027-04-30',
    ]);
    expect(sayFieldBars(barsOf('replant', [gate('FIELD_WORK')]), 'zh')[0]).toMatch(/须持许可$/);
    expect(sayFieldBars(barsOf('survivalCheck', [gate('FIELD_WORK')]), 'zh')[0]).toMatch(/禁止作业$/);
  });
});
