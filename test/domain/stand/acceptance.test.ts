/** The planting is accepted by the supervisor, or what it lacks is owed (M0c, ruling 24). */
import { describe, expect, test } from 'vitest';
import { timelineOf } from '../../../domain/stand/timeline.ts';
import { sayWhy } from '../../../domain/stand/say-why.ts';
import { why } from '../../../domain/stand/why.ts';
import type { SurveyCounts } from '../../../domain/stand/reported.ts';
import type { InspectionLevel } from '../../../domain/stand/inspection.ts';
import { CLAUSES, plantedStand } from '../../support/regimes.ts';
import { Life } from './life.ts';

const SIGNED = ['supervisor-1', 'supervisor-2'];

/** 2,000 points designed, planted on 10 April. */
function visited(
  life: Life,
  on: string,
  livePoints: number,
  more: { level?: InspectionLevel; counts?: SurveyCounts } = {},
) {
  const { level = 'SUPERVISOR', counts } = more;
  return life.send(on, {
    type: 'submitSurvey',
    surveyId: `m0c-${on}`,
    capturedOn: on,
    counts: { livePoints, ...counts },
    plots: 0,
    level,
    surveyors: SIGNED,
  });
}

describe('the visit of the supervisor after a planting', () => {
  test.each([
    [1900, 'ACCEPTED', undefined],
    [1899, 'NOT_ACCEPTED', { seedlings: 101, bySpecies: { PINUS_TABULIFORMIS: 101 }, stockAge: 2 }],
  ])('finds %i of 2,000 points sound: %s', (sound, verdict, needs) => {
    const life = new Life(plantedStand());
    expect(visited(life, '2026-05-05', sound)).toMatchObject({ binding: false, level: 'SUPERVISOR', verdict });
    expect(life.events('JudgementGiven')).toEqual([
      expect.objectContaining({
        code: 'plantingAcceptance',
        verdict,
        because: 'signed by the supervisor · default',
        rate: { counted: sound, of: 2000, wanted: 0.95 },
      }),
    ]);
    expect(life.state.duties.find(({ code }) => code === 'fillUp')?.needs).toEqual(needs);
  });
  test('asks for what is lacking in the next planting window, and leaves check, stage and round as they are', () => {
    const life = new Life(plantedStand());
    visited(life, '2026-05-05', 1899);
    expect(life.duty('fillUp-0')).toMatchObject({ opensOn: '2026-07-05', dueOn: '2026-08-15' });
    expect(life.duty('survivalCheck-0').state).toBe('planned');
    expect(life.state.parts[0]).toMatchObject({ stage: 'PLANTED', round: 0, verdicts: [] });
    life.until('2026-07-06');
    life.work('2026-07-06', 'fillUp-0', { points: 101 });
    expect(life.state.parts[0]).toMatchObject({ stage: 'PLANTED', round: 0, counts: {} });
  });
  test('scales a sample to the whole stand, species by species where they are told apart', () => {
    const life = new Life(plantedStand());
    visited(life, '2026-05-05', 44, { counts: { designedPoints: 50 } });
    expect(life.duty('fillUp-0').needs).toMatchObject({ seedlings: 240 });
    const mixed = new Life(plantedStand());
    const bySpecies = { PINUS_TABULIFORMIS: { live: 900, designed: 1000 }, BETULA: { live: 990, designed: 1000 } };
    visited(mixed, '2026-05-05', 1890, { counts: { bySpecies } });
    expect(mixed.duty('fillUp-0').needs).toMatchObject({ bySpecies: { PINUS_TABULIFORMIS: 100, BETULA: 10 } });
  });
  test('made once more after good was made lets go what is still owed', () => {
    const life = new Life(plantedStand());
    visited(life, '2026-05-05', 1899);
    expect(visited(life, '2026-05-20', 1950)).toMatchObject({ verdict: 'ACCEPTED' });
    expect(life.duty('fillUp-0')).toMatchObject({ state: 'withdrawn', closedBy: 'plantingAcceptance' });
  });
  test('is told by the timeline and by why, with clause, values met and wanted', () => {
    const seed = plantedStand();
    const life = new Life(seed);
    visited(life, '2026-05-05', 1899);
    const row = timelineOf(seed, life.turns, CLAUSES).at(-1)!;
    expect(row.about).toContain('plantingAcceptance 1899 of 2000, wanted 0.95: NOT_ACCEPTED; fillUp-0');
    const line = why(life.state, CLAUSES).find(({ code }) => code === 'fillUp')!;
    expect(sayWhy(line, 'en')).toContain('owed since 2026-05-05 because of the acceptance of the planting;');
    expect(sayWhy(line, 'zh')).toContain('按设计补足（未到期）：自 2026-05-05 起，因造林验收');
  });
});

