/** A count of the first check that comes after a later one was judged: its verdict goes on record, and newer trees rule. */
import { describe, expect, test } from 'vitest';
import { activeDuties } from '../../../domain/stand/duties.ts';
import { wholeOf } from '../../../domain/stand/whole.ts';
import { why } from '../../../domain/stand/why.ts';
import { CLAUSES, plantedStand } from '../../support/regimes.ts';
import { Life } from './life.ts';

const plantings = (life: Life) =>
  activeDuties(life.state).flatMap(({ code, needs }) =>
    /replant|reestablish|fillUp/i.test(code) ? [`${code} ${needs?.seedlings ?? ''}`.trim()] : [],
  );

/** Nobody sent the count of 2026; 2029 was counted. */
function countedIn2029(live: number): Life {
  const life = new Life(plantedStand());
  life.survey('2029-09-10', live);
  return life;
}

describe('the count of autumn 2026 comes after that of autumn 2029', () => {
  test.each([
    [1700, 1400, 'REPLANT', 'UNESTABLISHED', []],
    [1700, 800, 'FAILED', 'UNESTABLISHED', []],
    [1500, 1900, 'PASS', 'PLANTED', ['lateReplant 500']],
    [700, 1900, 'PASS', 'FAILED', ['reestablish']],
  ])('%i live then, %i before: the verdict %s is kept, and nothing follows', (now, then, verdict, stage, owed) => {
    const life = countedIn2029(now);
    const check = activeDuties(life.state).find(({ code }) => code === 'survivalCheck');
    const answer = life.survey('2029-09-20', then, { capturedOn: '2026-10-20' });
    // A failure withdraws what was never judged: then no check is owed.
    expect(answer).toMatchObject(check === undefined ? { binding: false } : { binding: true, verdict });
    expect([life.state.stage, plantings(life)]).toEqual([stage, owed]);
    expect(wholeOf(life.state)).toMatchObject({ livePoints: now });
  });
  test('its answer says why, its ladder ends, and its letters are taken back', () => {
    const life = countedIn2029(1700);
    expect(life.survey('2029-09-20', 1400, { capturedOn: '2026-10-20' })).toMatchObject({
      because: expect.stringContaining('a later check has been judged'),
    });
    expect(life.duty('survivalCheck-0').state).toBe('done');
    expect(life.events('StepsTakenBack').at(-1)).toMatchObject({ dutyId: 'survivalCheck-0', steps: [1, 2, 3, 4, 5] });
  });
  test('the later result is the one that the province looks at', () => {
    const life = countedIn2029(1700);
    life.survey('2029-09-20', 1900, { capturedOn: '2026-10-20' });
    expect(life.audit('2029-10-10', 'PROVINCE', 1500)).toMatchObject({
      dutyId: 'preservationCheck-0',
      binding: true,
      verdict: 'LATE_REPLANT',
    });
  });
  test('both results are told in the order of their checks', () => {
    const life = countedIn2029(1700);
    life.survey('2029-09-20', 1400, { capturedOn: '2026-10-20' });
    expect(life.state.parts[0]!.verdicts.map(({ dutyId, verdict }) => `${dutyId} ${verdict}`)).toEqual([
      'survivalCheck-0 REPLANT',
      'preservationCheck-0 PASS',
    ]);
    expect(why(life.state, CLAUSES).map(({ code }) => code)).not.toContain('replant');
  });
});

test('forest is not to be replanted for a count from before it closed', () => {
  const life = new Life(plantedStand());
  life.canopy('2031-08-01', { closure: [25, 100] });
  life.survey('2031-08-05', 1400, { capturedOn: '2026-10-20' });
  expect([life.state.stage, plantings(life)]).toEqual(['ESTABLISHED', []]);
});

test('a count from before a damage says nothing of what the damage has left', () => {
  const life = new Life(plantedStand()).until('2026-11-20');
  life.send('2026-11-20', { type: 'reportDamage', seenOn: '2026-11-20', cause: 'FROST', lostM2: 0 });
  life.survey('2026-11-25', 1500);
  expect(plantings(life)).toEqual(['replant 500']);
  life.survey('2026-11-30', 1900, { capturedOn: '2026-10-20' });
  expect(plantings(life)).toEqual(['replant 500']);
});

test('counts in the order of their days follow one upon the other, however late they come', () => {
  const life = new Life(plantedStand());
  life.survey('2029-09-20', 1400, { capturedOn: '2026-10-20' });
  expect(plantings(life)).toEqual(['replant 600']);
  life.survey('2029-09-21', 1700, { capturedOn: '2029-09-10' });
  expect(plantings(life)).toEqual([]);
});
