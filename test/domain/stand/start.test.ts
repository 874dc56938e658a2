/** Stands that begin without a planting (8c): their days count from the commencement, and no check of a planting is owed. */
import { describe, expect, test } from 'vitest';
import { COMMENCED } from '../../../domain/policy/regime.ts';
import { isRefusal } from '../../../domain/errors.ts';
import { timelineOf } from '../../../domain/stand/timeline.ts';
import { why } from '../../../domain/stand/why.ts';
import type { StandSeed, Start } from '../../../domain/stand/state.ts';
import { resolveRegime } from '../../../policies/resolve.ts';
import { rulesForStand } from '../../../policies/rules-for-stand.ts';
import { shippedPolicy } from '../../../policies/load.ts';
import { CLAUSES, plantedStand, regimeFor, XINZHOU } from '../../support/regimes.ts';
import { LOWER_LINE } from '../../support/policy-versions.ts';
import { STOCK_PAPERS } from '../../support/papers.ts';
import { Life } from './life.ts';

const ON = '2026-04-10';

function begun(method: Start, species = 'PINUS_TABULIFORMIS', on = ON): StandSeed {
  const { countyCode, ...seed } = plantedStand({ species, plantedOn: on });
  const regime = resolveRegime(XINZHOU, { countyCode, species, method, plantedOn: on });
  return { ...seed, countyCode, method, commencedOn: on, regime };
}

function owed(life: Life): readonly string[] {
  return [...new Set(life.state.duties.map(({ code }) => code))];
}

