/** The golden scenarios of a stand, as far as survival check, replanting, re-establishment and the ladder go. */
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../domain/errors.ts';
import { EAST, plantedStand, regimeFor, WEST } from '../../support/regimes.ts';
import { Life } from './life.ts';

function window(life: Life, dutyId: string): string {
  const { opensOn, dueOn } = life.duty(dutyId);
  return `${opensOn}…${dueOn}`;
}

describe('S1: a western stand at 0.780', () => {
  const life = new Life(plantedStand({ county: WEST, plantedOn: '2026-04-15', designed: 2000 }));
  test('its survival check is open 2026-09-01 to 10-25', () => {
    expect(window(life, 'survivalCheck-0')).toBe('2026-09-01…2026-10-25');
  });
  test('passes in the field as DRY, and the NORMAL reading REPLANT is stored', () => {
    life.survey('2026-09-20', 1560);
    expect(life.events('VerdictGiven')[0]).toMatchObject({
      verdict: 'PASS',
      readings: { DRY: 'PASS', NORMAL: 'REPLANT' },
    });
    expect(life.state.stage).toBe('UNESTABLISHED');
  });
});

describe('S2: band edges per zone, on designed points', () => {
  test.each([
    [EAST, 1000, 849, 'REPLANT'],
    [EAST, 1000, 850, 'PASS'],
    [WEST, 1000, 699, 'REPLANT'],
    [WEST, 1000, 700, 'PASS'],
    [EAST, 1000, 409, 'FAILED'],
    [EAST, 1000, 410, 'REPLANT'],
    [WEST, 1000, 409, 'FAILED'],
    [WEST, 1000, 410, 'REPLANT'],
    [EAST, 2000, 1699, 'REPLANT'],
    [EAST, 1_000_000, 849_999, 'REPLANT'],
    [EAST, 1_000_000, 850_000, 'PASS'],
    [EAST, 100_000, 40_999, 'FAILED'],
    [EAST, 100_000, 41_000, 'REPLANT'],
  ])('county %s: %i designed, %i live is judged %4$s', (county, designed, live, verdict) => {
    const life = new Life(plantedStand({ county, designed }));
    life.survey('2026-09-25', live);
    expect(life.lastVerdict()).toBe(verdict);
  });
});

describe('S3: an eastern stand is replanted once', () => {
  const life = new Life(plantedStand({ plantedOn: '2026-04-05', designed: 2000, nurseryYears: 2 }));
  test('1,699 of 2,000 asks for 301 seedlings aged 3 in the next spring window', () => {
    life.survey('2026-09-25', 1699);
    expect(window(life, 'replant-0')).toBe('2027-03-20…2027-04-30');
    expect(life.duty('replant-0').needs).toEqual({ seedlings: 301, stockAge: 3 });
  });
  test('after replanting it is surveyed again 2027-09-01 to 10-31, and its planting day is unchanged', () => {
    life.work('2027-04-02', 'replant-0', { points: 301 });
    expect(window(life, 'survivalCheck-1')).toBe('2027-09-01…2027-10-31');
    expect(life.state.parts[0]!.anchors['planted']).toBe('2026-04-05');
  });
});

describe('S4: the edition follows the planting day', () => {
  test.each([
    ['2026-04-10', '2026-09-25', 'REPLANT', 1800],
    ['2023-04-10', '2023-09-25', 'PASS', 1500],
    ['2022-04-10', '2022-09-25', 'PASS', 1500],
    ['2023-05-22', '2023-09-25', 'PASS', 1500],
    ['2023-05-23', '2023-09-25', 'REPLANT', 1800],
  ])('1,300 live of 1,800 designed and 1,500 planted on %s is judged %3$s', (plantedOn, countedOn, verdict, base) => {
    const life = new Life(plantedStand({ plantedOn, designed: 1800, planted: 1500 }));
    life.survey(countedOn, 1300);
    expect(life.events('VerdictGiven')[0]).toMatchObject({ verdict, basePoints: base, livePoints: 1300 });
  });
  test('a western stand planted in 2022 with 0.78 is REPLANT: the old edition goes by rain', () => {
    const life = new Life(plantedStand({ county: WEST, plantedOn: '2022-04-10', designed: 2000 }));
    life.survey('2022-09-25', 1560);
    expect(life.lastVerdict()).toBe('REPLANT');
  });
});

