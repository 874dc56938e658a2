/** Inspection levels and independence (rulings 21, 22). */
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../domain/errors.ts';
import { activeDuties } from '../../../domain/stand/duties.ts';
import { openFollowUps } from '../../../domain/stand/follow-ups.ts';
import { malformed } from '../../../domain/stand/guards.ts';
import { sayFollowUp, sayWhy } from '../../../domain/stand/say-why.ts';
import { why } from '../../../domain/stand/why.ts';
import { wholeOf } from '../../../domain/stand/whole.ts';
import { CLAUSES, EAST, plantedStand, regimeFor } from '../../support/regimes.ts';
import { Life } from './life.ts';
import { STOCK_PAPERS } from '../../support/papers.ts';

function counted(live: number, on = '2026-09-20'): Life {
  const life = new Life(plantedStand());
  life.survey(on, live);
  return life;
}

describe('independence', () => {
  const SIGNED = { level: 'COUNTY' as const, surveyors: ['a', 'b'], counts: { livePoints: 1900 }, plots: 0 };
  const survey = (life: Life, unit: string, on = '2026-09-20') =>
    life.send(on, { type: 'submitSurvey', surveyId: `of-${unit}`, capturedOn: on, ...SIGNED, unit });

  test('the unit that planted the stand gives a count at SELF: kept, and not binding', () => {
    const life = new Life(plantedStand({ units: ['team-3'] }));
    expect(survey(life, 'team-3')).toMatchObject({ binding: false, level: 'SELF' });
    expect(life.events('SurveyRecorded')).toMatchObject([{ level: 'SELF', unit: 'team-3', binding: false }]);
    expect(life.duty('survivalCheck-0').state).toBe('open');
  });
  test('another unit binds', () => {
    const life = new Life(plantedStand({ units: ['team-3'] }));
    expect(survey(life, 'station-1')).toMatchObject({ binding: true, level: 'COUNTY', verdict: 'PASS' });
  });
  test('the unit that replanted it judges it no more', () => {
    const life = counted(1600);
    life.send('2027-04-02', {
      type: 'submitWork',
      dutyId: 'replant-0',
      doneOn: '2027-04-02',
      points: 400,
      unit: 'team-9',
      papers: STOCK_PAPERS,
    });
    expect(survey(life, 'team-9', '2027-09-20')).toMatchObject({ binding: false, level: 'SELF' });
    expect(survey(life, 'station-1', '2027-09-21')).toMatchObject({ binding: true });
  });
  test('its audit does not bind either, whatever level it claims', () => {
    const life = new Life(plantedStand({ units: ['team-3'] }));
    life.survey('2026-09-20', 1600);
    expect(life.audit('2026-10-05', 'PROVINCE', 1900, { unit: 'team-3' })).toMatchObject({
      binding: false,
      level: 'SELF',
    });
  });
  test('a new design has a new planter: the old one may count it', () => {
    const seed = plantedStand({ units: ['team-3'] });
    const life = new Life(seed);
    life.survey('2026-09-20', 100);
    const planting = {
      plantedOn: '2027-04-08',
      species: 'PINUS_TABULIFORMIS',
      designedPoints: 2000,
      plantedPoints: 2000,
    };
    life.work('2027-04-08', 'reestablish-0', { planting: { ...planting, units: ['team-4'] }, regime: seed.regime });
    expect(survey(life, 'team-4', '2027-09-20')).toMatchObject({ binding: false });
    expect(survey(life, 'team-3', '2027-09-21')).toMatchObject({ binding: true });
  });
  test('a count without level and unit is the county’s, as it always was', () => {
    const life = counted(1900);
    expect(life.events('SurveyRecorded')[0]).not.toHaveProperty('level');
    expect(life.audit('2026-10-05', 'COUNTY', 100)).toMatchObject({ binding: false });
  });
});

