/** A wrong survey is superseded, never edited; what followed is decided anew, or the correction is refused. */
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../domain/errors.ts';
import { activeDuties } from '../../../domain/stand/duties.ts';
import { openFollowUps } from '../../../domain/stand/follow-ups.ts';
import { wholeOf } from '../../../domain/stand/whole.ts';
import { plantedStand } from '../../support/regimes.ts';
import { Life } from './life.ts';

function counted(live: number): Life {
  const life = new Life(plantedStand());
  life.survey('2026-09-20', live);
  return life;
}

/** What is owed, by code and days. */
function owed(life: Life): string[] {
  return activeDuties(life.state)
    .map(({ code, opensOn, dueOn }) => `${code} ${opensOn}…${dueOn}`)
    .toSorted();
}

describe('a slip of the pen', () => {
  test.each([
    [170, 1700, 'FAILED', 'PASS'],
    [1600, 1800, 'REPLANT', 'PASS'],
    [1900, 1600, 'PASS', 'REPLANT'],
    [1900, 190, 'PASS', 'FAILED'],
    [1600, 160, 'REPLANT', 'FAILED'],
  ])(
    '%i live should have read %i: not %s but %s, and all is owed as if it had been counted so',
    (wrong, right, _was, is) => {
      const life = counted(wrong);
      expect(life.correct('2026-09-25', 's1', right, { capturedOn: '2026-09-20' })).toMatchObject({
        binding: true,
        verdict: is,
      });
      const straight = counted(right);
      straight.until('2026-09-25');
      expect(owed(life)).toEqual(owed(straight));
      expect(life.state.stage).toBe(straight.state.stage);
      expect(wholeOf(life.state)).toEqual(wholeOf(straight.state));
    },
  );

  test('the wrong survey stays on record, with what took its place', () => {
    const life = counted(170);
    life.correct('2026-09-25', 's1', 1700, { surveyId: 'right' });
    expect(life.state.parts[0]!.verdicts).toMatchObject([
      { surveyId: 's1', verdict: 'FAILED', overruledBy: 'right' },
      { surveyId: 'right', verdict: 'PASS' },
    ]);
    expect(life.events('SurveyRecorded').at(-1)).toMatchObject({ surveyId: 'right', supersedes: 's1' });
  });

  test('is corrected again, by the survey that stands', () => {
    const life = counted(170);
    life.correct('2026-09-25', 's1', 1600, { surveyId: 'second' });
    expect(life.correct('2026-09-26', 'second', 1900)).toMatchObject({ verdict: 'PASS' });
    expect(owed(life)).toEqual(owed(counted(1900)));
  });

  test('late replanting and its count are taken back with it', () => {
    const life = counted(1900);
    life.survey('2029-09-10', 1500);
    expect(life.lastVerdict()).toBe('LATE_REPLANT');
    life.correct('2029-09-12', 's2', 1700, { capturedOn: '2029-09-10' });
    expect(life.lastVerdict()).toBe('PASS');
    expect(life.state.parts[0]!.counts['lateReplants']).toBe(0);
    expect(activeDuties(life.state).map(({ code }) => code)).not.toContain('preservationCheck');
  });
});

describe('captured on another day', () => {
  test('before the window opened: nothing binding was counted, and the check is owed again', () => {
    const life = counted(700);
    expect(life.correct('2026-09-25', 's1', 700, { capturedOn: '2026-08-30' })).toMatchObject({ binding: false });
    expect(life.duty('survivalCheck-0').state).toBe('planned');
    life.until('2026-09-25');
    expect(life.duty('survivalCheck-0')).toMatchObject({ state: 'open', task: { n: 2 } });
    expect(life.survey('2026-09-26', 1900)).toMatchObject({ verdict: 'PASS' });
    expect(owed(life)).toEqual(owed(counted(1900)));
  });
});

