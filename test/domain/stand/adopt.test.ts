/** A stand takes new rules: what changes, what stays, and what it refuses. */
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../domain/errors.ts';
import { activeDuties } from '../../../domain/stand/duties.ts';
import { sayWhy } from '../../../domain/stand/say-why.ts';
import { timelineOf } from '../../../domain/stand/timeline.ts';
import { why } from '../../../domain/stand/why.ts';
import { rulesForStand } from '../../../policies/rules-for-stand.ts';
import { shippedPolicy } from '../../../policies/load.ts';
import {
  dutiesWith,
  EARLIER_CHECKS,
  FEWER_DUTIES,
  LATER_PLANTING,
  LOWER_LINE,
  MORE_VISITS,
  QUICKER_LADDER,
  SECOND_YEAR_CHECK,
  versionOf,
} from '../../support/policy-versions.ts';
import { CLAUSES, EAST, plantedStand, regimeFor, WEST, XINZHOU } from '../../support/regimes.ts';
import { Life } from './life.ts';

const stand = (options: Parameters<typeof plantedStand>[0] = {}) => new Life(plantedStand(options));
const daysOf = (life: Life, dutyId: string) => {
  const { opensOn, dueOn } = life.duty(dutyId);
  return `${opensOn}…${dueOn}`;
};
const refusedWith = (said: unknown) => (isRefusal(said) ? said.refused : 'taken');

