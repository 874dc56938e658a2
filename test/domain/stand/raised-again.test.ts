/** A replanting that a count lets go can be asked for again by the next, and is counted anew by each. */
import { describe, expect, test } from 'vitest';
import { activeDuties } from '../../../domain/stand/duties.ts';
import { plantedStand } from '../../support/regimes.ts';
import { Life } from './life.ts';

const owed = (life: Life, code: string) => activeDuties(life.state).filter((duty) => duty.code === code);

/** Hurt and counted again five days later. */
function hurt(life: Life, on: string, countedOn: string, livePoints: number): void {
  life.send(on, { type: 'reportDamage', seenOn: on, cause: 'FROST', lostM2: 0 });
  life.survey(countedOn, livePoints, { dutyId: owed(life, 'damageCheck')[0]!.id });
}

function replantOwed(): Life {
  const life = new Life(plantedStand());
  life.survey('2026-09-10', 1400);
  return life;
}

describe('a stand to be replanted is hurt, counted and hurt once more', () => {
  const life = replantOwed();
  hurt(life, '2026-10-01', '2026-10-05', 1750);

  test('1,750 of 2,000 pass: the replanting is withdrawn', () => {
    expect(life.duty('replant-0').state).toBe('withdrawn');
    expect(owed(life, 'replant')).toEqual([]);
  });

  test('1,200 at the next count: it is owed again, with the seedlings missing now', () => {
    hurt(life, '2026-10-11', '2026-10-15', 1200);
    expect(owed(life, 'replant')).toMatchObject([
      { id: 'replant-0.2', needs: { seedlings: 800 }, opensOn: '2027-03-20' },
    ]);
  });

  test('its work is taken as the first one would have been: a round, and a check after it', () => {
    life.work('2027-04-02', 'replant-0.2', { points: 800 });
    expect(life.state.parts[0]).toMatchObject({ counts: { rounds: 1 }, replaced: [{ points: 800 }] });
    expect(owed(life, 'survivalCheck')).toMatchObject([{ opensOn: '2027-09-01' }]);
  });
});

describe('a later count of what is owed already', () => {
  test.each([
    ['fewer live', 900, 1100, ['RECOUNT']],
    ['as many live', 1400, 600, []],
    ['more live, still too few', 1500, 500, ['RECOUNT']],
  ])('%s: one replanting, its seedlings counted by the last', (_title, livePoints, seedlings, reasons) => {
    const life = replantOwed();
    const { opensOn, dueOn } = life.duty('replant-0');
    hurt(life, '2026-10-01', '2026-10-05', livePoints);
    expect(owed(life, 'replant')).toMatchObject([
      { id: 'replant-0', opensOn, dueOn, needs: { seedlings, stockAge: 3 } },
    ]);
    expect(life.events('DutyRescheduled').map(({ reason }) => reason)).toEqual(reasons);
  });

  test('a patch that nobody measured again keeps its number', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-10', 1900, { deadPatchM2: 900 });
    const { needs } = life.duty('replantPatch-0');
    life.audit('2026-10-10', 'PROVINCE', 1850);
    expect(life.duty('replantPatch-0').needs).toEqual(needs);
  });
});

describe('what fails once more in the same round', () => {
  test('a failed stand that is hurt and fails again is to be established anew, once', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-10', 700);
    hurt(life, '2026-10-01', '2026-10-05', 600);
    expect(owed(life, 'reestablish')).toHaveLength(1);
  });

  test('a failed stand that burns, and is to be established anew, owes that', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-10', 700);
    life.send('2026-10-01', { type: 'reportDamage', seenOn: '2026-10-01', cause: 'FIRE', lostM2: 100_000 });
    life.work('2026-10-05', 'lossDecision-0', { option: 'reestablish' });
    expect(owed(life, 'reestablish')).toMatchObject([{ state: 'planned' }]);
  });

  test('a replanting that was waived is not raised again by the same round’s next count', () => {
    const life = replantOwed();
    life.send('2026-09-12', { type: 'waive', dutyId: 'replant-0', reason: 'ROCK' });
    hurt(life, '2026-10-01', '2026-10-05', 1200);
    expect(owed(life, 'replant')).toEqual([]);
  });
});
