/** Counts that come early, late, doubled or damaged. */
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../domain/errors.ts';
import { malformed } from '../../../domain/stand/guards.ts';
import { plantedStand, WEST } from '../../support/regimes.ts';
import { Life } from './life.ts';

const planted = () => new Life(plantedStand({ designed: 1000 }));
const refusedAs = (answer: unknown) => (isRefusal(answer) ? answer.refused : 'accepted');

describe('a count and the window of its check (ruling 34)', () => {
  test.each([
    ['2026-08-31', '2026-09-02', false, 'before its window'],
    ['2026-09-01', '2026-09-02', true, 'in its window'],
    ['2026-10-31', '2026-11-20', true, 'in its window'],
    ['2026-11-01', '2026-11-20', true, 'after its window'],
  ])('captured %s, received %s: binding %s, because it was captured %s', (capturedOn, on, binding, because) => {
    const answer = planted().survey(on, 900, { capturedOn });
    expect(answer).toMatchObject({ binding });
    expect((answer as { because: string }).because).toContain(because);
  });
  test('captured late, the steps it had reached stay', () => {
    const life = planted();
    life.survey('2026-11-20', 900, { capturedOn: '2026-11-02' });
    expect(life.events('StepsTakenBack')).toEqual([]);
    expect(life.events('DutyDone')[0]!.late).toBe(true);
  });
  test('captured before its window, the check stays owed', () => {
    const life = planted();
    life.survey('2026-08-20', 100);
    expect(life.duty('survivalCheck-0').state).toBe('planned');
    expect(life.events('VerdictGiven')).toEqual([]);
  });
  test('a count of live points between two checks is kept, not binding, and told early for the next one', () => {
    const life = planted();
    life.survey('2026-09-10', 900);
    expect(life.survey('2027-09-10', 300)).toMatchObject({
      binding: false,
      dutyId: 'preservationCheck-0',
      because: expect.stringContaining('before its window'),
    });
    expect(life.state.stage).toBe('UNESTABLISHED');
  });
  test('a measurement that no check asks for is kept and not binding', () => {
    expect(planted().canopy('2026-09-10', { cover: [10, 100] })).toMatchObject({
      binding: false,
      because: expect.stringContaining('no check was owed'),
    });
  });
});

describe('late counts and the replant window (ruling 28)', () => {
  test('a count captured in October and received in the planting window uses that window', () => {
    const life = planted();
    life.survey('2027-04-10', 500, { capturedOn: '2026-10-20' });
    expect(life.duty('replant-0')).toMatchObject({ opensOn: '2027-03-20', dueOn: '2027-04-30' });
  });
  test('received the day after the window, it uses the next one', () => {
    const life = planted();
    life.survey('2027-05-01', 500, { capturedOn: '2026-10-20' });
    expect(life.duty('replant-0')).toMatchObject({ opensOn: '2027-07-05', dueOn: '2027-08-15' });
  });
});

describe('a sample of a stand judged by its planted points', () => {
  test('so small that no planted point falls into it has one as its base, and does not pass by dividing by nothing', () => {
    const seed = plantedStand({ county: WEST, plantedOn: '2022-04-10', designed: 2000, planted: 400 });
    const life = new Life(seed);
    life.send('2022-09-10', {
      type: 'submitSurvey',
      surveyId: 'tiny',
      capturedOn: '2022-09-10',
      counts: { livePoints: 0, designedPoints: 2 },
      plots: 0,
    });
    expect(life.events('VerdictGiven')).toMatchObject([{ verdict: 'FAILED', livePoints: 0, basePoints: 1 }]);
  });
  test('more planted points than 1.2 times the designed ones are refused', () => {
    const answer = planted().send('2026-09-10', {
      type: 'submitSurvey',
      surveyId: 's',
      capturedOn: '2026-09-10',
      counts: { livePoints: 1, designedPoints: 100, plantedPoints: 121 },
      plots: 0,
    });
    expect(answer).toMatchObject({ refused: 'COUNT_ABOVE_DESIGN', values: { field: 'plantedPoints', limit: 120 } });
  });
});

describe('two crews at once', () => {
  test('the second count of the same check is refused and names the winner', () => {
    const life = planted();
    life.survey('2026-09-10', 900);
    expect(life.survey('2026-09-11', 910)).toMatchObject({
      refused: 'DUTY_CLOSED',
      values: { winner: 'crew-1 (s1)', dutyId: 'survivalCheck-0' },
    });
  });
  test('the same command twice has one effect and one answer', () => {
    const life = planted();
    const first = life.survey('2026-09-10', 900, { commandId: 'x', digest: 'y' });
    const rev = life.state.rev;
    expect(life.survey('2026-09-10', 900, { commandId: 'x', digest: 'y' })).toEqual(first);
    expect(life.state.rev).toBe(rev);
  });
});