describe('S5: a rainy-season planting', () => {
  const life = new Life(plantedStand({ county: WEST, plantedOn: '2026-07-20', designed: 3000 }));
  test('is checked in the autumn of the next year', () => {
    expect(window(life, 'survivalCheck-0')).toBe('2027-09-01…2027-10-25');
  });
  test('0.55 asks for 1,350 seedlings in 2028-04-01 to 05-10', () => {
    life.survey('2027-09-12', 1650);
    expect(life.duty('replant-0').needs?.seedlings).toBe(1350);
    expect(window(life, 'replant-0')).toBe('2028-04-01…2028-05-10');
  });
  test('is surveyed again 2028-09-01 to 10-25', () => {
    life.work('2028-04-10', 'replant-0', { points: 1350 });
    expect(window(life, 'survivalCheck-1')).toBe('2028-09-01…2028-10-25');
  });
});

describe('S6: an eastern stand below 41 % is established anew', () => {
  const life = new Life(plantedStand({ plantedOn: '2026-04-10', designed: 2000 }));
  test('0.35 is FAILED and asks for a new design in 2027-03-20 to 04-30', () => {
    life.survey('2026-09-25', 700);
    expect(life.lastVerdict()).toBe('FAILED');
    expect(life.state.stage).toBe('FAILED');
    expect(window(life, 'reestablish-0')).toBe('2027-03-20…2027-04-30');
  });
  test('the new planting day begins a new clock: survival check 2027-09-01 to 10-31', () => {
    const planting = {
      plantedOn: '2027-04-08',
      species: 'PINUS_TABULIFORMIS',
      designedPoints: 2000,
      plantedPoints: 2000,
    };
    life.work('2027-04-08', 'reestablish-0', { planting, regime: regimeFor(EAST, '2027-04-08') });
    expect(life.state.parts[0]!.anchors).toEqual({ planted: '2027-04-08' });
    expect(window(life, 'survivalCheck-1')).toBe('2027-09-01…2027-10-31');
    expect(life.state.stage).toBe('PLANTED');
  });
});

describe('S7: two rounds of replanting', () => {
  function afterTwoRounds(): Life {
    const life = new Life(plantedStand({ county: WEST, plantedOn: '2026-04-20', designed: 3000 }));
    life.survey('2026-09-15', 1500);
    expect(life.duty('replant-0').needs?.seedlings).toBe(1500);
    life.work('2027-04-12', 'replant-0', { points: 1500 });
    life.survey('2027-09-10', 1950);
    expect(life.duty('replant-1').needs?.seedlings).toBe(1050);
    life.work('2028-04-15', 'replant-1', { points: 1050 });
    return life;
  }
  test('0.72 after two rounds passes', () => {
    const life = afterTwoRounds();
    life.survey('2028-09-12', 2160);
    expect(life.lastVerdict()).toBe('PASS');
  });
  test('0.66 after two rounds is a county decision, due in 30 days, never FAILED by rounds alone', () => {
    const life = afterTwoRounds();
    life.survey('2028-09-12', 1980);
    expect(life.lastVerdict()).toBe('COUNTY_DECISION');
    expect(window(life, 'countyDecision-2')).toBe('2028-09-12…2028-10-12');
  });
  test.each([
    ['continue', 'REPLANT_DUE', 'replant-2'],
    ['carry', 'UNESTABLISHED', undefined],
    ['redesign', 'FAILED', 'reestablish-2'],
  ])('the county may decide to %s', (option, stage, dutyId) => {
    const life = afterTwoRounds();
    life.survey('2028-09-12', 1980);
    life.work('2028-09-20', 'countyDecision-2', { option });
    expect(life.state.stage).toBe(stage);
    const raised = life.state.duties.filter(({ cause, state }) => cause === 'countyDecision-2' && state === 'planned');
    expect(raised.map(({ id }) => id)).toEqual(dutyId === undefined ? [] : [dutyId]);
  });
});