describe('levels', () => {
  test.each([
    ['SELF', false, 'PASS'],
    ['SUPERVISOR', false, 'PASS'],
    ['COUNTY', false, 'PASS'],
    ['CITY', true, 'REPLANT'],
    ['PROVINCE', true, 'REPLANT'],
    ['NATION', true, 'REPLANT'],
  ] as const)('after a pass of the county a %s count of 1,500 binds: %s, and %s stands', (level, binding, stands) => {
    const life = counted(1900);
    expect(life.audit('2026-10-05', level, 1500)).toMatchObject({ binding, level });
    expect(wholeOf(life.state).field).toEqual({ [stands]: 100_000 });
  });
  test('the city after the province changes nothing, and stays on record', () => {
    const life = counted(1900);
    life.audit('2026-10-05', 'PROVINCE', 500);
    expect(life.audit('2026-10-09', 'CITY', 1900)).toMatchObject({ binding: false });
    expect(life.state.stage).toBe('FAILED');
    expect(life.events('SurveyRecorded').map(({ level, binding }) => [level, binding])).toEqual([
      [undefined, true],
      ['PROVINCE', true],
      ['CITY', false],
    ]);
  });
  test('an audit answers the check that is open still', () => {
    const life = new Life(plantedStand());
    expect(life.audit('2026-09-20', 'CITY', 1900)).toMatchObject({
      binding: true,
      verdict: 'PASS',
      dutyId: 'survivalCheck-0',
    });
    expect(life.duty('survivalCheck-0').state).toBe('done');
    const late = life.survey('2026-09-22', 100);
    expect(late).toMatchObject({ binding: false, dutyId: 'survivalCheck-0' });
  });
  test('an audit captured before the window is kept and does not bind', () => {
    const life = counted(1900);
    expect(
      life.send('2026-10-05', {
        type: 'submitAudit',
        surveyId: 'a',
        capturedOn: '2026-08-31',
        counts: { livePoints: 1 },
        plots: 0,
        level: 'NATION',
        surveyors: ['a', 'b'],
      }),
    ).toMatchObject({ binding: false });
  });
  test('an audit of a check that a later one has followed does not bind', () => {
    const life = counted(1600);
    life.work('2027-04-02', 'replant-0', { points: 400 });
    life.survey('2027-09-20', 1900);
    expect(life.audit('2027-10-05', 'NATION', 100, { dutyId: 'survivalCheck-0' })).toMatchObject({ binding: false });
    expect(life.audit('2027-10-06', 'NATION', 1500)).toMatchObject({ binding: true, dutyId: 'survivalCheck-1' });
  });
});

describe('the province finds what the county passed to have failed', () => {
  const life = counted(1900);
  const answer = life.audit('2027-07-05', 'PROVINCE', 700, { surveyId: 'audit' });

  test('its verdict binds from its date, and the county’s stays visible', () => {
    expect(answer).toMatchObject({ binding: true, verdict: 'FAILED', level: 'PROVINCE' });
    expect(life.state.parts[0]!.verdicts).toMatchObject([
      { verdict: 'PASS', overruledBy: 'audit' },
      { verdict: 'FAILED', level: 'PROVINCE', bindsFrom: '2027-07-05', round: 0 },
    ]);
  });
  test('what follows is decided anew: everything withdrawn, a new design asked for', () => {
    expect(life.state.stage).toBe('FAILED');
    expect(life.duty('preservationCheck-0').state).toBe('withdrawn');
    expect(life.duty('reestablish-0').opensOn).toBe('2028-03-20');
  });
  test('the report of 2027-06-30, which said PASS and was paid by, is a named follow-up', () => {
    expect(answer).toMatchObject({ followUps: ['f1'] });
    expect(openFollowUps(life.state)).toMatchObject([
      { id: 'f1', what: 'REPORTED', dutyId: 'countyReport-0', verdictBefore: 'PASS', verdictNow: 'FAILED' },
    ]);
    expect(sayFollowUp(life.state.followUps![0]!, 'en')).toBe(
      'follow-up f1: report of the county countyReport-0 of p1 was reported on pass; since 2027-07-05 survey audit says failed; somebody must see to it.',
    );
    expect(sayFollowUp(life.state.followUps![0]!, 'zh')).toContain('遗留 f1');
  });
  test('why names level, survey and the result it replaced', () => {
    const line = why(life.state, CLAUSES).find(({ code }) => code === 'reestablish')!;
    expect(sayWhy(line, 'en')).toContain('(failed by the province, survey audit instead of pass, survey s1)');
    expect(sayWhy(line, 'zh')).toContain('（省级判定失败，调查 audit，取代合格（调查 s1））');
  });
  test('somebody settles it, once', () => {
    const settle = { type: 'settleFollowUp' as const, followUpId: 'f1', reason: 'PAID_BACK' };
    expect(isRefusal(life.send('2027-08-01', settle))).toBe(false);
    expect(openFollowUps(life.state)).toEqual([]);
    const again = life.send('2027-08-02', settle);
    expect(isRefusal(again) && [again.refused, again.values['settledOn']]).toEqual(['FOLLOW_UP_SETTLED', '2027-08-01']);
    const other = life.send('2027-08-02', { ...settle, followUpId: 'f7' });
    expect(isRefusal(other) && other.refused).toBe('FOLLOW_UP_UNKNOWN');
  });
});

