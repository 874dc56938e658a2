/** A later result answers what an earlier one had asked for: no empty point is to be planted twice (rulings 10, 29). */
import { describe, expect, test } from 'vitest';
import { activeDuties } from '../../../domain/stand/duties.ts';
import { plantedStand } from '../../support/regimes.ts';
import { Life } from './life.ts';

const PLANTINGS = ['replant', 'replantPatch', 'fillUp', 'lateReplant', 'reestablish', 'countyDecision'];
/** What is to be planted or decided, with its seedlings. */
const owed = (life: Life) =>
  activeDuties(life.state).flatMap(({ code, needs }) =>
    PLANTINGS.includes(code) ? [[code, ...(needs?.seedlings === undefined ? [] : [needs.seedlings])].join(' ')] : [],
  );
const hurt = (life: Life, on: string) => life.send(on, { type: 'reportDamage', seenOn: on, cause: 'FROST', lostM2: 0 });

/** 500 of 2,000 points were empty in 2026, and nobody has replanted them. */
function neverReplanted(): Life {
  const life = new Life(plantedStand());
  life.survey('2026-09-20', 1500);
  return life;
}

/** Below the line after two rounds, and the county has not decided. */
function undecided(): Life {
  const life = neverReplanted();
  life.work('2027-04-05', 'replant-0', { points: 500 });
  life.survey('2027-09-20', 1600);
  life.work('2028-04-05', 'replant-1', { points: 400 });
  life.survey('2028-09-20', 1650);
  return life;
}

describe('a replanting that nobody made', () => {
  test.each([
    [1600, 'PASS', []],
    [1599, 'LATE_REPLANT', ['lateReplant 401']],
    [820, 'LATE_REPLANT', ['lateReplant 1180']],
    [819, 'FAILED', ['reestablish']],
  ])('meets %i of 2,000 at the preservation check: %s', (live, verdict, wanted) => {
    const life = neverReplanted();
    expect(owed(life)).toEqual(['replant 500']);
    expect(life.survey('2029-09-10', live)).toMatchObject({ verdict });
    expect(owed(life)).toEqual(wanted);
  });
  test('is asked for no more once the canopy has closed', () => {
    const life = neverReplanted();
    life.canopy('2031-08-01', { closure: [20, 100] });
    expect([life.state.stage, owed(life)]).toEqual(['ESTABLISHED', []]);
  });
});

describe('a higher inspection after the preservation check', () => {
  test.each([
    [1700, 1500, 'LATE_REPLANT', ['lateReplant 500']],
    [1500, 1700, 'PASS', []],
    [1500, 1400, 'LATE_REPLANT', ['lateReplant 600']],
    [700, 1500, 'LATE_REPLANT', ['lateReplant 500']],
  ])('of %i finds %i: %s, and leaves one planting at most', (county, province, verdict, wanted) => {
    const life = neverReplanted();
    life.survey('2029-09-10', county);
    expect(life.audit('2029-10-10', 'PROVINCE', province)).toMatchObject({ verdict });
    expect(owed(life)).toEqual(wanted);
  });
});

describe('the county’s decision after two rounds', () => {
  test.each([
    [1600, 'PASS', []],
    [1599, 'LATE_REPLANT', ['lateReplant 401']],
  ])('is nobody’s any more where the preservation check finds %i: %s', (live, verdict, wanted) => {
    const life = undecided();
    expect(owed(life)).toEqual(['countyDecision']);
    expect(life.survey('2029-09-10', live)).toMatchObject({ verdict });
    expect(owed(life)).toEqual(wanted);
  });
  test('nor where a count after damage passes', () => {
    const life = undecided();
    hurt(life, '2028-10-01');
    expect(life.survey('2028-10-05', 1700)).toMatchObject({ verdict: 'PASS' });
    expect([life.state.stage, owed(life)]).toEqual(['UNESTABLISHED', []]);
  });
  test.each([
    ['continue', 'REPLANT_DUE', ['replant 500']],
    ['carry', 'UNESTABLISHED', []],
    ['redesign', 'FAILED', ['reestablish']],
  ])('after year 5, %s: %s, and of two plantings none is left beside it', (option, stage, wanted) => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1900);
    for (const on of ['2029-09-05', '2030-09-10', '2031-09-10']) life.survey(on, 1500);
    const { id } = activeDuties(life.state).find(({ code }) => code === 'countyDecision')!;
    life.work('2031-09-20', id, { option });
    expect([life.state.stage, owed(life)]).toEqual([stage, wanted]);
  });
});

describe('a stand that is to be replanted whole', () => {
  test('owes the patch that had died no more by itself: its points are among those that are missing', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1900, { deadPatchM2: 800 });
    expect(owed(life)).toEqual(['replantPatch 16']);
    hurt(life, '2026-11-01');
    life.survey('2026-11-10', 1500, { deadPatchM2: 800 });
    expect(owed(life)).toEqual(['replant 500']);
  });
  test('owes what the supervisor found lacking no more by itself', () => {
    const life = new Life(plantedStand());
    const visit = { surveyId: 'm0c', capturedOn: '2026-05-05', counts: { livePoints: 1800 }, plots: 0 } as const;
    const surveyors = ['supervisor-1', 'supervisor-2'];
    life.send('2026-05-05', { type: 'submitSurvey', ...visit, level: 'SUPERVISOR', surveyors });
    expect(owed(life)).toEqual(['fillUp 200']);
    life.survey('2026-09-20', 1500);
    expect(owed(life)).toEqual(['replant 500']);
  });
  test('owes the late replanting no more that was asked for before the frost', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1900);
    life.survey('2029-09-10', 1500);
    hurt(life, '2029-11-01');
    life.survey('2029-11-10', 1400);
    expect(owed(life)).toEqual(['replant 600']);
  });
});

describe('a late replanting that is still to be made', () => {
  test('needs the seedlings that are missing at the recheck, and is the only one', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1900);
    life.survey('2029-09-10', 1500);
    expect(life.survey('2030-09-10', 1400)).toMatchObject({ verdict: 'RECHECK' });
    expect(owed(life)).toEqual(['lateReplant 600']);
  });
  test('made, is not asked for again: there is one of it (ruling 5)', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1900);
    life.survey('2029-09-10', 1500);
    life.work('2030-04-10', 'lateReplant-0', { points: 500 });
    expect(life.survey('2030-09-10', 1400)).toMatchObject({ verdict: 'RECHECK' });
    expect(owed(life)).toEqual([]);
  });
});

describe('a dead patch that is measured again', () => {
  const patchDead = () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1900, { deadPatchM2: 800 });
    return life;
  };
  test.each([
    [671, ['replantPatch 14']],
    [670, []],
  ])('and has %i m² at the preservation check', (deadPatchM2, wanted) => {
    const life = patchDead();
    life.survey('2029-09-10', 1700, { deadPatchM2 });
    expect(owed(life)).toEqual(wanted);
  });
  test('or was not: it is owed as it was', () => {
    const life = patchDead();
    life.survey('2029-09-10', 1700);
    expect(owed(life)).toEqual(['replantPatch 16']);
  });
});
