/** A certified disaster: out of the assessment's denominator, the duties of the field stay. */
import { describe, expect, test } from 'vitest';
import { passedIn, passRate } from '../../../domain/audit/rate.ts';
import type { DamageCause, ReportDamage } from '../../../domain/stand/command.ts';
import { malformed } from '../../../domain/stand/guards.ts';
import { wholeOf } from '../../../domain/stand/whole.ts';
import { EAST, plantedStand, regimeFor } from '../../support/regimes.ts';
import { Life } from './life.ts';

const planted = () => new Life(plantedStand({ areaM2: 100_000 }));
function strike(
  life: Life,
  areaM2: number,
  { lostM2 = 0, cause = 'DROUGHT' }: { readonly lostM2?: number; readonly cause?: DamageCause } = {},
) {
  const certified = { paper: 'drought-7', areaM2 };
  return life.send('2026-07-02', { type: 'reportDamage', seenOn: '2026-07-01', cause, lostM2, certified });
}

describe('what a paper certifies', () => {
  test('is out of the denominator, and the count that the field owes stays owed', () => {
    const life = planted();
    strike(life, 30_000);
    expect(wholeOf(life.state)).toMatchObject({ areaM2: 100_000, certifiedM2: 30_000 });
    expect(life.duty('damageCheck-0')).toMatchObject({ state: 'planned', dueOn: '2026-08-01' });
    expect(life.duty('survivalCheck-0').state).toBe('planned');
  });
  test('is no part of what an audit rates', () => {
    const life = planted();
    strike(life, 30_000);
    life.survey('2026-07-10', 1900, { dutyId: 'damageCheck-0' });
    life.survey('2026-09-20', 1900);
    life.audit('2026-10-10', 'PROVINCE', 1000);
    const sample = passedIn(life.state, 'PROVINCE')!;
    expect(sample).toEqual({ areaM2: 70_000, passedBelowM2: 70_000, passedM2: 0 });
    expect(passRate([sample, { areaM2: 70_000, passedBelowM2: 70_000, passedM2: 70_000 }])).toBe(0.5);
  });
  test('lies on what is lost first, the rest of it on what stands', () => {
    const life = planted();
    strike(life, 30_000, { lostM2: 20_000, cause: 'FLOOD' });
    expect(life.state.parts.map(({ id, certified }) => [id, certified?.[0]?.areaM2])).toEqual([
      ['p1', 10_000],
      ['p2', 20_000],
    ]);
  });
  test('goes with the area where a part is split, and ends with a new planting', () => {
    const life = planted();
    strike(life, 50_000);
    life.survey('2026-07-10', 1900, { dutyId: 'damageCheck-0' });
    life.pieces('2026-09-20', [
      { areaM2: 60_000, counts: { livePoints: 1150 } },
      { areaM2: 40_000, counts: { livePoints: 100 } },
    ]);
    expect(wholeOf(life.state).certifiedM2).toBe(50_000);
    expect(life.state.parts.map(({ certified }) => certified![0]!.areaM2)).toEqual([30_000, 20_000]);
    const planting = { plantedOn: '2027-04-10', species: 'LARIX', designedPoints: 800, plantedPoints: 800 };
    const [anew] = life.state.duties.filter(({ code }) => code === 'reestablish');
    life.work('2027-04-10', anew!.id, { planting, regime: regimeFor(EAST, '2027-04-10', 'LARIX') });
    expect(wholeOf(life.state).certifiedM2).toBe(30_000);
  });
  test('adds up to the paper’s square metres when a part is split in halves', () => {
    const life = planted();
    strike(life, 33_333);
    life.survey('2026-07-10', 1900, { dutyId: 'damageCheck-0' });
    life.pieces('2026-09-20', [
      { areaM2: 50_000, counts: { livePoints: 950 } },
      { areaM2: 50_000, counts: { livePoints: 100 } },
    ]);
    expect(life.state.parts).toHaveLength(2);
    expect(wholeOf(life.state).certifiedM2).toBe(33_333);
  });
  test('is at most what is left of the part', () => {
    const life = planted();
    strike(life, 60_000);
    expect(strike(life, 40_001)).toMatchObject({ refused: 'CERTIFIED_ABOVE_AREA', values: { wanted: 40_000 } });
    expect(strike(life, 40_000)).not.toHaveProperty('refused');
  });
  test.each([
    ['DROUGHT', undefined],
    ['FLOOD', undefined],
    ['FIRE', 'DISASTER_NOT_CERTIFIED'],
  ] as const)('%s: refused as %s', (cause, refused) => {
    expect((strike(planted(), 1000, { cause }) as { refused?: string }).refused).toBe(refused);
  });
  test('names its paper and its area', () => {
    const sent = { type: 'reportDamage', commandId: 'c', digest: 'd', by: 'b', seenOn: '2026-07-01', cause: 'FLOOD' };
    const refusalOf = (certified: unknown) => malformed({ ...sent, lostM2: 0, certified } as ReportDamage);
    expect(
      [{ paper: 'x', areaM2: 1 }, { paper: 'x' }, { areaM2: 1 }, {}].map((each) => refusalOf(each) === undefined),
    ).toEqual([true, false, false, false]);
  });
});
