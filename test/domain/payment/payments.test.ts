/** What is due on a stand by the results that stand. Shares: 林造发〔2012〕9号 (50/50); price: 2010 pilot, 200 yuan for a mu of trees. */
import { describe, expect, test } from 'vitest';
import { amountsOf } from '../../../domain/payment/money.ts';
import { loweredOf, paymentLedger } from '../../../domain/payment/ledger.ts';
import { paymentsOf } from '../../../domain/payment/payments.ts';
import { RULINGS } from '../../../domain/stand/rulings.ts';
import { wholeOf } from '../../../domain/stand/whole.ts';
import type { PaymentTerms } from '../../../domain/payment/terms.ts';
import { plantedStand, WEST } from '../../support/regimes.ts';
import { Life } from '../stand/life.ts';
import { contract, HELD, subsidy } from './terms.ts';

/** 10 ha = 150 mu, 2,000 designed points. */
const stand = (options = {}) => new Life(plantedStand(options));
const pay = (life: Life, terms: PaymentTerms = subsidy()) => paymentsOf(life.state, terms);
const ledgerOf = (life: Life, terms: PaymentTerms = subsidy()) =>
  paymentLedger(
    life.turns[0]!.events.flatMap((e) => (e.type === 'StandPlanted' ? [e.seed] : []))[0]!,
    life.turns,
    terms,
  );

describe('the first half is due on the survival check', () => {
  test('before it, the tranche waits for the days of the check', () => {
    expect(pay(stand())[0]).toMatchObject({
      state: 'WAITING',
      dueM2: 0,
      expected: { opensOn: '2026-09-01', dueOn: '2026-10-31' },
      amounts: { dueFen: 0, heldFen: 0 },
    });
  });
  test.each([
    [1700, 'DUE', 100_000, 1_500_000],
    [1699, 'SHORT', 0, 0],
    [400, 'SHORT', 0, 0],
  ])('%i of 2,000 alive: %s on %i m², %i fen', (live, state, dueM2, dueFen) => {
    const life = stand();
    life.survey('2026-09-25', live);
    expect(pay(life)[0]).toMatchObject({
      state,
      dueM2,
      amounts: { dueFen },
      parts: [{ rate: { counted: live, of: 2000 } }],
    });
    expect(pay(life)[1]).toMatchObject({ state: 'WAITING', dueM2: 0 });
  });
  test('a dry stand that passes in the field at 78 % falls short for payment, which reads 85 %', () => {
    const life = stand({ county: WEST });
    life.survey('2026-09-20', 1560);
    expect(life.lastVerdict()).toBe('PASS');
    expect(pay(life, subsidy(WEST))[0]).toMatchObject({ state: 'SHORT', dueM2: 0 });
  });
  test('until a named person waives that line; the next result has to be waived anew (ruling 37)', () => {
    const life = stand({ county: WEST });
    life.survey('2026-09-20', 1560);
    const waive = { type: 'waive', dutyId: 'survivalCheck-0', reason: 'DRY_COUNTY', by: 'chief-7' } as const;
    life.send('2026-11-02', waive);
    expect(pay(life, subsidy(WEST))[0]).toMatchObject({
      state: 'DUE',
      dueM2: 100_000,
      since: '2026-11-02',
      parts: [{ waivedBy: 'chief-7' }],
    });
    expect(wholeOf(life.state).pay).toEqual({ PASS: 100_000 });
    expect(ledgerOf(life, subsidy(WEST))).toMatchObject([{ on: '2026-11-02', because: RULINGS.lineWaived }]);
    expect(life.send('2026-11-03', waive)).toMatchObject({ refused: 'DUTY_CLOSED' });
    life.audit('2026-11-10', 'CITY', 1500);
    expect(pay(life, subsidy(WEST))[0]).toMatchObject({ state: 'SHORT', dueM2: 0 });
    life.until('2027-07-01');
    expect(life.events('ReportFiled')).toMatchObject([{ says: 'PASS', pay: 'REPLANT' }]);
  });
  test('nobody waives what payment reads as the field does, nor a failure in the field', () => {
    const [passed, failed] = [stand(), stand({ county: WEST })];
    passed.survey('2026-09-25', 1900);
    failed.survey('2026-09-20', 1399);
    for (const life of [passed, failed])
      expect(life.send('2026-11-02', { type: 'waive', dutyId: 'survivalCheck-0', reason: 'X' })).toMatchObject({
        refused: 'DUTY_CLOSED',
      });
  });
  test('block deaths with a passing mean are paid as pass (ruling 11)', () => {
    const life = stand();
    life.survey('2026-09-25', 1800, { deadPatchM2: 800 });
    expect(life.lastVerdict()).toBe('PASS_WITH_BLOCKS');
    expect(pay(life)[0]).toMatchObject({ state: 'DUE', dueM2: 100_000 });
  });
  test('what falls short is made good and applied for again: due since the re-survey', () => {
    const life = stand();
    life.survey('2026-09-25', 1699);
    life.work('2027-04-02', 'replant-0', { points: 301 });
    life.survey('2027-09-20', 1950);
    expect(pay(life)[0]).toMatchObject({ state: 'DUE', since: '2027-09-20', dueM2: 100_000 });
  });
  test('the count of a supervisor makes nothing due, the county’s on top of it does', () => {
    const life = stand();
    const surveyors = ['a', 'b'];
    const count = { type: 'submitSurvey', capturedOn: '2026-09-20', counts: { livePoints: 1900 }, plots: 0 } as const;
    life.send('2026-09-20', { ...count, surveyId: 'site', level: 'SUPERVISOR', surveyors });
    expect(life.lastVerdict()).toBe('PASS');
    expect(pay(life)[0]).toMatchObject({ state: 'SHORT', dueM2: 0 });
    life.audit('2026-09-25', 'COUNTY', 1850);
    expect(pay(life)[0]).toMatchObject({ state: 'DUE', since: '2026-09-25' });
  });
  test('shrubs have their own price, and a scheme without one tells areas alone', () => {
    const life = stand({ species: 'CARAGANA' });
    life.survey('2026-09-25', 1900);
    expect(pay(life, subsidy(undefined, 'CARAGANA'))[0]!.amounts).toEqual({ dueFen: 900_000, heldFen: 0 });
    const { yuanPerMu: _, ...shares } = subsidy();
    expect(pay(life, shares)[0]).not.toHaveProperty('amounts');
  });
});

