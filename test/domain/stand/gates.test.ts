/** What gates mean for a duty: rulings 12, 19 and 36. */
import { describe, expect, test } from 'vitest';
import {
  foundAtDispatch,
  foundAtEscalation,
  foundAtMiss,
  foundInWindow,
  isFieldWork,
} from '../../../domain/stand/barred.ts';
import { plantedStand, regimeFor, WEST } from '../../support/regimes.ts';
import { Life } from './life.ts';

const SNOW = [{ fromOn: '2026-11-03', untilOn: '2026-11-07' }];

describe('a gate bars', () => {
  const { duties } = regimeFor(WEST, '2026-04-15', 'CARAGANA');
  const trees = regimeFor(WEST, '2026-04-15').duties;
  test('surveys, plantings and works in the field, and neither a desk nor a statutory day', () => {
    const field = Object.entries({ ...duties, ...trees }).flatMap(([code, spec]) => (isFieldWork(spec) ? [code] : []));
    expect(field.toSorted()).toEqual([
      'closureCheck',
      'coppice',
      'coppiceAgain',
      'damageCheck',
      'enrichment',
      'fillUp',
      'lateReplant',
      'lateTendingCheck',
      'preservationCheck',
      'reestablish',
      'replant',
      'replantPatch',
      'stockReinspection',
      'survivalCheck',
      'tending',
      'thinning',
    ]);
  });
});

describe('a deed answers', () => {
  test.each([
    ['2026-11-02', { kind: 'done' }],
    ['2026-11-03', { kind: 'blockedUntil', day: '2026-11-08' }],
    ['2026-11-07', { kind: 'blockedUntil', day: '2026-11-08' }],
    ['2026-11-08', { kind: 'done' }],
  ])('to a dispatch on %s %o', (on, found) => {
    expect(foundAtDispatch(SNOW, on)).toEqual(found);
  });
  test('to a dispatch on a day barred without an end: blocked', () => {
    expect(foundAtDispatch([{ fromOn: '2026-11-03' }], '2026-11-03')).toEqual({ kind: 'blocked' });
  });
  test.each([
    ['2026-11-02', { kind: 'done' }],
    ['2026-11-03', { kind: 'excused', days: 1, until: '2026-11-08' }],
    ['2026-11-08', { kind: 'excused', days: 5 }],
    ['2026-11-09', { kind: 'excused', days: 5 }],
  ])('to a step on %s of what was due on 25 October %o', (today, found) => {
    expect(foundAtEscalation(SNOW, { lateFrom: '2026-10-25', today })).toEqual(found);
  });
  test('to a step: the due day itself does not count, it was still time', () => {
    expect(foundAtEscalation(SNOW, { lateFrom: '2026-11-03', today: '2026-11-09' })).toEqual({
      kind: 'excused',
      days: 4,
    });
  });
  test('to a step in the midst of a gate without an end: the ladder stands, nobody knows until when', () => {
    const found = foundAtEscalation([{ fromOn: '2026-11-03' }], { lateFrom: '2026-10-25', today: '2026-11-09' });
    expect(found).toEqual({ kind: 'excused', days: 7, until: null });
  });
  test.each([
    ['2026-11-12', 'done'],
    ['2026-11-11', 'missExcused'],
  ])('to a window of 2 November to %s, of which 5 days were barred: %s', (endsOn, kind) => {
    expect(foundAtMiss(SNOW, { opensOn: '2026-11-02', endsOn }, 1).kind).toBe(kind);
  });
});