describe('wrong input is refused with field, value and range', () => {
  test.each([
    [
      'a count on the day after today',
      (life: Life) => life.survey('2026-09-10', 900, { capturedOn: '2026-09-11' }),
      'SURVEY_IN_FUTURE',
    ],
    [
      'a count on the day before planting',
      (life: Life) => life.survey('2026-09-10', 900, { capturedOn: '2026-04-09' }),
      'SURVEY_BEFORE_PLANTING',
    ],
    ['1,201 live of 1,000 designed', (life: Life) => life.survey('2026-09-10', 1201), 'COUNT_ABOVE_DESIGN'],
    [
      'a duty that does not exist',
      (life: Life) => life.survey('2026-09-10', 900, { dutyId: 'survivalCheck-9' }),
      'DUTY_UNKNOWN',
    ],
    [
      'a count before the stand is planted',
      (life: Life) =>
        new Life(plantedStand({ plantedOn: '2027-04-10' }), life.state.lastAt.slice(0, 10)).survey('2026-09-10', 1),
      'SURVEY_BEFORE_PLANTING',
    ],
    ['work on a survey duty', (life: Life) => life.work('2026-09-10', 'survivalCheck-0', { points: 1 }), 'DUTY_KIND'],
  ])('%s', (_, act, code) => {
    const life = planted();
    life.until('2026-09-10');
    const before = life.state;
    expect(refusedAs(act(life))).toBe(code);
    expect(life.state).toEqual(before);
  });
  test('1,200 live of 1,000 designed is capped with a warning', () => {
    const life = planted();
    expect(life.survey('2026-09-10', 1200)).toMatchObject({
      verdict: 'PASS',
      warnings: [{ code: 'COUNT_CAPPED', met: 1200, wanted: 1000 }],
    });
    expect(life.events('VerdictGiven')[0]!.livePoints).toBe(1000);
  });
  test.each([
    ['counts.livePoints', { counts: { livePoints: -1 } }],
    ['counts.livePoints', { counts: { livePoints: Number.NaN } }],
    ['counts.livePoints', { counts: { livePoints: 8.5 } }],
    ['counts.designedPoints', { counts: { livePoints: 1, designedPoints: 0 } }],
    ['capturedOn', { capturedOn: '2026-02-29' }],
    ['capturedOn', { capturedOn: '10/09/2026' }],
    ['surveyId', { surveyId: '' }],
    ['by', { by: undefined }],
  ])('a damaged %s is named', (field, damage) => {
    const sound = {
      type: 'submitSurvey',
      commandId: 'c',
      digest: 'd',
      by: 'p',
      surveyId: 's',
      capturedOn: '2026-09-10',
      plots: 0,
      counts: { livePoints: 1 },
    };
    expect(malformed(sound as never)).toBeUndefined();
    expect(malformed({ ...sound, ...damage } as never)).toMatchObject({
      refused: 'COMMAND_MALFORMED',
      values: { field },
    });
  });
});

describe('a sample of plots', () => {
  test('is judged by its own points and scaled to the stand for seedlings, rounded up', () => {
    const life = new Life(plantedStand({ designed: 3000 }));
    life.send('2026-09-10', {
      type: 'submitSurvey',
      surveyId: 's1',
      capturedOn: '2026-09-10',
      plots: 3,
      counts: { livePoints: 111, designedPoints: 200 },
    });
    expect(life.events('VerdictGiven')[0]).toMatchObject({ livePoints: 111, basePoints: 200, partLivePoints: 1665 });
    expect(life.duty('replant-0').needs!.seedlings).toBe(1335);
  });
});

describe('a missed planting window (ruling 19)', () => {
  const life = new Life(plantedStand({ county: WEST, designed: 1000 }));
  life.survey('2026-09-20', 500);
  life.until('2028-12-31');
  test('brings the reminder the day after, and the supervision letter at every later miss', () => {
    const steps = life.events('StepReached').filter(({ dutyId, step }) => dutyId === 'replant-0' && step > 0);
    expect(steps.map(({ step, reachedOn }) => `${step} ${reachedOn}`)).toEqual([
      '2 2027-05-11',
      '4 2027-08-16',
      '4 2028-05-11',
      '4 2028-08-16',
    ]);
  });
  test('moves the task to the next allowed window, with the stock age of its year', () => {
    expect(
      life.events('WindowMissed').map(({ opensOn, dueOn, needs }) => `${opensOn}…${dueOn} ${needs?.stockAge}`),
    ).toEqual([
      '2027-07-01…2027-08-15 3',
      '2028-04-01…2028-05-10 4',
      '2028-07-01…2028-08-15 4',
      '2029-04-01…2029-05-10 5',
    ]);
  });
});