describe('the city finds what the county failed to have passed', () => {
  const life = counted(700);
  life.audit('2026-10-05', 'CITY', 1900);
  test('the failure’s new design is withdrawn and named, for it was planned; what the failure ended is owed again', () => {
    expect(life.duty('reestablish-0')).toMatchObject({ state: 'withdrawn', undone: true });
    expect(openFollowUps(life.state)).toMatchObject([{ what: 'PLANNED', dutyId: 'reestablish-0' }]);
    const owed = new Set(activeDuties(life.state).map(({ code }) => code));
    const passed = new Set(activeDuties(counted(1900).state).map(({ code }) => code));
    expect(owed).toEqual(passed);
  });
  test('the stage is as if it had passed at once, and preservation is checked in 2029', () => {
    expect(life.state.stage).toBe('UNESTABLISHED');
    life.until('2029-09-01');
    expect(life.duty('preservationCheck-0').state).toBe('open');
  });
});

describe('the same verdict from a better count', () => {
  test('keeps what was planned and counts its seedlings again', () => {
    const life = counted(1600);
    const answer = life.audit('2026-10-05', 'CITY', 1500);
    expect(answer).toMatchObject({ verdict: 'REPLANT' });
    expect(answer).not.toHaveProperty('followUps');
    expect(life.duty('replant-0')).toMatchObject({ state: 'planned', needs: { seedlings: 500 } });
  });
  test('does not ask twice for a replanting that is done', () => {
    const life = counted(1600);
    life.work('2027-04-02', 'replant-0', { points: 400 });
    life.audit('2027-06-05', 'CITY', 1500);
    expect(activeDuties(life.state).filter(({ code }) => code === 'replant')).toEqual([]);
  });
});

describe('an audit on what was done', () => {
  test('a replanting done on the lower result is named, and stays done', () => {
    const life = counted(1600);
    life.work('2027-04-02', 'replant-0', { points: 400 });
    life.audit('2027-06-05', 'PROVINCE', 700);
    expect(openFollowUps(life.state)).toMatchObject([{ what: 'DONE', dutyId: 'replant-0' }]);
    expect(life.duty('replant-0').state).toBe('done');
    expect(life.state.stage).toBe('FAILED');
  });
  test('the establishment taken back clears its day; the map registration planned on it is withdrawn', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1900);
    life.canopy('2031-07-20', { closure: [25, 100] });
    expect(wholeOf(life.state).establishedM2).toBe(100_000);
    life.send('2031-08-01', {
      type: 'submitAudit',
      surveyId: 'sky',
      capturedOn: '2031-08-01',
      counts: { closure: { hits: 15, of: 100, method: 'point' } },
      plots: 0,
      level: 'NATION',
      surveyors: ['a', 'b'],
    });
    expect(wholeOf(life.state).establishedM2).toBe(0);
    expect(life.duty('mapRegistration-1')).toMatchObject({ state: 'withdrawn', undone: true });
    expect(life.duty('establishBy-0').state).toBe('planned');
    expect(life.duty('closureCheck-0.2').opensOn).toBe('2032-07-01');
    life.canopy('2032-07-20', { closure: [25, 100] });
    expect(wholeOf(life.state).establishedM2).toBe(100_000);
    expect(activeDuties(life.state).map(({ code }) => code)).toContain('mapRegistration');
  });
});