describe('days barred within an open window', () => {
  const AUTUMN = [{ fromOn: '2026-09-20', untilOn: '2026-10-25' }];
  const { survivalCheck, tending, closureCheck, replant } = regimeFor(WEST, '2026-04-15').duties;
  const days = { openedOn: '2026-09-01', dueOn: '2026-10-25' };
  test.each([
    ['the nudge falls among them', '2026-10-18', { dueOn: '2026-11-22', until: '2026-10-26' }],
    ['the first step comes the day after', '2026-10-26', { dueOn: '2026-11-30' }],
    ['the gate is announced when all steps were reached', '2026-12-24', { dueOn: '2026-11-30' }],
  ])('before today move its due day where %s', (_, today, moved) => {
    const found = foundInWindow(AUTUMN, survivalCheck!, { ...days, today });
    expect(found).toEqual({ was: '2026-10-25', ...moved });
  });
  test.each([
    ['the days by which it moves are barred in turn', '2026-11-05', '2026-11-20', '2026-11-11'],
    ['the gate ends with the window', '2026-10-25', '2026-11-20', '2026-10-31'],
  ])('move it to the day by which all free days have come, where %s', (_, untilOn, today, dueOn) => {
    const gates = [{ fromOn: '2026-10-20', untilOn }];
    expect(foundInWindow(gates, survivalCheck!, { ...days, today })).toMatchObject({ dueOn });
  });
  test('without a known end hold it, nobody knows until when', () => {
    const gates = [{ fromOn: '2026-10-18' }];
    expect(foundInWindow(gates, survivalCheck!, { ...days, today: '2026-10-18' })).toMatchObject({ until: null });
  });
  test.each([
    ['they come before the task was handed out', [{ fromOn: '2026-08-01', untilOn: '2026-08-31' }]],
    ['they are still to come: the next step asks again', [{ fromOn: '2026-10-20', untilOn: '2026-10-24' }]],
    ['they come after the due day: that is the ladder’s', SNOW],
  ])('move nothing where %s', (_, gates) => {
    const today = gates === SNOW ? '2026-11-09' : '2026-10-18';
    expect(foundInWindow(gates, survivalCheck!, { ...days, today })).toBeUndefined();
  });
  test('move surveys and tending, and neither a planting nor a check that is bound to the leaves', () => {
    const moves = [survivalCheck!, tending!, replant!, closureCheck!].map(
      (spec) => foundInWindow(AUTUMN, spec, { ...days, today: '2026-10-26' }) !== undefined,
    );
    expect(moves).toEqual([true, true, false, false]);
  });

  const west = () => new Life(plantedStand({ county: WEST, plantedOn: '2026-04-15' }));
  const ask = (life: Life, dutyId: string, was: string, dueOn: string) =>
    life.turn({ type: 'deedFound', dutyId, found: { kind: 'excused', days: 0, window: { was, dueOn } } });

  test('take back every step of a late count, the nudge too, and it climbs again from its new due day', () => {
    const life = west().until('2026-11-09');
    ask(life, 'survivalCheck-0', '2026-10-25', '2026-11-30');
    expect(life.events('StepsTakenBack')).toMatchObject([{ steps: [0, 1, 2, 3] }]);
    life.until('2026-12-07');
    const again = life.events('StepReached').filter(({ reachedOn }) => reachedOn > '2026-11-09');
    expect(again.map(({ step, reachedOn }) => `${step} ${reachedOn}`)).toEqual([
      '0 2026-11-23',
      '1 2026-12-01',
      '2 2026-12-07',
    ]);
  });
  test('leave the steps that stand by the new due day, and what was excused since the old one begins again', () => {
    const life = west().until('2026-11-09');
    life.turn({ type: 'deedFound', dutyId: 'survivalCheck-0', found: { kind: 'excused', days: 2 } });
    ask(life, 'survivalCheck-0', '2026-10-25', '2026-10-28');
    expect(life.events('StepsTakenBack')).toMatchObject([{ steps: [3] }]);
    expect(life.duty('survivalCheck-0')).toMatchObject({ dueOn: '2026-10-28', step: 2, excused: 0 });
  });
  test('make a visit that had lapsed be owed again, and it lapses when its new due day has passed', () => {
    const life = west().until('2027-07-11');
    const { id } = life.state.duties.find(({ opensOn, state }) => opensOn === '2027-05-01' && state === 'lapsed')!;
    ask(life, id, '2027-07-10', '2027-09-14');
    expect(life.until('2027-09-14').duty(id)).toMatchObject({ state: 'open', task: { n: 2 }, dueOn: '2027-09-14' });
    expect(life.until('2027-09-15').duty(id).state).toBe('lapsed');
  });
  test('heard twice, or of a due day that has moved meanwhile, change nothing', () => {
    const life = west().until('2026-11-09');
    ask(life, 'survivalCheck-0', '2026-10-25', '2026-11-30');
    const { rev } = life.state;
    ask(life, 'survivalCheck-0', '2026-10-25', '2026-11-30');
    expect(life.state.rev).toBe(rev);
  });
  test('change nothing of what was done meanwhile', () => {
    const life = west().until('2026-11-01');
    life.survey('2026-11-01', 1900);
    const { rev } = life.state;
    ask(life, 'survivalCheck-0', '2026-10-25', '2026-11-30');
    expect(life.state.rev).toBe(rev);
  });
});

