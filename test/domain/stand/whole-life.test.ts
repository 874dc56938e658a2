/** The golden scenarios beyond the survival check: tending, preservation, effect, closure, reports, bans. */
import { describe, expect, test } from 'vitest';
import { EAST, plantedStand, regimeFor, WEST } from '../../support/regimes.ts';
import { Life } from './life.ts';

function window(life: Life, dutyId: string): string {
  const { opensOn, dueOn } = life.duty(dutyId);
  return `${opensOn}…${dueOn}`;
}

function duesOf(life: Life, code: string): string[] {
  return life
    .events('DutyRaised')
    .filter((raised) => raised.code === code)
    .map(({ dueOn }) => dueOn);
}

const west = (more = {}) => plantedStand({ county: WEST, plantedOn: '2026-04-15', designed: 2000, ...more });

describe('S1: a western stand from planting to the province audit', () => {
  const life = new Life(west());
  test('is tended twice by 2026-07-10, then by 09-25; both windows of 2027; the first of 2028, 2029 and 2030', () => {
    expect(duesOf(life, 'tending')).toEqual([
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
  test('the county reports by 2027-06-30, preservation is checked 2029-09-01 to 10-25, the province audits by 2030-06-30', () => {
    expect(life.duty('countyReport-0').dueOn).toBe('2027-06-30');
    expect(window(life, 'preservationCheck-0')).toBe('2029-09-01…2029-10-25');
    expect(life.duty('provinceAudit-0').dueOn).toBe('2030-06-30');
  });
  test('the report says PASS, and that payment reads REPLANT', () => {
    life.survey('2026-09-20', 1560);
    life.until('2027-06-30');
    expect(life.events('ReportFiled')).toMatchObject([{ turnOn: '2027-06-30', says: 'PASS', pay: 'REPLANT' }]);
  });
});

describe('S3: an eastern stand is replanted once', () => {
  test('its preservation check stays 2029-09-01 to 10-31', () => {
    const life = new Life(plantedStand({ plantedOn: '2026-04-05', designed: 2000 }));
    life.survey('2026-09-25', 1699);
    life.work('2027-04-02', 'replant-0', { points: 301 });
    life.survey('2027-09-20', 1800);
    life.until('2029-09-01');
    expect(window(life, 'preservationCheck-0')).toBe('2029-09-01…2029-10-31');
    expect(life.duty('preservationCheck-0').state).toBe('open');
  });
});

describe('S5: a rainy-season planting in the west', () => {
  const life = new Life(plantedStand({ county: WEST, plantedOn: '2026-07-20', designed: 3000 }));
  test('is tended in its first year only 08-15 to 09-25', () => {
    const first = life.state.duties.filter(({ code, dueOn }) => code === 'tending' && dueOn < '2027-01-01');
    expect(first.map(({ opensOn, dueOn }) => `${opensOn}…${dueOn}`)).toEqual(['2026-08-15…2026-09-25']);
  });
  test('is reported provisional by 2027-06-30, for its check opens later', () => {
    life.until('2027-06-30');
    expect(life.events('ReportFiled')).toMatchObject([{ turnOn: '2027-06-30', says: 'PROVISIONAL' }]);
  });
  test('replanted 2028-04-10, preservation is checked from 2029-09-01 all the same', () => {
    life.survey('2027-09-12', 1650);
    life.work('2028-04-10', 'replant-0', { points: 1350 });
    expect(window(life, 'survivalCheck-1')).toBe('2028-09-01…2028-10-25');
    life.until('2029-09-01');
    expect(life.duty('preservationCheck-0').opensOn).toBe('2029-09-01');
  });
});

describe('S6: a failed stand is established anew', () => {
  const life = new Life(plantedStand({ designed: 2000 }));
  test('nothing but the report and the ban is owed on the failed planting, besides the new one', () => {
    life.survey('2026-09-25', 700);
    const owed = life.state.duties.filter(({ state }) => ['planned', 'open'].includes(state)).map(({ id }) => id);
    expect(owed.toSorted()).toEqual(['countyReport-0', 'grazingBan-0', 'reestablish-0']);
  });
  test('the new planting day begins a new clock: preservation 2030-09-01 to 10-31, grazing ban not before 2032-04-08', () => {
    const planting = {
      plantedOn: '2027-04-08',
      species: 'PINUS_TABULIFORMIS',
      designedPoints: 2000,
      plantedPoints: 2000,
    };
    life.work('2027-04-08', 'reestablish-0', { planting, regime: regimeFor(EAST, '2027-04-08') });
    expect(window(life, 'survivalCheck-1')).toBe('2027-09-01…2027-10-31');
    expect(window(life, 'preservationCheck-1')).toBe('2030-09-01…2030-10-31');
    expect(life.duty('grazingBan-1').dueOn).toBe('2032-04-08');
  });
  test('the old report of 2027-06-30 says failed, the new one of 2028-06-30 speaks of the new planting', () => {
    life.survey('2027-09-20', 1900);
    life.until('2028-06-30');
    expect(life.events('ReportFiled')).toMatchObject([
      { dutyId: 'countyReport-0', turnOn: '2027-06-30', says: 'FAILED' },
      { dutyId: 'countyReport-1', turnOn: '2028-06-30', says: 'PASS' },
    ]);
  });
});

describe('S7: two rounds of replanting', () => {
  test('0.72 after two rounds passes, and preservation stays 2029-09-01', () => {
    const life = new Life(plantedStand({ county: WEST, plantedOn: '2026-04-20', designed: 3000 }));
    life.survey('2026-09-15', 1500);
    life.work('2027-04-12', 'replant-0', { points: 1500 });
    life.survey('2027-09-10', 1950);
    life.work('2028-04-15', 'replant-1', { points: 1050 });
    life.survey('2028-09-12', 2160);
    expect(life.lastVerdict()).toBe('PASS');
    life.until('2029-09-01');
    expect(life.duty('preservationCheck-0')).toMatchObject({ opensOn: '2029-09-01', state: 'open' });
  });
});

describe('S9: preservation, effect and closure', () => {
  const preserved = (live: number) => {
    const life = new Life(west());
    life.survey('2026-09-20', 1560);
    life.canopy('2029-09-05', { livePoints: live, closure: [15, 100] });
    return life;
  };
  test('0.65 passes in the west, and 1,299 of 2,000 would be LATE_REPLANT', () => {
    expect(preserved(1300).lastVerdict()).toBe('PASS');
    expect(preserved(1299).lastVerdict()).toBe('LATE_REPLANT');
  });
  test('is effective by its stems, though its closure is no forest', () => {
    const life = preserved(1300);
    expect(life.events('JudgementGiven')).toMatchObject([{ code: 'effectEvaluation', verdict: 'EFFECTIVE' }]);
    expect(life.state.stage).toBe('EFFECTIVE');
  });
  const verified = (closures: readonly (readonly [string, number])[]) => {
    const life = preserved(1300);
    for (const [on, hits] of closures) life.canopy(on, { closure: [hits, 100] });
    return life;
  };
  test('is verified 07-10 to 09-10 from 2031, and established with closure 0.20 on 2033-08-01', () => {
    const life = verified([
      ['2031-08-01', 17],
      ['2032-08-01', 19],
      ['2033-08-01', 20],
    ]);
    expect(
      life
        .events('DutyRaised')
        .filter(({ code }) => code === 'closureCheck')
        .map(({ opensOn, dueOn }) => `${opensOn}…${dueOn}`),
    ).toEqual(['2031-07-10…2031-09-10', '2032-07-10…2032-09-10', '2033-07-10…2033-09-10']);
    expect(life.state.stage).toBe('ESTABLISHED');
    expect(life.state.parts[0]!.anchors['established']).toBe('2033-08-01');
    expect(life.duty('establishBy-0').state).toBe('satisfied');
    expect(life.duty('mapRegistration-1').dueOn).toBe('2033-08-31');
  });
  test('b: with 0.19 in 2033 and 2034 it is OVERDUE_ESTABLISHMENT on 2034-09-11, and may still be established', () => {
    const life = verified([
      ['2031-08-01', 17],
      ['2032-08-01', 19],
      ['2033-08-01', 19],
      ['2034-08-01', 19],
    ]);
    life.until('2034-09-10');
    expect(life.state.stage).toBe('EFFECTIVE');
    life.until('2034-09-11');
    expect(life.state.stage).toBe('OVERDUE_ESTABLISHMENT');
    expect(life.events('StepReached').at(-1)).toMatchObject({
      dutyId: 'establishBy-0',
      step: 4,
      reachedOn: '2034-09-11',
    });
    life.canopy('2035-08-01', { closure: [20, 100] });
    expect(life.state.stage).toBe('ESTABLISHED');
  });
  test('an eastern twin with 0.65 at its preservation check is LATE_REPLANT', () => {
    const life = new Life(plantedStand({ plantedOn: '2026-04-15', designed: 2000 }));
    life.survey('2026-09-20', 1900);
    life.canopy('2029-09-05', { livePoints: 1300, closure: [15, 100] });
    expect(life.lastVerdict()).toBe('LATE_REPLANT');
    expect(life.events('JudgementGiven')).toMatchObject([{ verdict: 'NOT_YET' }]);
    expect(life.duty('lateReplant-0').needs?.seedlings).toBe(700);
  });
});