describe('a deed outside cannot be undone', () => {
  test('a replanting done on the wrong survey refuses the correction, and names the deed', () => {
    const life = counted(1600);
    life.work('2027-04-02', 'replant-0', { points: 400 });
    const before = life.until('2027-05-01').state;
    const answer = life.correct('2027-05-01', 's1', 1900, { capturedOn: '2026-09-20' });
    expect(answer).toMatchObject({
      refused: 'CORRECTION_TOO_LATE',
      values: { met: 's1', dutyId: 'replant-0', closedOn: '2027-04-02' },
    });
    expect(life.state).toEqual(before);
  });
  test('the day before it was done it can be corrected', () => {
    const life = counted(1600);
    expect(life.correct('2027-04-01', 's1', 1900, { capturedOn: '2026-09-20' })).toMatchObject({ verdict: 'PASS' });
    expect(life.duty('replant-0').state).toBe('withdrawn');
  });
  test('nor can a check that a later one has followed', () => {
    const life = counted(1900);
    life.survey('2029-09-10', 1900);
    const answer = life.correct('2029-09-12', 's1', 1800, { capturedOn: '2026-09-20' });
    expect(answer).toMatchObject({ refused: 'CORRECTION_TOO_LATE', values: { dutyId: 'preservationCheck-0' } });
  });
  test('a report that was filed is named, for its paper is out', () => {
    const life = counted(1600);
    life.until('2027-07-01');
    life.correct('2027-07-05', 's1', 1900, { capturedOn: '2026-09-20' });
    expect(openFollowUps(life.state)).toMatchObject([{ what: 'REPORTED', dutyId: 'countyReport-0' }]);
  });
});

describe('a correction that is none', () => {
  test.each([
    ['of a survey nobody knows', 's9', 1900, {}, 'SURVEY_UNKNOWN'],
    ['in the future', 's1', 1900, { capturedOn: '2026-10-30' }, 'SURVEY_IN_FUTURE'],
    ['above the design', 's1', 9000, {}, 'COUNT_ABOVE_DESIGN'],
    ['under the id of the wrong one', 's1', 1900, { surveyId: 's1' }, 'SURVEY_ID_TAKEN'],
    ['by the unit that planted', 's1', 1900, { unit: 'team-3' }, 'UNIT_NOT_INDEPENDENT'],
  ])('%s is refused and changes nothing', (_title, supersedes, live, more, code) => {
    const life = new Life(plantedStand({ units: ['team-3'] }));
    life.survey('2026-09-20', 1600);
    const before = life.until('2026-09-25').state;
    const answer = life.correct('2026-09-25', supersedes, live, more);
    expect(isRefusal(answer) && answer.refused).toBe(code);
    expect(life.state).toEqual(before);
  });
  test('of a result that the province has overruled: its own stands, and is corrected at its level', () => {
    const life = counted(1900);
    life.audit('2026-10-05', 'PROVINCE', 700, { surveyId: 'audit' });
    expect(life.correct('2026-10-06', 's1', 1800)).toMatchObject({
      refused: 'SURVEY_UNKNOWN',
      values: { wanted: 'audit' },
    });
    life.correct('2026-10-07', 'audit', 1750);
    expect(life.state.parts[0]!.verdicts.at(-1)).toMatchObject({ verdict: 'PASS', level: 'PROVINCE' });
    expect(life.audit('2026-10-08', 'CITY', 100)).toMatchObject({ binding: false });
  });
});

describe('of a stand in parts', () => {
  const pieces = [
    { areaM2: 70_000, counts: { livePoints: 1350 } },
    { areaM2: 30_000, counts: { livePoints: 20 } },
  ];
  test('the part whose count was wrong is named, and it alone is decided anew', () => {
    const life = new Life(plantedStand());
    life.pieces('2026-09-20', pieces);
    const none = life.correct('2026-09-25', 's1', 200);
    expect(isRefusal(none) && none.refused).toBe('PART_MISSING');
    life.correct('2026-09-25', 's1', 520, { partId: 'p2', capturedOn: '2026-09-20' });
    expect(wholeOf(life.state).field).toEqual({ PASS: 100_000 });
    expect(life.duty('tending-0.4').parts).toEqual(['p1', 'p2']);
    expect(activeDuties(life.state).map(({ code }) => code)).not.toContain('reestablish');
  });
});