describe('a missed window that gates barred by half (ruling 19)', () => {
  const missedOnce = () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1200);
    return life.until('2027-05-01');
  };
  const excuse = (life: Life, misses: number) =>
    life.turn({ type: 'deedFound', dutyId: 'replant-0', found: { kind: 'missExcused', misses } });

  test('does not count, its letter is void, and the next window stays as it was set', () => {
    const life = missedOnce();
    const { opensOn, dueOn } = life.duty('replant-0');
    expect(life.duty('replant-0').misses).toBe(1);
    excuse(life, 1);
    expect(life.events('MissExcused')).toMatchObject([{ dutyId: 'replant-0', misses: 0, step: 2 }]);
    expect(life.duty('replant-0').misses).toBeUndefined();
    expect(life.duty('replant-0')).toMatchObject({ state: 'planned', opensOn, dueOn });
  });
  test('makes the next miss the first one again: step 2, not step 4', () => {
    const life = missedOnce();
    excuse(life, 1);
    life.until('2027-08-16');
    expect(life.events('WindowMissed').map(({ misses }) => misses)).toEqual([1, 1]);
    expect(life.events('StepReached').at(-1)).toMatchObject({ step: 2, occurrence: 0 });
  });
  test('of two misses undoes the second alone, with its step 4', () => {
    const life = missedOnce().until('2027-08-16');
    excuse(life, 2);
    expect(life.events('MissExcused')).toMatchObject([{ misses: 1, step: 4 }]);
    expect(life.duty('replant-0').misses).toBe(1);
  });
  test('heard twice, or for another miss, changes nothing', () => {
    const life = missedOnce();
    excuse(life, 2);
    expect(life.events('MissExcused')).toEqual([]);
    excuse(life, 1);
    const { rev } = life.state;
    excuse(life, 1);
    expect(life.state.rev).toBe(rev);
  });
});

describe('a ladder in the midst of a gate', () => {
  const late = () => new Life(plantedStand({ county: WEST, plantedOn: '2026-04-15' })).until('2026-11-09');
  const excuse = (life: Life, days: number, until?: string | null) =>
    life.turn({
      type: 'deedFound',
      dutyId: 'survivalCheck-0',
      found: { kind: 'excused', days, ...(until !== undefined && { until }) },
    });
  const reachedAfter = (life: Life, on: string) =>
    life.events('StepReached').flatMap(({ step, reachedOn }) => (reachedOn > on ? [`${step} ${reachedOn}`] : []));

  test('waits for the first free day, and keeps the steps it had reached before the gate', () => {
    const life = late();
    excuse(life, 3, '2026-11-21');
    expect(life.events('StepsTakenBack')).toMatchObject([{ steps: [3] }]);
    expect(life.duty('survivalCheck-0').step).toBe(2);
    life.until('2026-11-21');
    expect(reachedAfter(life, '2026-11-09')).toEqual(['3 2026-11-21']);
    excuse(life, 14);
    life.until('2026-12-31');
    expect(reachedAfter(life, '2026-11-21')).toEqual(['3 2026-11-23', '4 2026-12-08']);
  });
  test.each([
    ['no end is known', null],
    ['the end lies far ahead', '2027-06-16'],
  ])('looks again after the policy’s thirty days where %s', (_, until) => {
    const life = late();
    excuse(life, 3, until);
    life.until('2026-12-31');
    expect(reachedAfter(life, '2026-11-09')[0]).toBe('3 2026-12-09');
  });
  test('hears the same twice without a change', () => {
    const life = late();
    excuse(life, 3, '2026-11-21');
    const { rev } = life.state;
    excuse(life, 3, '2026-11-21');
    excuse(life, 2);
    expect(life.state.rev).toBe(rev);
  });
});

describe('a check that a gate holds', () => {
  const open = () => new Life(plantedStand()).until('2026-09-01');
  const hold = (life: Life, on: string, found: { kind: 'blocked' } | { kind: 'blockedUntil'; day: string }) => {
    life.until(on).turn({ type: 'deedFound', dutyId: 'survivalCheck-0', found });
    const { heldUntil, dueOn } = life.duty('survivalCheck-0');
    return [heldUntil, dueOn];
  };
  const until = (day: string) => ({ kind: 'blockedUntil', day }) as const;

  test.each([
    ['the same end, on the same day', '2026-09-01', until('2026-09-11'), ['2026-09-11', '2026-11-10']],
    ['the same end, days later', '2026-09-04', until('2026-09-11'), ['2026-09-11', '2026-11-10']],
    ['an earlier end: what lifts it is told apart', '2026-09-04', until('2026-09-08'), ['2026-09-11', '2026-11-10']],
    ['an end two days later', '2026-09-04', until('2026-09-13'), ['2026-09-13', '2026-11-12']],
    ['no end', '2026-09-04', { kind: 'blocked' } as const, ['2026-10-04', '2026-12-03']],
  ])('for ten days hears %s', (_title, on, found, held) => {
    const life = open();
    expect(hold(life, '2026-09-01', until('2026-09-11'))).toEqual(['2026-09-11', '2026-11-10']);
    expect(hold(life, on, found)).toEqual(held);
  });

  test('is due as if it had never been held, once the gate was lifted on its first day', () => {
    const life = open();
    hold(life, '2026-09-01', until('2026-09-11'));
    hold(life, '2026-09-01', until('2026-09-13'));
    life.turn({ type: 'gateLifted' });
    expect(life.duty('survivalCheck-0').dueOn).toBe('2026-10-31');
  });
});