describe('a wrong acceptance', () => {
  const WRONG = 'm0c-2026-05-05';
  const right = (life: Life, livePoints: number, more: Parameters<Life['correct']>[3] = {}) =>
    life.correct('2026-05-12', WRONG, livePoints, { capturedOn: '2026-05-05', surveyId: 'right', ...more });
  const accepted = (sound: number) => {
    const life = new Life(plantedStand({ units: ['unit-3'] }));
    visited(life, '2026-05-05', sound);
    return life;
  };
  test('is superseded by the right count, at the level of the supervisor, and both stay on record', () => {
    const life = accepted(1899);
    expect(right(life, 1900)).toMatchObject({ binding: false, level: 'SUPERVISOR', verdict: 'ACCEPTED' });
    expect(life.events('SurveyRecorded').at(-1)).toMatchObject({ surveyId: 'right', supersedes: WRONG });
    expect(life.duty('fillUp-0')).toMatchObject({ state: 'withdrawn', undone: true, closedBy: 'right' });
    expect(life.state.parts[0]!.judgements).toEqual({
      plantingAcceptance: {
        verdict: 'ACCEPTED',
        on: '2026-05-12',
        visit: { surveyId: 'right', capturedOn: '2026-05-05' },
      },
    });
  });
  test.each([
    [1950, 1800, 'NOT_ACCEPTED', { seedlings: 200 }],
    [1800, 1850, 'NOT_ACCEPTED', { seedlings: 150 }],
    [1800, 1999, 'ACCEPTED', undefined],
  ])('%i in the place of %i: %s, and what is lacking is owed by the right one', (wrong, sound, verdict, needs) => {
    const life = accepted(wrong);
    expect(right(life, sound)).toMatchObject({ verdict });
    const owed = life.state.duties.filter(({ code, state }) => code === 'fillUp' && state === 'planned');
    expect(owed.map((duty) => duty.needs?.seedlings)).toEqual(needs === undefined ? [] : [needs.seedlings]);
  });
  test('is not put right once the good was made that it asked for', () => {
    const life = accepted(1899);
    life.work('2026-07-06', 'fillUp-0', { points: 101 });
    expect(life.correct('2026-07-10', WRONG, 1950, { capturedOn: '2026-05-05' })).toMatchObject({
      refused: 'CORRECTION_TOO_LATE',
      values: { met: WRONG, dutyId: 'fillUp-0', closedOn: '2026-07-06' },
    });
  });
  test('nor once a check has been judged since, nor where a later visit stands', () => {
    const judged = accepted(1899);
    judged.survey('2026-09-20', 1900);
    expect(judged.correct('2026-09-21', WRONG, 1950, { capturedOn: '2026-05-05' })).toMatchObject({
      refused: 'CORRECTION_TOO_LATE',
      values: { dutyId: 'survivalCheck-0' },
    });
    const again = accepted(1899);
    visited(again, '2026-05-10', 1950);
    expect(right(again, 1960)).toMatchObject({ refused: 'SURVEY_UNKNOWN', values: { wanted: 'm0c-2026-05-10' } });
  });
  test.each([
    [{ capturedOn: '2026-04-09' }, 'SURVEY_BEFORE_PLANTING'],
    [{ capturedOn: '2026-05-13' }, 'SURVEY_IN_FUTURE'],
    [{ unit: 'unit-3' }, 'UNIT_NOT_INDEPENDENT'],
    [{ surveyId: WRONG }, 'SURVEY_ID_TAKEN'],
  ])('is not put right by a count %j: %s', (more, refused) => {
    expect(right(accepted(1899), 1950, more)).toMatchObject({ refused });
  });
  test.each([
    ['2026-08-31', 'ACCEPTED'],
    ['2026-09-01', undefined],
  ])('nor by one of %s, where the check opens on 2026-09-01: %s', (capturedOn, verdict) => {
    const said = accepted(1899).correct('2026-09-02', WRONG, 1950, { capturedOn });
    expect(said).toMatchObject(verdict ? { verdict } : { refused: 'COMMAND_MALFORMED' });
  });
  test('of a planting that failed is over with it', () => {
    const life = accepted(1899);
    life.send('2026-06-01', { type: 'reportDamage', cause: 'FIRE', seenOn: '2026-06-01', lostM2: 100_000 });
    expect(right(life, 1950)).toMatchObject({ refused: 'SURVEY_UNKNOWN' });
  });
});

describe('no acceptance is', () => {
  test.each(['SELF', 'COUNTY', 'CITY'] as const)('a visit at the level %s', (level) => {
    const life = new Life(plantedStand());
    expect(visited(life, '2026-05-05', 1000, { level })).toMatchObject({ binding: false });
    expect(life.events('JudgementGiven')).toEqual([]);
  });
  test.each([
    ['2026-08-31', true],
    ['2026-09-01', false],
  ])('a count from the window of the survival check on, which opens on 2026-09-01: %s', (on, isAcceptance) => {
    const life = new Life(plantedStand());
    expect(visited(life, on, 1000)).toMatchObject({ binding: !isAcceptance });
    expect(life.events('JudgementGiven').map(({ code }) => code)).toEqual(isAcceptance ? ['plantingAcceptance'] : []);
  });
  test('a count between later checks', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-25', 1900);
    visited(life, '2027-05-05', 1000);
    expect(life.events('JudgementGiven').map(({ code }) => code)).toEqual([]);
  });
  test('asked for by rules that do not speak of it', () => {
    const seed = plantedStand();
    const { acceptance: _, ...regime } = seed.regime;
    const life = new Life({ ...seed, regime });
    expect(visited(life, '2026-05-05', 1000)).not.toHaveProperty('verdict');
  });
});