describe('parts are paid one by one, on the area that qualifies', () => {
  const life = stand();
  life.pieces('2026-09-20', [
    { areaM2: 60_000, counts: { livePoints: 1080 } },
    { areaM2: 25_000, counts: { livePoints: 300 } },
    { areaM2: 10_000, counts: { livePoints: 40 } },
    { areaM2: 5000, lost: 'FIRE' },
  ]);
  test('60,000 of 100,000 m² pass: 90 mu, 9,000 yuan', () => {
    const [first] = pay(life);
    expect(first).toMatchObject({ dueM2: 60_000, amounts: { dueFen: 900_000 } });
    expect(first!.parts.map(({ dueM2 }) => dueM2).toSorted((a, b) => b - a)).toEqual([60_000, 0, 0, 0]);
  });
  test.each([
    [0.6, 'DUE', 60_000],
    [0.61, 'SHORT', 0],
  ])('a contract that asks for %d of the area: %s', (leastAreaShare, state, dueM2) => {
    expect(pay(life, contract({ leastAreaShare }))[0]).toMatchObject({ state, dueM2, qualifyingM2: 60_000 });
  });
});

describe('the second half is due on the preservation check', () => {
  test.each([
    [1600, 'DUE'],
    [1599, 'SHORT'],
  ])('%i of 2,000 stems in year 3: %s', (live, state) => {
    const life = stand();
    life.survey('2026-09-25', 1900);
    life.survey('2029-09-20', live);
    expect(pay(life).map((tranche) => tranche.state)).toEqual(['DUE', state]);
  });
});

