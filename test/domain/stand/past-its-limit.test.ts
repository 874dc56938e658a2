/** Past its age limit a stand stays so until its closure is verified, whatever is counted of its stems meanwhile (ruling 3). */
import { describe, expect, test } from 'vitest';
import { activeDuties } from '../../../domain/stand/duties.ts';
import { plantedStand } from '../../support/regimes.ts';
import { Life } from './life.ts';

/** Poplar of 2026: its limit is the leaf window of 2031, which ends on 09-15; its recheck that year has until 10-31. */
function poplar(): Life {
  const life = new Life(plantedStand({ species: 'POPULUS' }));
  life.survey('2026-09-20', 1900);
  life.survey('2029-09-10', 1500);
  life.survey('2030-09-10', 1500);
  return life.until('2031-09-16');
}
const stageOf = (life: Life) => life.state.stage;
const hurt = (life: Life, on: string) => life.send(on, { type: 'reportDamage', seenOn: on, cause: 'FROST', lostM2: 0 });

describe('a poplar stand that has not closed by 2031-09-15', () => {
  test.each([
    ['passes its recheck', { livePoints: 1600 }, 'PASS', 'OVERDUE_ESTABLISHMENT'],
    [
      'is found effective',
      { livePoints: 1600, closure: [25, 100] as [number, number] },
      'PASS',
      'OVERDUE_ESTABLISHMENT',
    ],
    ['is the county’s to decide', { livePoints: 1599 }, 'COUNTY_DECISION', 'OVERDUE_ESTABLISHMENT'],
    ['has failed', { livePoints: 819 }, 'FAILED', 'FAILED'],
  ])('%s: %o is %s, and its stage %s', (_, counts, verdict, stage) => {
    const life = poplar();
    expect(stageOf(life)).toBe('OVERDUE_ESTABLISHMENT');
    life.canopy('2031-09-20', counts);
    expect([life.lastVerdict(), stageOf(life)]).toEqual([verdict, stage]);
  });
  test('stays past it through damage, replanting and a new count', () => {
    const life = poplar();
    life.canopy('2031-09-20', { livePoints: 1600 });
    hurt(life, '2032-01-10');
    life.survey('2032-01-20', 1500);
    const { id } = activeDuties(life.state).find(({ code }) => code === 'replant')!;
    expect(stageOf(life)).toBe('OVERDUE_ESTABLISHMENT');
    life.work('2032-04-01', id, { points: 500 });
    life.survey('2032-09-20', 1950);
    expect([life.lastVerdict(), stageOf(life)]).toEqual(['PASS', 'OVERDUE_ESTABLISHMENT']);
  });
  test('is forest once a yearly check finds it closed', () => {
    const life = poplar();
    life.canopy('2032-07-01', { closure: [20, 100] });
    expect(stageOf(life)).toBe('ESTABLISHED');
  });
  test('is another stand once it was planted anew', () => {
    const life = poplar();
    life.canopy('2031-09-20', { livePoints: 700 });
    const planting = { plantedOn: '2032-04-01', species: 'POPULUS', designedPoints: 2000, plantedPoints: 2000 };
    const regime = plantedStand({ species: 'POPULUS', plantedOn: '2032-04-01' }).regime;
    const { id } = activeDuties(life.state).find(({ code }) => code === 'reestablish')!;
    life.work('2032-04-01', id, { planting, regime });
    life.survey('2032-09-20', 1900);
    expect(stageOf(life)).toBe('UNESTABLISHED');
  });
});
