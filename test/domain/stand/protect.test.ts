/** Protected land: what the rules bar there is withdrawn, with its clause. */
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../domain/errors.ts';
import type { Protection } from '../../../domain/policy/regime.ts';
import type { Protect } from '../../../domain/stand/command.ts';
import { malformed } from '../../../domain/stand/guards.ts';
import { plantedStand, regimeFor, WEST } from '../../support/regimes.ts';
import { Life } from './life.ts';
import { child, merge, split } from './split-lives.ts';

/** On the map since 2031, its closure above the line of thinning in 2036. */
function grown(flags: readonly Protection[] = []): Life {
  const life = new Life(plantedStand());
  if (flags.length > 0) protect(life, '2026-05-01', flags);
  life.survey('2026-09-20', 1900);
  life.canopy('2031-07-20', { closure: [30, 100] });
  life.work('2031-08-01', 'mapRegistration-1');
  life.canopy('2036-07-20', { closure: [85, 100] });
  return life;
}

const protect = (life: Life, on: string, flags: readonly Protection[]) =>
  life.send(on, { type: 'protect', flags, evidence: 'paper-9' });

const THIN = { code: 'thinning', state: 'withdrawn', closedBy: 'NATURAL' };

describe('thinning is barred', () => {
  test.each([
    [['WELFARE_1'], 'withdrawn'],
    [['WELFARE_2'], 'planned'],
    [['WELFARE_2', 'RESERVE'], 'withdrawn'],
    [['NATURAL'], 'withdrawn'],
    [[], 'planned'],
  ] as const)('by %o: %s', (flags, state) => {
    expect(grown(flags).duty('thinning-2').state).toBe(state);
  });
  test('as it is raised, and where it is owed already, with flag and clause in the log', () => {
    const because = 'protected land · default';
    const raised = grown(['NATURAL']);
    expect(raised.duty('thinning-2')).toMatchObject(THIN);
    expect(raised.events('DutyWithdrawn').at(-1)).toMatchObject({ dutyId: 'thinning-2', by: 'NATURAL', because });
    const owed = grown();
    protect(owed, '2036-09-10', ['NATURAL']);
    expect(owed.duty('thinning-2')).toMatchObject({ ...THIN, task: { state: 'withdrawn' } });
    expect(owed.work('2036-10-01', 'thinning-2')).toMatchObject({ refused: 'DUTY_CLOSED' });
    expect(owed.events('DutyWithdrawn').at(-1)).toMatchObject({ because });
  });
  test('and nothing else: checks and the next look at the crowns stay', () => {
    const life = grown(['NATURAL']);
    expect(life.duty('lateTendingCheck-2.2')).toMatchObject({ state: 'planned' });
  });
  test('no more once the flag is lifted: the next check asks for it again', () => {
    const life = grown(['NATURAL']);
    protect(life, '2037-01-10', []);
    expect(life.state).not.toHaveProperty('protection');
    life.canopy('2043-07-20', { closure: [85, 100] });
    expect(life.state.duties.filter(({ code }) => code === 'thinning').map(({ state }) => state)).toEqual([
      'withdrawn',
      'planned',
    ]);
  });
});

describe('flags', () => {
  test('take the place of those before, in one order; the same ones again are refused', () => {
    const life = new Life(plantedStand());
    protect(life, '2026-05-01', ['RESERVE', 'WELFARE_1']);
    expect(life.state.protection).toEqual(['WELFARE_1', 'RESERVE']);
    expect(protect(life, '2026-05-02', ['WELFARE_1', 'RESERVE'])).toMatchObject({ refused: 'PROTECTION_UNCHANGED' });
    protect(life, '2026-05-03', ['NATURAL']);
    expect(life.state.protection).toEqual(['NATURAL']);
  });
  test('go with the land', () => {
    const parent = new Life(plantedStand());
    protect(parent, '2026-05-01', ['NATURAL']);
    for (const each of split(parent, '2026-11-20', [child('0101', 60_000), child('0102', 40_000)]))
      expect(each.state.protection).toEqual(['NATURAL']);
    const stays = new Life(plantedStand({ standNo: '0001' }));
    const gone = new Life(plantedStand({ standNo: '0002', lifeId: '9f3c1a00-0000-4000-8000-000000000002' }));
    protect(stays, '2026-05-01', ['NATURAL']);
    protect(gone, '2026-05-01', ['RESERVE']);
    merge(gone, stays, '2026-11-20');
    expect(stays.state.protection).toEqual(['NATURAL', 'RESERVE']);
  });
  test('are known ones', () => {
    const sent = { type: 'protect', commandId: 'c', digest: 'd', by: 'b', evidence: 'paper-9' };
    const isTaken = (flags: unknown) => !isRefusal(malformed({ ...sent, flags } as Protect));
    expect([[], ['NATURAL'], ['NATURE'], 'NATURAL'].map(isTaken)).toEqual([true, true, false, false]);
  });
  test('bar no coppicing of shrubs', () => {
    expect(regimeFor(WEST, '2026-04-10', 'CARAGANA').duties['coppice']).not.toHaveProperty('barredBy');
  });
});
