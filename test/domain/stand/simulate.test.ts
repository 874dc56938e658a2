/** A life told ahead: the golden dates, whatever the order in which its outcomes were written. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { IsoDate } from '../../../domain/day.ts';
import type { StandEventType } from '../../../domain/stand/event.ts';
import { foldTurn, seedState, type FoldedTurn } from '../../../domain/stand/fold.ts';
import type { Foretold, ForetoldSurvey, Habit, Outcomes } from '../../../domain/stand/foretold.ts';
import { simulate, type Simulated } from '../../../domain/stand/simulate.ts';
import type { StandSeed } from '../../../domain/stand/state.ts';
import { timelineOf } from '../../../domain/stand/timeline.ts';
import { burningRegime } from '../../support/burning.ts';
import { CLAUSES, EAST, plantedStand, regimeFor, WEST } from '../../support/regimes.ts';

const NOTHING: Outcomes = { foretold: [], habits: [], delays: [] };

function walk(seed: StandSeed, until: IsoDate, outcomes: Partial<Outcomes> = {}): Simulated {
  return simulate({
    state: seedState(seed),
    startOn: seed.planting.plantedOn,
    until,
    outcomes: { ...NOTHING, ...outcomes },
    regimeFor: ({ plantedOn }) => regimeFor(EAST, plantedOn),
  });
}

function survey(on: IsoDate, live?: number, closureOf100?: number, receivedOn?: IsoDate): Foretold {
  const deed: ForetoldSurvey = {
    verb: 'survey',
    ...(live !== undefined && { live }),
    ...(closureOf100 !== undefined && { closure: { hits: closureOf100, of: 100, method: 'point' } }),
  };
  return { on, deed, ...(receivedOn !== undefined && { receivedOn }) };
}

function habit(code: string, more: Partial<Habit> = {}): Habit {
  return { code, day: 10, deed: { verb: 'work' }, ...more };
}

function days({ turns }: Simulated, type: StandEventType, about = ''): string[] {
  return turns.flatMap(({ on, events }) =>
    events.filter((event) => event.type === type && JSON.stringify(event).includes(about)).map(() => on),
  );
}

function spans({ turns }: Simulated, code: string): string[] {
  return turns.flatMap(({ events }) =>
    events.flatMap((event) =>
      event.type === 'DutyRaised' && event.code === code ? [`${event.opensOn}…${event.dueOn}`] : [],
    ),
  );
}

const s1 = plantedStand({ county: WEST, plantedOn: '2026-04-15', designed: 2000 });
const S9: readonly Foretold[] = [
  survey('2026-09-20', 1560),
  survey('2029-09-05', 1300, 15),
  survey('2031-08-01', undefined, 17),
  survey('2032-08-01', undefined, 19),
];

describe('S1 told ahead', () => {
  const told = walk(s1, '2030-12-31', { foretold: [survey('2026-09-20', 1560)] });
  test('the survival check is open 2026-09-01 to 10-25 and passes on 2026-09-20', () => {
    expect(spans(told, 'survivalCheck')).toEqual(['2026-09-01…2026-10-25']);
    expect(days(told, 'VerdictGiven', '"readings":{"NORMAL":"REPLANT","DRY":"PASS"}')).toEqual(['2026-09-20']);
  });
  test('tending is due twice by 2026-07-10, by 09-25, by 07-10 and 09-25 of 2027, and by 07-10 of three more years', () => {
    expect(spans(told, 'tending').map((span) => span.slice(11))).toEqual([
      '2026-07-10',
      '2026-07-10',
      '2026-09-25',
      '2027-07-10',
      '2027-09-25',
      '2028-07-10',
      '2029-07-10',
      '2030-07-10',
    ]);
  });
  test('the county reports on 2027-06-30, preservation is checked from 2029-09-01, the province audits on 2030-06-30', () => {
    expect(days(told, 'ReportFiled')).toEqual(['2027-06-30', '2030-06-30']);
    expect(days(told, 'DutyOpened', 'preservationCheck-0')).toEqual(['2029-09-01']);
  });
});

describe('S9 told ahead', () => {
  test('is effective in 2029 and established on 2033-08-01', () => {
    const told = walk(s1, '2034-12-31', { foretold: [...S9, survey('2033-08-01', undefined, 20)] });
    expect(days(told, 'StageEntered', 'EFFECTIVE')).toEqual(['2029-09-05']);
    expect(days(told, 'StageEntered', '"ESTABLISHED"')).toEqual(['2033-08-01']);
    expect(days(told, 'DeadlinePassed')).toEqual([]);
  });
  test('b: with 0.19 in 2033 and 2034 it is past its age limit on 2034-09-11', () => {
    const told = walk(s1, '2034-12-31', {
      foretold: [...S9, survey('2033-08-01', undefined, 19), survey('2034-08-01', undefined, 19)],
    });
    expect(days(told, 'DeadlinePassed', 'establishBy-0')).toEqual(['2034-09-11']);
    expect(told.state.stage).toBe('OVERDUE_ESTABLISHMENT');
  });
});

describe('the order of the outcomes', () => {
  const foretold = [
    ...S9,
    survey('2026-10-01', 5000),
    { on: '2027-01-10', deed: { verb: 'suspend', reason: 'DISPUTE' } },
    { on: '2027-03-01', deed: { verb: 'resume' } },
    { on: '2027-03-01', deed: { verb: 'damage', cause: 'FIRE', lostM2: 20_000 } },
  ] as const satisfies readonly Foretold[];
  const habits = [habit('tending'), habit('tending', { after: '2027-12-31', day: 20 }), habit('mapRegistration')];
  const delays = [{ from: '2026-09-19', days: 20 }, { days: 30 }];
  const inOrder = walk(s1, '2033-12-31', { foretold, habits, delays });
  test.prop([fc.shuffledSubarray([...foretold], { minLength: foretold.length }), fc.boolean()], {
    numRuns: 25,
  })('says nothing: any order tells the same life', (shuffled, turned) => {
    const other = { habits: turned ? habits.toReversed() : habits, delays: turned ? delays.toReversed() : delays };
    expect(walk(s1, '2033-12-31', { foretold: shuffled, ...other })).toEqual(inOrder);
  });
});

describe('what people do otherwise', () => {
  test('a visit is done on the 10th day of its window, or on the day said, and never after the window', () => {
    expect(days(walk(s1, '2026-12-31', { habits: [habit('tending')] }), 'WorkRecorded')).toEqual([
      '2026-05-10',
      '2026-05-10',
      '2026-08-24',
    ]);
    expect(days(walk(s1, '2026-08-01', { habits: [habit('tending', { day: 999 })] }), 'WorkRecorded')).toEqual([
      '2026-07-10',
      '2026-07-10',
    ]);
  });
  test('a share of the design counts up, so that 0.85 stands at the line and passes', () => {
    const seed = plantedStand({ designed: 1999 });
    const deed = { verb: 'survey', live: { share: [85, 100] } } as const;
    const told = walk(seed, '2026-12-31', { habits: [habit('survivalCheck', { deed })] });
    expect(days(told, 'VerdictGiven', '"livePoints":1700')).toEqual(['2026-09-10']);
    expect(told.state.stage).toBe('UNESTABLISHED');
  });
  test('a habit waits for a count foretold for its window, and a later one takes over from its day', () => {
    const deed = { verb: 'survey', live: { share: [9, 10] } } as const;
    const told = walk(s1, '2026-12-31', {
      foretold: [survey('2026-10-20', 1400)],
      habits: [habit('survivalCheck', { deed })],
    });
    expect(days(told, 'VerdictGiven', '"livePoints":1400')).toEqual(['2026-10-20']);
    const closed = (of100: number, after?: IsoDate) =>
      habit('closureCheck', { deed: survey('', undefined, of100).deed as ForetoldSurvey, ...(after && { after }) });
    const later = walk(s1, '2035-01-01', { habits: [closed(22, '2032-12-31'), closed(10)] });
    expect(days(later, 'VerdictGiven', 'closureCheck')).toEqual(['2031-07-19', '2032-07-19', '2033-07-19']);
    expect(days(later, 'StageEntered', '"ESTABLISHED"')).toEqual(['2033-07-19']);
  });
  test('a replanting takes as many seedlings as it needs; a new design is the old one where nothing else is said', () => {
    const seed = plantedStand({ plantedOn: '2026-04-05' });
    const habits = [habit('replant', { day: 14 }), habit('reestablish', { day: 20 })];
    const replanted = walk(seed, '2027-06-01', { foretold: [survey('2026-09-25', 1699)], habits });
    expect(days(replanted, 'WorkRecorded', '"points":301')).toEqual(['2027-04-02']);
    const anew = walk(seed, '2027-12-31', { foretold: [survey('2026-09-25', 700)], habits });
    expect(days(anew, 'Reestablished', '"plantedOn":"2027-04-08"')).toEqual(['2027-04-08']);
    expect(spans(anew, 'survivalCheck')).toContain('2027-09-01…2027-10-31');
  });
});

describe('a report', () => {
  test('captured in time and received late is on time, and its steps are taken back', () => {
    const told = walk(s1, '2026-12-31', { foretold: [survey('2026-10-24', 1560, undefined, '2026-11-12')] });
    expect(days(told, 'StepsTakenBack', '"steps":[1,2,3]')).toEqual(['2026-11-12']);
  });
  test('that is refused is kept beside the turns with its reason, and changes nothing', () => {
    const told = walk(s1, '2026-12-31', { foretold: [survey('2026-09-20', 2401)] });
    expect(told.sent).toMatchObject([{ on: '2026-09-20', refusal: { refused: 'COUNT_ABOVE_DESIGN' } }]);
    expect(told.turns).toEqual(walk(s1, '2026-12-31').turns);
  });
  test('for a day beyond the last is told as not reached', () => {
    const late = survey('2027-01-01', 1560);
    expect(walk(s1, '2026-12-31', { foretold: [late] }).notReached).toEqual([late]);
  });
  test('of a stretch in which nobody reports is made on the first day after it', () => {
    const told = walk(s1, '2026-12-31', {
      foretold: [survey('2026-09-20', 1560)],
      delays: [{ from: '2026-09-01', days: 60 }],
    });
    expect(told.sent).toMatchObject([{ on: '2026-10-31', command: { capturedOn: '2026-10-31' } }]);
    expect(days(told, 'DutyDone', '"late":true')).toEqual(['2026-10-31']);
  });
});

describe('a walk', () => {
  test('from the middle of a life goes on as the whole walk does', () => {
    const outcomes = { foretold: S9, habits: [habit('tending')] };
    const whole = walk(s1, '2033-01-01', outcomes);
    const half = whole.turns.filter(({ on }) => on < '2029-01-01');
    const state = half.reduce(foldTurn, seedState(s1));
    const rest = simulate({
      state,
      startOn: '2029-01-01',
      until: '2033-01-01',
      outcomes: { ...NOTHING, ...outcomes, foretold: S9.slice(1) },
      regimeFor: () => s1.regime,
    });
    const said = ({ on, events }: FoldedTurn) => [on, events.map(({ type }) => type)];
    expect(rest.turns.map(said)).toEqual(whole.turns.slice(half.length).map(said));
    const duties = ({ state: { duties: all } }: Simulated) => all.map(({ id, state: at, dueOn }) => [id, at, dueOn]);
    expect(duties(rest)).toEqual(duties(whole));
  });
  test('of a hundred years ends', () => {
    const told = walk(s1, '2126-04-15');
    expect(told.turns.at(-1)!.on > '2125-01-01').toBe(true);
  });
});

test('every turn of a life says what it is about: verdicts, reports, bans, deadlines, losses and steps', () => {
  const told = walk(s1, '2034-12-31', {
    foretold: [
      ...S9,
      { on: '2027-03-01', deed: { verb: 'damage', cause: 'FIRE', lostM2: 20_000 } },
      { on: '2027-04-01', deed: { verb: 'suspend', reason: 'DISPUTE' } },
      { on: '2027-05-01', deed: { verb: 'resume' } },
    ],
  });
  const rows = timelineOf(s1, told.turns, CLAUSES);
  expect(rows.filter(({ about, dutyId }) => about === '' && dutyId === undefined)).toEqual([]);
  const about = (on: IsoDate) => rows.filter((row) => row.on === on).map((row) => row.about);
  expect(about('2027-03-01')[0]).toContain('p1 FIRE seen 2027-03-01, 20000 m² lost; p2 split from p1, 20000 m²');
  expect(about('2027-04-01')).toContain('suspended, DISPUTE');
  expect(about('2027-05-01').join()).toContain('resumed after 30 days');
  expect(about('2027-06-30')).toEqual(['countyReport-0 says PASS, pay reads REPLANT']);
  expect(about('2031-08-01')[0]).toContain('closureCheck-0 17 of 100 covered: NOT_CLOSED');
  expect(about('2034-09-11').join()).toContain('establishBy-0 passed unmet');
});

describe('what burns', () => {
  const told = (plantedOn: IsoDate, flags?: string) =>
    walk(plantedStand({ plantedOn, regime: burningRegime(plantedOn, flags) }), '2027-12-31');
  test.each([
    ['2026-10-14', ['2026-10-14', '2027-06-16']],
    ['2026-10-15', ['2026-10-15', '2027-06-16']],
    ['2026-09-01', ['2026-09-01']],
  ])('and is raised on %s is handed out on %j: never in the fire period', (plantedOn, opened) => {
    expect(days(told(plantedOn), 'DutyOpened', 'burnSlash-0')).toEqual(opened);
  });
  test('is due after it by the days that were left, and climbs its ladder from there', () => {
    const held = told('2026-10-15').turns.flatMap(({ events }) => events.filter(({ type }) => type === 'DutyHeld'));
    expect(held).toMatchObject([{ dutyId: 'burnSlash-0', until: '2027-06-16', dueOn: '2027-07-16' }]);
    expect(days(told('2026-10-15'), 'StepReached', 'burnSlash-0').slice(0, 2)).toEqual(['2027-07-09', '2027-07-17']);
  });
  test('keeps nothing else from its day', () => {
    const told15 = told('2026-10-15');
    const plain = walk(plantedStand({ plantedOn: '2026-10-15' }), '2027-12-31');
    expect(days(told15, 'DutyOpened', 'tending')).toEqual(days(plain, 'DutyOpened', 'tending'));
  });
});