describe('duties already late at go-live (ruling 20)', () => {
  const seed = plantedStand({ plantedOn: '2025-04-10', goLiveOn: '2026-11-24' });
  test('are dispatched at once and climb no ladder before day 30', () => {
    const life = new Life(seed, '2026-11-24').until('2027-03-01');
    expect(life.events('DutyOpened')[0]!.turnOn).toBe('2026-11-24');
    expect(life.events('StepReached').map(({ step, reachedOn }) => `${step} ${reachedOn}`)).toEqual([
      '1 2026-12-25',
      '2 2026-12-31',
      '3 2027-01-08',
      '4 2027-01-23',
      '5 2027-02-22',
    ]);
  });
});

describe('moving a duty', () => {
  test('a check may be due earlier in its own window, and the nudge moves with it', () => {
    const life = planted();
    life.send('2026-09-02', { type: 'reschedule', dutyId: 'survivalCheck-0', dueOn: '2026-10-15', reason: 'CREW' });
    life.until('2026-10-10');
    const nudge = life.events('StepReached').find(({ dutyId }) => dutyId === 'survivalCheck-0');
    expect(nudge?.reachedOn).toBe('2026-10-08');
  });
  test.each(['2026-08-31', '2026-11-01', '2027-09-15'])(
    'a check cannot be moved to %s, outside its window',
    (dueOn) => {
      expect(
        refusedAs(
          planted().send('2026-09-02', { type: 'reschedule', dutyId: 'survivalCheck-0', dueOn, reason: 'CREW' }),
        ),
      ).toBe('DAY_OUTSIDE_WINDOW');
    },
  );
  test('a planting moves to the rainy season and is handed out when that opens, with the same stock age', () => {
    const life = planted();
    life.survey('2026-09-20', 500);
    life.until('2027-03-25');
    life.send('2027-03-25', { type: 'reschedule', dutyId: 'replant-0', dueOn: '2027-08-01', reason: 'STOCK' });
    expect(life.duty('replant-0')).toMatchObject({ state: 'planned', opensOn: '2027-07-05', dueOn: '2027-08-01' });
    life.until('2027-07-05');
    expect(life.duty('replant-0').task).toMatchObject({ n: 2, state: 'dispatched' });
  });
  test('an overdue duty cannot be moved away from its ladder', () => {
    expect(
      refusedAs(
        planted().send('2026-11-02', {
          type: 'reschedule',
          dutyId: 'survivalCheck-0',
          dueOn: '2026-11-30',
          reason: 'CREW',
        }),
      ),
    ).toBe('DUTY_OVERDUE');
  });
});

describe('a closed stand', () => {
  test('has its duties withdrawn, takes no commands and waits for nothing', () => {
    const life = planted();
    life.send('2026-09-10', { type: 'close', reason: 'LAND_TAKEN' });
    expect(life.duty('survivalCheck-0').state).toBe('withdrawn');
    expect(refusedAs(life.survey('2026-09-11', 900))).toBe('STAND_CLOSED');
    life.until('2030-01-01');
    expect(life.log.at(-1)!.on).toBe('2026-09-10');
  });
});

describe('a gate at dispatch (ruling 12)', () => {
  test('moves the due day of a survey by the gated days', () => {
    const life = planted().until('2026-09-01');
    life.turn({ type: 'deedFound', dutyId: 'survivalCheck-0', found: { kind: 'blockedUntil', day: '2026-09-06' } });
    life.until('2026-09-06');
    expect(life.duty('survivalCheck-0')).toMatchObject({ state: 'open', dueOn: '2026-11-05', task: { n: 2 } });
  });
  test('never moves the end of a planting window', () => {
    const life = planted();
    life.survey('2026-09-20', 500);
    life.until('2027-03-20');
    life.turn({ type: 'deedFound', dutyId: 'replant-0', found: { kind: 'blockedUntil', day: '2027-04-10' } });
    life.until('2027-04-10');
    expect(life.duty('replant-0')).toMatchObject({ state: 'open', dueOn: '2027-04-30' });
  });
});