describe('a stand that was there before', () => {
  test.each([
    ['EXISTING', 'PINUS_TABULIFORMIS', 'UNESTABLISHED', ['tending', 'closureCheck', 'establishBy', 'grazingBan']],
    ['RESTORATION', 'PINUS_TABULIFORMIS', 'UNESTABLISHED', ['tending', 'closureCheck', 'establishBy', 'grazingBan']],
    ['COPPICE', 'CARAGANA', 'MANAGED', ['coppiceAgain', 'grazingRest']],
    ['COPPICE', 'HIPPOPHAE', 'MANAGED', ['grazingRest']],
  ] as const)('%s of %s begins as %s and owes %j', (method, species, stage, codes) => {
    const life = new Life(begun(method, species));
    expect(life.state.stage).toBe(stage);
    expect(owed(life)).toEqual(codes);
    expect(life.state.parts[0]).toMatchObject({ round: 0, anchors: { [COMMENCED]: ON } });
    expect(life.state.parts[0]!.anchors['planted']).toBeUndefined();
  });
  test('is verified from the next year on, year by year, and has its age limit from the commencement', () => {
    const life = new Life(begun('EXISTING'));
    expect(life.duty('closureCheck-0')).toMatchObject({ cause: 'begun', opensOn: '2027-07-01', dueOn: '2027-09-15' });
    expect(life.duty('establishBy-0').dueOn).toBe('2034-09-15');
    life.until('2027-07-05');
    life.send('2027-07-05', {
      type: 'submitSurvey',
      surveyId: 'c1',
      capturedOn: '2027-07-05',
      counts: { closure: { hits: 20, of: 100, method: 'point' } },
      plots: 0,
    });
    expect(life.state.stage).toBe('ESTABLISHED');
    expect(life.duty(owedId(life, 'mapRegistration'))).toMatchObject({ state: 'planned', dueOn: '2027-08-04' });
  });
  test('a coppiced shrub is coppiced again five years on', () => {
    const life = new Life(begun('COPPICE', 'CARAGANA'));
    expect(life.duty('coppiceAgain-0')).toMatchObject({ opensOn: '2031-11-01', dueOn: '2032-03-20' });
  });
  test.each([
    ['2026-03-10', '2027-04-19'],
    ['2026-11-10', '2028-04-19'],
  ])('coppiced on %s it is closed to grazing at once, through the next growing season: to %s', (on, until) => {
    const life = new Life(begun('COPPICE', 'HIPPOPHAE', on));
    expect(life.duty('grazingRest-0')).toMatchObject({ state: 'open', dueOn: until });
    life.until(until);
    expect(life.duty('grazingRest-0').state).toBe('open');
    life.work(until, owedId(life, 'grazingRestDecision'), { option: 'lift' });
    expect(life.duty('grazingRest-0')).toMatchObject({ state: 'satisfied', closedOn: until });
  });
  test('kept closed after its growing season, it is asked about again a year later', () => {
    const life = new Life(begun('COPPICE', 'CARAGANA'));
    life.work('2027-04-20', owedId(life.until('2027-04-20'), 'grazingRestDecision'), { option: 'keep' });
    expect(life.duty('grazingRest-0')).toMatchObject({ state: 'open', dueOn: '2028-04-19' });
  });
  test('a planted one owes the checks of its planting as before', () => {
    const life = new Life(plantedStand());
    expect(owed(life)).toContain('survivalCheck');
    expect(life.seed.regime.start).toBeUndefined();
    expect(life.seed.regime.duties['closureCheck']).toMatchObject({
      at: ['planted'],
      when: { from: 'planted', years: 5 },
    });
  });
  test('timeline and why say how it began, with clauses', () => {
    const seed = begun('RESTORATION');
    const life = new Life(seed);
    const [row] = timelineOf(seed, life.turns, CLAUSES);
    expect(row).toMatchObject({ stage: 'UNESTABLISHED', deed: 'registerStand' });
    expect(row!.about).toMatch(/^RESTORATION since 2026-04-10, 2000 points designed; commenced 2026-04-10; /);
    expect(why(life.state, CLAUSES).map(({ clause }) => clause)).not.toContain(expect.stringMatching(/^xinzhou-2024@/));
  });
  test('is no stand of before its commencement: a count of then is refused', () => {
    expect(
      new Life(begun('EXISTING'), '2026-04-12').survey('2026-04-12', 1900, { capturedOn: '2026-04-09' }),
    ).toMatchObject({
      refused: 'SURVEY_BEFORE_PLANTING',
    });
  });
  test('damaged and replanted, it is replanted again where that was not enough', () => {
    const life = new Life(begun('EXISTING'));
    life.send('2026-08-01', { type: 'reportDamage', cause: 'DROUGHT', seenOn: '2026-08-01', lostM2: 0 });
    life.survey('2026-08-10', 1400, { dutyId: 'damageCheck-0' });
    life.work('2027-04-01', 'replant-0', { points: 600, papers: STOCK_PAPERS });
    life.survey('2027-09-10', 1500);
    expect(life.state.duties.filter(({ code }) => code === 'replant').map(({ state }) => state)).toEqual([
      'done',
      'planned',
    ]);
  });
  test('lost to a fire and planted anew, it has a planting day and its checks', () => {
    const life = new Life(begun('EXISTING'));
    life.send('2026-06-01', { type: 'reportDamage', cause: 'FIRE', seenOn: '2026-06-01', lostM2: 100_000 });
    life.work('2026-06-10', 'lossDecision-0', { option: 'reestablish' });
    const planting = {
      plantedOn: '2026-07-10',
      species: 'PINUS_TABULIFORMIS',
      designedPoints: 2000,
      plantedPoints: 2000,
    };
    const regime = regimeFor(life.seed.countyCode, planting.plantedOn);
    const sent = life.send('2026-07-10', {
      type: 'submitWork',
      dutyId: owedId(life, 'reestablish'),
      doneOn: '2026-07-10',
      planting,
      regime,
      papers: STOCK_PAPERS,
    });
    expect(isRefusal(sent)).toBe(false);
    expect(life.state.parts[0]!.anchors).toEqual({ [COMMENCED]: ON, planted: '2026-07-10' });
    expect(owed(life)).toContain('survivalCheck');
  });
});

describe('another policy', () => {
  test('is adopted by the way in which the stand began', () => {
    const life = new Life(begun('EXISTING'));
    life.adopt('2026-05-01', LOWER_LINE);
    expect(life.state.regimes['r2']).toMatchObject({ start: [{ enter: 'UNESTABLISHED' }, { anchor: 'begun' }] });
    expect(owed(life)).not.toContain('survivalCheck');
    expect(life.state.stage).toBe('UNESTABLISHED');
  });
  test('that does not say how such a stand begins is refused, naming what it does say', () => {
    const { state } = new Life(begun('COPPICE', 'CARAGANA'));
    expect(rulesForStand({ ...XINZHOU, starts: { EXISTING: [] } }, state)).toEqual({
      refused: 'POLICY_START_UNKNOWN',
      values: { policy: 'xinzhou-2024@1.3.0', met: 'COPPICE', wanted: 'EXISTING' },
    });
    for (const name of ['oregon', 'finland']) expect(shippedPolicy(name).starts).toEqual({});
  });
});

function owedId(life: Life, code: string): string {
  return life.state.duties.findLast((duty) => duty.code === code)!.id;
}