describe('S8: block deaths with a passing mean', () => {
  test.each([
    [800, 100_000, 'PASS_WITH_BLOCKS'],
    [600, 100_000, 'PASS'],
    [670, 100_000, 'PASS'],
    [671, 100_000, 'PASS_WITH_BLOCKS'],
    [600, 5_000, 'PASS_WITH_BLOCKS'],
    [500, 5_000, 'PASS'],
    [501, 5_000, 'PASS_WITH_BLOCKS'],
  ])('a dead patch of %i m² in %i m² at 0.90 alive is %3$s', (deadPatchM2, areaM2, verdict) => {
    const life = new Life(plantedStand({ areaM2 }));
    life.survey('2026-09-25', 1800, { deadPatchM2 });
    expect(life.events('VerdictGiven')[0]).toMatchObject({ verdict, as: 'PASS' });
    expect(life.state.stage).toBe('UNESTABLISHED');
  });
  test('only the patch is replanted, in the next spring window', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-25', 1800, { deadPatchM2: 800 });
    expect(window(life, 'replantPatch-0')).toBe('2027-03-20…2027-04-30');
    expect(life.duty('replantPatch-0').needs).toEqual({ seedlings: 16, stockAge: 3 });
  });
});

describe('S10: nobody counts', () => {
  const seed = plantedStand({ county: WEST, plantedOn: '2026-04-15' });
  const ofCheck = (life: Life) => life.events('StepReached').filter(({ dutyId }) => dutyId === 'survivalCheck-0');
  const steps = (life: Life) => ofCheck(life).map(({ step, reachedOn }) => `${step} ${reachedOn}`);
  test('the ladder is climbed on 10-18, 10-26, 11-01, 11-09, 11-24 and 12-24', () => {
    const life = new Life(seed).until('2027-03-01');
    expect(steps(life)).toEqual([
      '0 2026-10-18',
      '1 2026-10-26',
      '2 2026-11-01',
      '3 2026-11-09',
      '4 2026-11-24',
      '5 2026-12-24',
    ]);
  });
  test('replies are due 10-29, 11-09 (a Sunday step is issued on Monday), 11-23 and 12-15', () => {
    const life = new Life(seed).until('2027-03-01');
    const replies = ofCheck(life).map(({ issuedOn, replyDueOn }) => `${issuedOn} ${replyDueOn ?? '–'}`);
    expect(replies.slice(1, 5)).toEqual([
      '2026-10-26 2026-10-29',
      '2026-11-02 2026-11-09',
      '2026-11-09 2026-11-23',
      '2026-11-24 2026-12-15',
    ]);
  });
  test('b: a snow order of 11-03 to 11-07 moves steps 3 to 5 to 11-14, 11-29 and 12-29', () => {
    const life = new Life(seed).until('2026-11-08');
    life.until('2026-11-09');
    life.turn({ type: 'deedFound', dutyId: 'survivalCheck-0', found: { kind: 'excused', days: 5 } });
    life.until('2027-03-01');
    expect(steps(life).slice(-3)).toEqual(['3 2026-11-14', '4 2026-11-29', '5 2026-12-29']);
    expect(life.events('StepsTakenBack')[0]!.steps).toEqual([3]);
  });
  test('c: a count captured 10-24 and received 11-12 is on time; steps 1 to 3 are taken back', () => {
    const life = new Life(seed);
    const answer = life.survey('2026-11-12', 1560, { capturedOn: '2026-10-24' });
    expect(isRefusal(answer)).toBe(false);
    expect(answer).toMatchObject({ binding: true, verdict: 'PASS' });
    expect(life.events('StepsTakenBack')[0]!.steps).toEqual([1, 2, 3]);
    expect(life.events('DutyDone')[0]!.late).toBe(false);
  });
});