describe('an audit finds pieces in what the county judged whole', () => {
  const life = counted(1900);
  const answer = life.audit('2026-10-05', 'PROVINCE', 0, {
    pieces: [
      { areaM2: 70_000, counts: { livePoints: 1350 } },
      { areaM2: 30_000, counts: { livePoints: 200 } },
    ],
  });
  test('each goes its own way, and each county result stays visible', () => {
    expect(answer).toMatchObject({ verdict: 'MIXED', parts: [{ verdict: 'PASS' }, { verdict: 'FAILED' }] });
    expect(wholeOf(life.state).field).toEqual({ PASS: 70_000, FAILED: 30_000 });
    expect(life.state.parts.map(({ verdicts }) => verdicts.map(({ verdict }) => verdict))).toEqual([
      ['PASS', 'PASS'],
      ['PASS', 'FAILED'],
    ]);
  });
  test('a piece that passes after all owes what the failure of the whole had ended, the failed rest does not', () => {
    const failed = counted(500);
    const pieces = [
      { areaM2: 50_000, counts: { livePoints: 200 } },
      { areaM2: 50_000, counts: { livePoints: 950 } },
    ];
    expect(failed.audit('2026-10-20', 'CITY', 0, { pieces })).toMatchObject({
      parts: [{ verdict: 'FAILED' }, { verdict: 'PASS' }],
    });
    const owed = (partId: string) =>
      activeDuties(failed.state).flatMap(({ id, parts }) => (parts.includes(partId) ? [id] : []));
    expect(owed('p1')).toEqual(['countyReport-0', 'grazingBan-0', 'reestablish-0']);
    expect(owed('p2')).toEqual(
      expect.arrayContaining(['tending-0.4.p2', 'preservationCheck-0.p2', 'closureCheck-0.p2', 'establishBy-0.p2']),
    );
    expect(owed('p2')).not.toContain('reestablish-0.p2');
  });
  test('a stand in parts is audited part by part', () => {
    const whole = life.audit('2026-10-20', 'NATION', 900);
    expect(isRefusal(whole) && whole.refused).toBe('PART_MISSING');
    expect(life.audit('2026-10-20', 'NATION', 520, { partId: 'p2' })).toMatchObject({ verdict: 'PASS' });
    expect(wholeOf(life.state).field).toEqual({ PASS: 100_000 });
  });
});

describe('from the wire', () => {
  const audit = {
    type: 'submitAudit' as const,
    commandId: 'c',
    digest: 'd',
    by: 'm',
    surveyId: 's',
    capturedOn: '2026-09-20',
    counts: { livePoints: 1 },
    plots: 0,
    level: 'CITY' as const,
    surveyors: ['a', 'b'],
  };
  const count = { areaM2: 5, counts: { livePoints: 1 } };
  test.each([
    ['level', { level: 'KING' }],
    ['level', { level: undefined }],
    ['surveyors', { surveyors: ['a'] }],
    ['surveyors', { surveyors: ['a', 'a'] }],
    ['surveyors', { surveyors: undefined }],
    ['surveyors', { type: 'submitSurvey', surveyors: undefined }],
    ['supersedes', { type: 'correctSurvey' }],
    ['pieces', { pieces: [count] }],
    ['pieces', { pieces: [count, { areaM2: 0, counts: { livePoints: 1 } }] }],
    ['pieces', { pieces: [count, { areaM2: 5 }] }],
    ['pieces', { pieces: [count, { areaM2: 5, lost: 'FIRE', counts: { livePoints: 1 } }] }],
    [
      'pieces',
      {
        pieces: [
          { areaM2: 5, lost: 'FIRE' },
          { areaM2: 5, lost: 'FIRE' },
        ],
      },
    ],
    ['pieces', { pieces: [count, { areaM2: 5, counts: { livePoints: -1 } }] }],
  ])('%s as in %o is named', (field, more) => {
    expect(malformed({ ...audit, ...more } as never)).toMatchObject({ values: { field } });
  });
  test('a sound one passes', () => {
    expect(malformed({ ...audit, pieces: [count, { areaM2: 5, lost: 'FIRE' }] })).toBeUndefined();
  });
});

describe('a higher inspection after a stand was established anew', () => {
  test('does not bind on the planting before: its result stays, and the new trees owe their own check', () => {
    const life = counted(600);
    const planting = { plantedOn: '2027-04-08', species: 'POPULUS', designedPoints: 2000, plantedPoints: 2000 };
    life.work('2027-04-08', 'reestablish-0', { planting, regime: regimeFor(EAST, '2027-04-08', 'POPULUS') });
    const before = life.state.parts;
    expect(life.audit('2027-05-01', 'PROVINCE', 1900, { dutyId: 'survivalCheck-0' })).toMatchObject({
      binding: false,
      because: expect.stringContaining('a later check') as string,
    });
    expect(life.state.parts).toEqual(before);
    expect(life.duty('survivalCheck-1').state).toBe('planned');
  });
});