describe('a holdback', () => {
  const life = stand();
  life.survey('2026-09-25', 1900);
  test('is kept back when its tranche falls due', () => {
    expect(pay(life, HELD)[0]).toMatchObject({ amounts: { dueFen: 2_700_000, heldFen: 300_000 }, releasedM2: 0 });
  });
  test('is released once, by the later check', () => {
    life.survey('2029-09-20', 1700);
    expect(pay(life, HELD)[0]).toMatchObject({ amounts: { dueFen: 3_000_000, heldFen: 0 }, releasedM2: 100_000 });
    life.canopy('2031-08-01', { closure: [30, 100] });
    const entries = ledgerOf(life, HELD);
    expect(entries.map(({ on, dueFen, heldFen }) => [on, dueFen, heldFen])).toEqual([
      ['2026-09-25', 2_700_000, 300_000],
      ['2029-09-20', 300_000, -300_000],
    ]);
  });
});

describe('what was earned', () => {
  const passed = () => {
    const life = stand();
    life.survey('2026-09-25', 1900);
    return life;
  };
  test('is taken back where a higher inspection finds less, with the clause that says so', () => {
    const life = passed();
    life.audit('2026-10-12', 'CITY', 1600, { surveyId: 'city' });
    expect(pay(life)[0]).toMatchObject({ state: 'SHORT', dueM2: 0 });
    const ledger = ledgerOf(life);
    expect(ledger).toMatchObject([
      { on: '2026-09-25', dueM2: 100_000, dueFen: 1_500_000 },
      { on: '2026-10-12', dueM2: -100_000, dueFen: -1_500_000, surveyId: 'city' },
    ]);
    const lowered = loweredOf(ledger, subsidy(), { code: 'first' });
    expect(lowered).toMatchObject({ loweredM2: 100_000, loweredFen: 1_500_000 });
    expect(lowered.by!.because).toContain('ruling 22: a higher inspection');
    expect(loweredOf(ledger, subsidy(), { code: 'second' })).toEqual({ loweredM2: 0, loweredFen: 0 });
  });
  test('stays where a higher inspection says the same', () => {
    const life = passed();
    life.audit('2026-10-12', 'CITY', 1800);
    expect(pay(life)[0]).toMatchObject({ state: 'DUE', dueM2: 100_000 });
    expect(ledgerOf(life)).toHaveLength(1);
  });
  test('is taken back where the count was wrong', () => {
    const life = passed();
    life.correct('2026-10-01', 's1', 1600, { capturedOn: '2026-09-25' });
    expect(loweredOf(ledgerOf(life), subsidy(), { code: 'first' })).toMatchObject({ loweredM2: 100_000 });
  });
  test('stays where the piece burns afterwards: no result was wrong; nothing more falls due on it', () => {
    const life = passed();
    life.send('2027-05-01', { type: 'reportDamage', seenOn: '2027-05-01', cause: 'FIRE', lostM2: 30_000 });
    life.survey('2029-09-20', 1300, { partId: 'p1' });
    expect(pay(life).map(({ dueM2 }) => dueM2)).toEqual([100_000, 70_000]);
    expect(ledgerOf(life).every(({ dueM2 }) => dueM2 > 0)).toBe(true);
  });
  test('is not earned twice: ground that is established anew was paid for already', () => {
    const life = passed();
    life.survey('2029-09-20', 400);
    const planting = {
      plantedOn: '2030-04-02',
      species: 'PINUS_TABULIFORMIS',
      designedPoints: 2000,
      plantedPoints: 2000,
    };
    life.work('2030-04-02', 'reestablish-0', { planting, regime: plantedStand().regime });
    life.survey('2030-09-20', 1900);
    expect(life.lastVerdict()).toBe('PASS');
    expect(ledgerOf(life)).toMatchObject([{ tranche: 'first', on: '2026-09-25' }]);
  });
});

describe('amounts', () => {
  test.each([
    ['150 mu at 200 yuan, half of it', 200, 50, 100_000, 1_500_000],
    ['1 m² at 1 yuan: 0.0015 yuan', 1, 100, 1, 0],
    ['4 m²: 0.6 fen, half up', 1, 100, 4, 1],
    ['a third of 15 mu at 100 yuan', 100, 33.33, 10_000, 49_995],
  ])('%s', (_title, yuanPerMu, percent, dueM2, dueFen) => {
    expect(amountsOf({ yuanPerMu }, { percent }, { dueM2, releasedM2: 0 })).toEqual({ dueFen, heldFen: 0 });
  });
});
