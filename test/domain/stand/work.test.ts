/** Works that plant nothing, and works of a design that is over. */
import { describe, expect, test } from 'vitest';
import { readiedFor } from '../../../domain/stand/ready.ts';
import { timelineOf } from '../../../domain/stand/timeline.ts';
import { CLAUSES, EAST, plantedStand, regimeFor, WEST } from '../../support/regimes.ts';
import { Life } from './life.ts';

describe('points reported with a work that plants none', () => {
  test('of a tending visit are remarked upon, and count as no replanting', () => {
    const life = new Life(plantedStand());
    const answer = life.work('2026-05-10', 'tending-0.1', { points: 700 });
    expect(answer).toMatchObject({ warnings: [{ code: 'POINTS_IGNORED', met: 700 }] });
    expect(life.state.parts[0]!.replaced).toEqual([]);
    expect(life.events('WorkRecorded')[0]).not.toHaveProperty('points');
  });

  test('of a visit in the year before it do not shift the preservation check, though 700 of 2,000 are over 30 %', () => {
    const life = new Life(plantedStand({ county: WEST, plantedOn: '2026-04-15' }));
    life.survey('2026-09-10', 1900);
    expect(life.work('2029-05-20', 'tending-0.7', { points: 700 })).toMatchObject({ dutyId: 'tending-0.7' });
    const { opensOn } = life.duty('preservationCheck-0');
    life.until(opensOn);
    expect(life.duty('preservationCheck-0')).toMatchObject({ opensOn, state: 'open' });
  });

  test('of a decision are remarked upon likewise', () => {
    const life = new Life(plantedStand());
    life.send('2026-06-01', { type: 'reportDamage', seenOn: '2026-06-01', cause: 'FIRE', lostM2: 100_000 });
    const answer = life.work('2026-06-02', 'lossDecision-0', { option: 'writeOff', points: 700 });
    expect(answer).toMatchObject({ warnings: [{ code: 'POINTS_IGNORED', met: 700 }] });
    expect(life.state.parts[0]!.replaced).toEqual([]);
  });

  test('a visit without points has no remark; a replanting has its points', () => {
    const life = new Life(plantedStand());
    expect(life.work('2026-05-10', 'tending-0.1')).not.toHaveProperty('warnings');
    life.survey('2026-09-10', 1400);
    expect(life.work('2027-04-02', 'replant-0', { points: 600 })).not.toHaveProperty('warnings');
    expect(life.state.parts[0]!.replaced).toEqual([{ on: '2027-04-02', points: 600 }]);
  });
});

describe('site preparation (M0a) and stock on arrival (M0b)', () => {
  const ready = { preparedOn: '2026-11-02', stockOn: '2027-04-01' };
  const failed = () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-10', 700);
    return life;
  };
  const anew = (life: Life, more: object = ready) => {
    const points = { designedPoints: 2000, plantedPoints: 2000 };
    const planting = { plantedOn: '2027-04-02', species: 'PINUS_TABULIFORMIS', ...points };
    return life.work('2027-04-02', 'reestablish-0', { planting, regime: regimeFor(EAST, '2027-04-02'), ...more });
  };
  test('are reported with a planting anew, and stand with it', () => {
    const life = failed();
    anew(life);
    expect(life.events('Reestablished')[0]!.planting).toMatchObject(ready);
    expect(readiedFor(life.state, life.state.parts[0]!)).toMatchObject(ready);
    const row = timelineOf(life.seed, life.turns, CLAUSES).at(-1)!;
    expect(row.about).toMatch(/^reestablish-0 .*, site prepared 2026-11-02, stock arrived 2027-04-01; /);
  });
  test('go with the planting they were for: one that followed without a word has none', () => {
    const life = new Life({ ...plantedStand(), planting: { ...plantedStand().planting, stockOn: '2026-04-08' } });
    expect(readiedFor(life.state, life.state.parts[0]!)).toMatchObject({ stockOn: '2026-04-08' });
    life.survey('2026-09-10', 700);
    anew(life, {});
    expect(readiedFor(life.state, life.state.parts[0]!)).not.toHaveProperty('stockOn');
  });
  test('are reported with a replanting, and stay in the log', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-10', 1400);
    life.work('2027-04-02', 'replant-0', { points: 600, ...ready });
    expect(life.events('WorkRecorded')[0]).toMatchObject(ready);
  });
  test.each([
    ['2027-04-02', true],
    ['2027-04-03', false],
  ])('do not follow the planting of 2027-04-02: %s', (stockOn, isTaken) => {
    const refusal = { refused: 'COMMAND_MALFORMED', values: { field: 'stockOn', met: stockOn } };
    expect(anew(failed(), { stockOn })).toMatchObject(isTaken ? { dutyId: 'reestablish-0' } : refusal);
  });
  test('are no days of a visit', () => {
    expect(new Life(plantedStand()).work('2026-05-10', 'tending-0.1', { preparedOn: '2026-05-01' })).toMatchObject({
      refused: 'COMMAND_MALFORMED',
      values: { field: 'preparedOn', wanted: 'none: tending-0.1 is no planting' },
    });
  });
});

describe('a duty of the design before, of a kind that the new one does not know', () => {
  /** Caragana that closed and burnt; pine, which is never coppiced, was planted in its place. */
  const life = new Life(plantedStand({ species: 'CARAGANA' }));
  life.survey('2026-09-10', 1900);
  life.survey('2029-09-10', 1900);
  life.canopy('2030-07-20', { cover: [50, 100] });
  life.send('2030-12-01', { type: 'reportDamage', seenOn: '2030-11-30', cause: 'FIRE', lostM2: 100_000 });
  life.work('2030-12-02', 'lossDecision-1', { option: 'reestablish' });
  const planting = {
    plantedOn: '2031-04-01',
    species: 'PINUS_TABULIFORMIS',
    designedPoints: 2000,
    plantedPoints: 2000,
  };
  life.work('2031-04-01', 'reestablish-1', { planting, regime: regimeFor(EAST, '2031-04-01') });

  test('is closed: a report on it is told so', () => {
    expect(life.duty('coppice-1').state).toBe('withdrawn');
    expect(life.work('2031-09-01', 'coppice-1')).toMatchObject({ refused: 'DUTY_CLOSED' });
    expect(life.survey('2031-09-01', 1900, { dutyId: 'coppice-1' })).toMatchObject({ refused: 'DUTY_CLOSED' });
  });
  test('hides no check of the new design', () => {
    expect(life.survey('2031-09-10', 1900)).toMatchObject({ dutyId: 'survivalCheck-2', verdict: 'PASS' });
  });
  test('is no hindrance to a higher inspection', () => {
    expect(life.audit('2031-10-01', 'PROVINCE', 1500)).toMatchObject({ binding: true, verdict: 'REPLANT' });
  });
});