describe('what is owed under new rules', () => {
  test('keeps its id and takes the days that these give; nothing else moves', () => {
    const life = stand();
    const before = life.state.duties;
    life.adopt('2026-05-01', EARLIER_CHECKS);
    expect(daysOf(life, 'survivalCheck-0')).toBe('2026-08-20…2026-10-10');
    expect(daysOf(life, 'preservationCheck-0')).toBe('2029-08-20…2029-10-10');
    expect(life.state.duties.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    const moved = life.events('DutyRescheduled').map(({ dutyId }) => dutyId);
    expect(moved).toEqual(['survivalCheck-0', 'preservationCheck-0']);
    expect(life.turns.at(-1)!.events[0]).toMatchObject({
      type: 'PolicyAdopted',
      changes: [{ was: 'r1', key: 'r2', before: 'xinzhou-2024@1.3.0', regime: { policy: 'xinzhou-2024@2.1.0' } }],
    });
  });

  test.each([
    ['2026-09-05', '2026-08-20…2026-10-10', 'more than the grace is left'],
    ['2026-10-01', '2026-08-20…2026-10-31', 'the grace of 30 days ends on the day it was due'],
    ['2026-09-25', '2026-08-20…2026-10-25', 'the grace of 30 days'],
    ['2026-10-15', '2026-09-01…2026-10-31', 'the new window has ended: the old days hold this once'],
  ])('adopted on %s an open check is due %s: %s', (on, days) => {
    const life = stand().until('2026-08-30');
    life.adopt(on, EARLIER_CHECKS);
    // Opened under the old rules on 1 September, it is not called back.
    expect(daysOf(life, 'survivalCheck-0')).toBe(days.replace('2026-08-20', '2026-09-01'));
    expect(life.duty('survivalCheck-0')).toMatchObject({ state: 'open', task: { n: 1, state: 'dispatched' } });
  });

  test('a task handed out for a window that comes later now is called back, and handed out again', () => {
    const life = stand();
    life.survey('2026-09-25', 1600);
    life.adopt('2027-03-25', LATER_PLANTING);
    expect(daysOf(life, 'replant-0')).toBe('2027-04-05…2027-05-10');
    expect(life.duty('replant-0')).toMatchObject({ state: 'planned', task: { state: 'withdrawn' } });
    expect(life.until('2027-04-05').duty('replant-0')).toMatchObject({ state: 'open', task: { n: 2 } });
  });

  test('a planting whose window was missed waits for the next of the new windows after it', () => {
    const life = stand();
    life.survey('2026-09-25', 1600);
    life.until('2027-05-02');
    expect(daysOf(life, 'replant-0')).toBe('2027-07-05…2027-08-15');
    life.adopt('2027-05-05', LATER_PLANTING);
    expect(daysOf(life, 'replant-0')).toBe('2027-07-05…2027-08-15');
    expect(life.duty('replant-0')).toMatchObject({ state: 'planned', misses: 1 });
  });

  test('what is late stays late with its letters, and a quicker ladder climbs no step within the grace', () => {
    const life = stand().until('2026-11-08');
    expect(life.duty('survivalCheck-0')).toMatchObject({ state: 'overdue', step: 2 });
    life.adopt('2026-11-12', QUICKER_LADDER);
    life.until('2026-12-11');
    expect(life.duty('survivalCheck-0').step).toBe(2);
    life.until('2026-12-12');
    expect(life.duty('survivalCheck-0').step).toBeGreaterThan(2);
  });

  test('a check repeated in a later year moves within that year', () => {
    const life = stand();
    life.survey('2026-09-25', 1900);
    life.survey('2029-09-20', 1500, { dutyId: 'preservationCheck-0' });
    expect(daysOf(life, 'preservationCheck-0.2')).toBe('2030-09-01…2030-10-31');
    life.adopt('2030-01-10', EARLIER_CHECKS);
    expect(daysOf(life, 'preservationCheck-0.2')).toBe('2030-08-20…2030-10-10');
  });

  test('a day agreed on by hand stays where the rule behind it has not changed', () => {
    const life = stand().until('2026-09-01');
    life.send('2026-09-02', { type: 'reschedule', dutyId: 'survivalCheck-0', dueOn: '2026-10-05', reason: 'RAIN' });
    life.adopt('2026-09-03', LOWER_LINE);
    expect(daysOf(life, 'survivalCheck-0')).toBe('2026-09-01…2026-10-05');
  });
});

describe('duties that only one of two rules knows', () => {
  test('what only the calendar asked for and the new rules do not know is withdrawn, in hand or not', () => {
    const life = stand().until('2026-05-01');
    life.adopt('2026-05-01', FEWER_DUTIES);
    const gone = life.events('DutyWithdrawn').map(({ dutyId, by }) => `${dutyId} ${by}`);
    expect(gone).toEqual([...[1, 2, 3, 4, 5, 6].map((n) => `tending-0.${n} c1`), 'provinceAudit-0 c1']);
    expect(life.duty('tending-0.1').task).toMatchObject({ state: 'withdrawn' });
    expect(() => life.until('2032-12-31')).not.toThrow();
  });

  test('what the new rules add is owed from now on', () => {
    const life = stand();
    life.adopt('2027-01-10', SECOND_YEAR_CHECK);
    expect(daysOf(life, 'secondYearCheck-0')).toBe('2028-09-01…2028-10-31');
  });

  test.each([
    ['2028-10-31', '2028-09-01…2028-11-30', 'on the last day of its window it leaves the grace of 30 days'],
    ['2028-09-10', '2028-09-01…2028-10-31', 'early in its window it has the window'],
  ])('adopted on %s the added check is owed %s: %s', (on, days) => {
    const life = stand();
    life.adopt(on, SECOND_YEAR_CHECK);
    expect(daysOf(life, 'secondYearCheck-0')).toBe(days);
  });

  test('a window that is over is never asked for afterwards', () => {
    const life = stand();
    life.adopt('2028-11-01', SECOND_YEAR_CHECK);
    expect(life.state.duties.some(({ code }) => code === 'secondYearCheck')).toBe(false);
  });

  test('of visits as many are owed in a year as the new rules ask for, those that ended counted among them', () => {
    const life = stand().until('2026-07-05');
    expect(life.state.duties.filter(({ code, state }) => code === 'tending' && state === 'lapsed')).toHaveLength(2);
    life.adopt('2026-07-06', MORE_VISITS);
    const visits = activeDuties(life.state).filter(({ code }) => code === 'tending');
    expect(visits.map(({ id, dueOn }) => `${id} ${dueOn}`)).toEqual([
      'tending-0.3 2026-09-30',
      'tending-0.4 2027-06-30',
      'tending-0.5 2027-09-30',
      'tending-0.6 2028-06-30',
      'tending-0.7 2026-09-30',
      'tending-0.8 2029-06-30',
    ]);
    life.adopt('2026-07-07', versionOf('2.0.0'));
    expect(activeDuties(life.state).filter(({ code }) => code === 'tending')).toHaveLength(4);
  });

  test('nothing new hangs on trees that failed and wait for a new design', () => {
    const life = stand();
    life.survey('2026-09-25', 500);
    life.adopt('2026-10-10', SECOND_YEAR_CHECK);
    expect(life.state.duties.some(({ code }) => code === 'secondYearCheck')).toBe(false);
  });
});

describe('what was judged', () => {
  test('stays judged by the rules of its day, while the next count goes by the new line', () => {
    const life = stand();
    life.survey('2026-09-25', 1650);
    life.adopt('2026-10-10', LOWER_LINE);
    expect(life.state.parts[0]!.verdicts).toMatchObject([{ verdict: 'REPLANT', rules: 'r1' }]);
    expect(life.duty('replant-0').state).toBe('planned');
    life.work('2027-04-02', 'replant-0', { points: 350 });
    life.survey('2027-09-20', 1650);
    expect(life.lastVerdict()).toBe('PASS');
  });

  test('is corrected by the rules of its day: 82 % was below the line of 85 % then', () => {
    const life = stand();
    life.survey('2026-09-25', 1800);
    life.adopt('2026-10-10', LOWER_LINE);
    expect(life.correct('2026-10-12', 's1', 1640, { capturedOn: '2026-09-26' })).toMatchObject({ verdict: 'REPLANT' });
    expect(life.events('VerdictGiven').at(-1)).toMatchObject({ rules: 'r1' });
    expect(life.duty('replant-0').state).toBe('planned');
    // What followed from the corrected result is known by the same rules, and can be taken back.
    expect(life.correct('2026-10-14', 's3', 1900, { capturedOn: '2026-09-26' })).toMatchObject({ verdict: 'PASS' });
    expect(life.duty('replant-0').state).toBe('withdrawn');
  });

  test('is looked at again by a higher inspection under the rules of that day', () => {
    const life = stand();
    life.survey('2026-09-25', 1640);
    life.adopt('2026-10-10', LOWER_LINE);
    expect(life.audit('2026-10-20', 'PROVINCE', 1640)).toMatchObject({ verdict: 'PASS', followUps: ['f1'] });
    expect(life.audit('2026-10-22', 'CITY', 500)).toMatchObject({ binding: false });
  });

  test('keeps of its rules what results need, in a third of the room', () => {
    const life = stand();
    life.survey('2026-09-25', 1640);
    const { r1: whole } = life.state.regimes;
    life.adopt('2026-10-10', LOWER_LINE);
    expect(Object.keys(life.state.regimes)).toEqual(['r1', 'r2']);
    expect(JSON.stringify(life.state.regimes['r1']).length).toBeLessThan(JSON.stringify(whole).length / 3);
    life.adopt('2026-10-11', MORE_VISITS);
    expect(Object.keys(life.state.regimes)).toEqual(['r1', 'r3']);
  });

  test('a life that was never counted leaves its old rules behind', () => {
    const life = stand();
    life.adopt('2026-05-01', LOWER_LINE);
    expect(Object.keys(life.state.regimes)).toEqual(['r2']);
  });
});

describe('a stand in parts', () => {
  const inParts = () => {
    const life = stand();
    life.pieces('2026-09-25', [
      { areaM2: 60_000, counts: { livePoints: 1150 } },
      { areaM2: 40_000, counts: { livePoints: 200 } },
    ]);
    return life;
  };
  const planting = { species: 'PINUS_TABULIFORMIS', designedPoints: 800, plantedPoints: 800 };

  test('takes the new rules in all of its parts at once, each by its own planting day', () => {
    const life = inParts();
    const regime = regimeFor(EAST, '2027-04-02');
    life.work('2027-04-02', 'reestablish-0.p2', { planting: { ...planting, plantedOn: '2027-04-02' }, regime });
    expect(life.adopt('2027-05-01', EARLIER_CHECKS)).not.toMatchObject({ refused: expect.anything() });
    const { parts, regimes } = life.state;
    expect(parts.map((part) => regimes[part.regime]!.policy)).toEqual(['xinzhou-2024@2.1.0', 'xinzhou-2024@2.1.0']);
    expect(new Set(parts.map((part) => part.regime)).size).toBe(2);
  });

  test('refuses rules that leave a part planted anew meanwhile without any', () => {
    const life = inParts();
    const rules = rulesForStand(EARLIER_CHECKS, life.state);
    if (isRefusal(rules)) throw new Error('the policy knows the stand');
    const regime = regimeFor(EAST, '2027-04-02');
    life.work('2027-04-02', 'reestablish-0.p2', { planting: { ...planting, plantedOn: '2027-04-02' }, regime });
    const before = life.state;
    expect(refusedWith(life.send('2027-04-02', { type: 'adoptPolicy', rules }))).toBe('RULES_MISSING');
    expect(life.state).toBe(before);
  });
});

describe('new rules are refused', () => {
  const rules = (life: Life, policy = EARLIER_CHECKS) => {
    const found = rulesForStand(policy, life.state);
    if (isRefusal(found)) throw new Error(found.refused);
    return found;
  };
  test('of the version the stand lives by, and of that version with another content', () => {
    const life = stand();
    expect(refusedWith(life.adopt('2026-05-01', XINZHOU))).toBe('POLICY_IN_FORCE');
    expect(refusedWith(life.adopt('2026-05-01', { ...XINZHOU, hash: 'edited' }))).toBe('POLICY_VERSION_TAKEN');
  });
  test('resolved for another planting day, whose edition is another one', () => {
    const life = stand();
    const [given] = rules(life);
    const of2022 = [{ ...given!, plantedOn: '2022-04-10' }];
    expect(refusedWith(life.send('2026-05-01', { type: 'adoptPolicy', rules: of2022 }))).toBe(
      'RULES_OF_OTHER_PLANTING',
    );
  });
  test('of a policy that does not know the county, and of one that keeps its days elsewhere', () => {
    const life = stand();
    expect(refusedWith(life.adopt('2026-05-01', shippedPolicy('oregon')))).toBe('POLICY_COUNTY_UNKNOWN');
    const elsewhere = versionOf('3.0.0', { timeZone: 'America/Vancouver' });
    expect(refusedWith(life.adopt('2026-05-01', elsewhere))).toBe('RULES_OF_OTHER_ZONE');
  });
  test.each([
    ['a replanting that a result asked for', { replant: undefined }],
    ['a check whose result stands', { survivalCheck: undefined }],
    [
      'a report that has become a work',
      { countyReport: { ...XINZHOU.duties['countyReport']!, kind: 'work' as const } },
    ],
  ])('that do not know %s', (_, change) => {
    const life = stand();
    life.survey('2026-09-25', 1600);
    const said = life.adopt('2026-10-01', versionOf('3.1.0', { duties: dutiesWith(change) }));
    expect(said).toMatchObject({
      refused: 'RULES_LACK_DUTY',
      values: { met: expect.stringContaining(Object.keys(change)[0]!) },
    });
  });
  test('before the planting, while the clock stands, and after the life has ended', () => {
    const life = stand();
    life.send('2026-05-01', { type: 'suspend', reason: 'DISPUTE' });
    expect(refusedWith(life.adopt('2026-05-02', EARLIER_CHECKS))).toBe('STAND_SUSPENDED');
    life.send('2026-05-03', { type: 'close', reason: 'SOLD' });
    expect(refusedWith(life.adopt('2026-05-04', EARLIER_CHECKS))).toBe('STAND_CLOSED');
    const seed = plantedStand({ plantedOn: '2026-04-10' });
    const early = new Life(seed, '2026-03-01');
    expect(refusedWith(early.adopt('2026-03-02', EARLIER_CHECKS))).toBe('ADOPTION_BEFORE_PLANTING');
  });
});

describe('the change is told', () => {
  const life = stand({ county: WEST });
  life.adopt('2026-05-01', EARLIER_CHECKS);
  const line = why(life.state, CLAUSES).find(({ code }) => code === 'survivalCheck')!;
  test('by why, with both versions and the day, in both languages', () => {
    expect(sayWhy(line, 'en')).toContain(
      '; rules of xinzhou-2024@2.1.0 since 2026-05-01, before that xinzhou-2024@1.3.0',
    );
    expect(sayWhy(line, 'zh')).toContain('；自 2026-05-01 起适用 xinzhou-2024@2.1.0，此前为 xinzhou-2024@1.3.0');
  });
  test('by the timeline, under the new version', () => {
    const row = timelineOf(plantedStand({ county: WEST }), life.turns, CLAUSES).at(-1)!;
    expect(row).toMatchObject({ deed: 'adoptPolicy', clause: 'xinzhou-2024@2.1.0', who: 'crew-1' });
    expect(row.about).toContain(
      'xinzhou-2024@1.3.0 → xinzhou-2024@2.1.0; survivalCheck-0 moved to 2026-08-20…2026-10-05, POLICY',
    );
  });
});