describe('a higher inspection that finds pieces', () => {
  const PIECES = [
    { areaM2: 60_000, counts: { livePoints: 1150 } },
    { areaM2: 40_000, counts: { livePoints: 300 } },
  ];

  test('looks at the check of the part in each: one result a piece, of that check', () => {
    const life = counted(1400);
    life.audit('2026-10-20', 'PROVINCE', 0, { pieces: PIECES });
    const overruling = life.events('VerdictGiven').filter(({ overrules }) => overrules !== undefined);
    expect(overruling.map(({ partId, dutyId, verdict }) => [partId, dutyId, verdict])).toEqual([
      ['p1', 'survivalCheck-0', 'PASS'],
      ['p2', 'survivalCheck-0', 'FAILED'],
    ]);
  });

  test('of a part with a check of its own looks at that one, whichever part the first count was of', () => {
    const life = new Life(plantedStand());
    life.pieces('2026-09-20', PIECES);
    const again = [
      { areaM2: 25_000, counts: { livePoints: 450 } },
      { areaM2: 15_000, counts: { livePoints: 270 } },
    ];
    life.audit('2026-10-20', 'PROVINCE', 0, { pieces: again, partId: 'p2' });
    const overruling = life.events('VerdictGiven').filter(({ overrules }) => overrules !== undefined);
    expect(overruling.map(({ partId, dutyId, verdict }) => [partId, dutyId, verdict])).toEqual([
      ['p2', 'survivalCheck-0.p2', 'PASS'],
      ['p3', 'survivalCheck-0.p2', 'PASS'],
    ]);
    expect(life.state.parts[0]!.verdicts).toMatchObject([{ dutyId: 'survivalCheck-0', verdict: 'PASS' }]);
  });
});

describe('a count that comes after one of a higher level', () => {
  const judgedByCity = () => {
    const life = new Life(plantedStand({ units: ['u-planted'] }));
    life.audit('2026-09-20', 'CITY', 1900, { surveyId: 'city' });
    return life;
  };
  const unitCounts = (life: Life, more: object) =>
    life.send('2026-10-01', {
      type: 'submitSurvey',
      surveyId: 'later',
      capturedOn: '2026-10-01',
      counts: { livePoints: 1500 },
      plots: 0,
      ...more,
    });
  test.each([
    ['the county, for the check that is open', {}, undefined],
    ['the county, for the check by its name', { dutyId: 'survivalCheck-0' }, undefined],
    ['the supervisor', { level: 'SUPERVISOR', surveyors: ['li', 'wang'] }, 'SUPERVISOR'],
    ['the unit that planted it', { unit: 'u-planted' }, 'SELF'],
  ])('of %s is kept with its clause, and changes nothing', (_, more, level) => {
    const life = judgedByCity().until('2026-10-01');
    const before = life.state;
    expect(unitCounts(life, more)).toMatchObject({
      dutyId: 'survivalCheck-0',
      binding: false,
      because: expect.stringContaining('ruling 22') as string,
    });
    expect(life.events('SurveyRecorded').at(-1)).toMatchObject({ surveyId: 'later', ...(level && { level }) });
    expect(life.state.parts).toEqual(before.parts);
    expect(life.state.duties).toEqual(before.duties);
  });
  test.each([
    ['the same level', { level: 'CITY', surveyors: ['li', 'wang'] }],
    ['a higher one that is sent as no audit', { level: 'PROVINCE', surveyors: ['li', 'wang'] }],
  ])('of %s hears who was first', (_, more) => {
    expect(unitCounts(judgedByCity(), more)).toMatchObject({ refused: 'DUTY_CLOSED' });
  });
  test('in the next check’s window answers that check', () => {
    const life = judgedByCity();
    expect(life.survey('2029-09-10', 1800)).toMatchObject({ dutyId: 'preservationCheck-0', binding: true });
  });
  test('and is no count of its design is refused for that', () => {
    expect(unitCounts(judgedByCity(), { counts: { livePoints: 9_000 } })).toMatchObject({
      refused: 'COUNT_ABOVE_DESIGN',
    });
  });
});
