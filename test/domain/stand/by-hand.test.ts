/** Lives reckoned by hand from the rulings, of the kind of the golden scenarios: mountains, Ningwu, poplar, sowing, old plantings. */
import { describe, expect, test } from 'vitest';
import { activeDuties } from '../../../domain/stand/duties.ts';
import type { StandSeed } from '../../../domain/stand/state.ts';
import { resolveRegime } from '../../../policies/resolve.ts';
import { EAST, plantedStand, WEST, XINZHOU, type SeedOptions } from '../../support/regimes.ts';
import { Life } from './life.ts';

const NINGWU = '140925';
const WUTAI_SHAN = '140971';

const raised = (life: Life, code: string) =>
  life.events('DutyRaised').flatMap((each) => (each.code === code ? [`${each.opensOn}…${each.dueOn}`] : []));
const window = (life: Life, dutyId: string) => `${life.duty(dutyId).opensOn}…${life.duty(dutyId).dueOn}`;
const steps = (life: Life, dutyId: string) =>
  life.events('StepReached').flatMap((each) => (each.dutyId === dutyId ? [`${each.step} ${each.turnOn}`] : []));

function sown(options: SeedOptions): StandSeed {
  const seed = plantedStand(options);
  const { countyCode, planting, altitudeM } = seed;
  const { species, plantedOn } = planting;
  const facts = { countyCode, species, plantedOn, method: 'DIRECT_SOWING' as const };
  const regime = resolveRegime(XINZHOU, { ...facts, ...(altitudeM !== undefined && { altitudeM }) });
  return { ...seed, method: 'DIRECT_SOWING', regime };
}

describe('rulings 1 and 30: in the mountains', () => {
  test('Wutai Shan is checked 08-20 to 10-10 by the line of 85 %, and tended 3-2-1 in one window a year', () => {
    const life = new Life(plantedStand({ county: WUTAI_SHAN, plantedOn: '2026-05-20', designed: 1500 }));
    expect(raised(life, 'survivalCheck')).toEqual(['2026-08-20…2026-10-10']);
    expect(raised(life, 'tending').map((each) => each.slice(0, 4))).toEqual([
      '2026',
      '2026',
      '2026',
      '2027',
      '2027',
      '2028',
    ]);
    expect(window(life, 'preservationCheck-0')).toBe('2029-08-20…2029-10-10');
    expect(window(life, 'closureCheck-0')).toBe('2031-07-10…2031-08-31');
    life.survey('2026-08-20', 1274);
    expect(life.lastVerdict()).toBe('REPLANT');
  });
  test('its spring window ends on 05-19, for from 05-20 on the drought bars planting (ruling 9)', () => {
    const life = new Life(plantedStand({ county: WUTAI_SHAN, plantedOn: '2026-05-20', designed: 1500 }));
    life.survey('2026-08-20', 1274);
    expect(window(life, 'replant-0')).toBe('2027-04-20…2027-05-19');
    life.until('2027-08-11');
    expect(window(life, 'replant-0')).toBe('2028-04-20…2028-05-19');
    expect(steps(life, 'replant-0')).toEqual(['0 2027-05-12', '2 2027-05-20', '0 2027-08-03', '4 2027-08-11']);
  });
  test.each([
    [1599, '2026-09-01…2026-10-25', '2026-05-01…2026-07-10'],
    [1600, '2026-08-20…2026-10-10', '2026-05-20…2026-08-31'],
  ])('a western stand at %i m: check %s, first visit %s, and the dry line all the same', (altitudeM, check, visit) => {
    const life = new Life(plantedStand({ county: WEST, altitudeM, plantedOn: '2026-04-25' }));
    expect([raised(life, 'survivalCheck')[0], raised(life, 'tending')[0]]).toEqual([check, visit]);
    expect(raised(life, 'tending')).toHaveLength(8);
    life.survey('2026-09-02', 1400);
    expect(life.lastVerdict()).toBe('PASS');
  });
});

describe('ruling 1: a failed planting of the old edition', () => {
  test('is judged by what was planted, and its new design by what is designed', () => {
    const life = new Life(plantedStand({ plantedOn: '2022-04-10', designed: 1800, planted: 1500 }));
    life.survey('2022-09-25', 614);
    expect(life.lastVerdict()).toBe('FAILED');
    const plantedOn = '2023-07-10';
    const species = 'PINUS_TABULIFORMIS';
    const planting = { plantedOn, species, designedPoints: 1800, plantedPoints: 1700 };
    const regime = resolveRegime(XINZHOU, { countyCode: EAST, species, method: 'PLANTING', plantedOn });
    life.work(plantedOn, 'reestablish-0', { planting, regime });
    expect(window(life, 'survivalCheck-1')).toBe('2024-09-01…2024-10-31');
    life.survey('2024-09-10', 1500);
    expect(life.events('VerdictGiven').at(-1)).toMatchObject({ verdict: 'REPLANT', basePoints: 1800 });
  });
});

describe('ruling 38: Ningwu', () => {
  const life = new Life(plantedStand({ county: NINGWU, plantedOn: '2026-04-10' }));
  test('has the windows of the west and tends 3-2-1', () => {
    expect(raised(life, 'tending')).toEqual([
      '2026-05-01…2026-07-10',
      '2026-05-01…2026-07-10',
      '2026-08-15…2026-09-25',
      '2027-05-01…2027-07-10',
      '2027-08-15…2027-09-25',
      '2028-05-01…2028-07-10',
    ]);
    expect(window(life, 'survivalCheck-0')).toBe('2026-09-01…2026-10-25');
  });
  test('has the lines of the east: 1,699 of 2,000 is replanted, 1,599 three years later once more', () => {
    life.survey('2026-09-20', 1699);
    expect(window(life, 'replant-0')).toBe('2027-04-01…2027-05-10');
    life.work('2027-05-10', 'replant-0', { points: 301 });
    life.survey('2027-09-05', 1900);
    life.survey('2029-09-05', 1599);
    expect(life.lastVerdict()).toBe('LATE_REPLANT');
  });
});

describe('rulings 6, 7 and 9: poplar planted in autumn', () => {
  const seed = plantedStand({ species: 'POPULUS', plantedOn: '2026-10-20', designed: 1000, nurseryYears: 1 });
  test('is checked and first tended in 2027; work year and years to forest count from 2026', () => {
    const life = new Life(seed);
    expect(window(life, 'survivalCheck-0')).toBe('2027-09-01…2027-10-31');
    expect(raised(life, 'tending')[0]).toBe('2027-04-15…2027-06-30');
    expect(window(life, 'preservationCheck-0')).toBe('2029-09-01…2029-10-31');
    expect(window(life, 'provinceAudit-0')).toBe('2030-01-01…2030-06-30');
    expect(window(life, 'closureCheck-0')).toBe('2030-07-01…2030-09-15');
    expect(life.duty('establishBy-0').dueOn).toBe('2031-09-15');
  });
  test('is replanted the same autumn, for the policy lists the species, and counted again a season later', () => {
    const life = new Life(seed);
    life.survey('2027-09-20', 600);
    expect(life.duty('replant-0')).toMatchObject({ opensOn: '2027-10-10', dueOn: '2027-11-10' });
    expect(life.duty('replant-0').needs).toMatchObject({ seedlings: 400, stockAge: 2 });
    life.work('2027-10-20', 'replant-0', { points: 400 });
    expect(window(life, 'survivalCheck-1')).toBe('2028-09-01…2028-10-31');
  });
  test('pine is not: it waits for the spring', () => {
    const life = new Life(plantedStand({ plantedOn: '2026-10-20', designed: 1000 }));
    life.survey('2027-09-20', 600);
    expect(window(life, 'replant-0')).toBe('2028-03-20…2028-04-30');
  });
});

describe('rulings 9 and 13: a sown stand', () => {
  test('is tended once in its first year, and sown again in the sowing window, which no drought bars', () => {
    const life = new Life(sown({ plantedOn: '2026-06-25' }));
    expect(raised(life, 'tending').slice(0, 2)).toEqual(['2026-08-15…2026-09-30', '2027-04-15…2027-06-30']);
    life.survey('2027-09-20', 1200);
    expect(window(life, 'replant-0')).toBe('2028-06-15…2028-07-10');
  });
  test('sown again on 2028-06-20, its re-survey opens with the preservation check, and is withdrawn (ruling 26)', () => {
    const life = new Life(sown({ plantedOn: '2026-06-25' }));
    life.survey('2027-09-20', 1200);
    life.work('2028-06-20', 'replant-0', { points: 800 });
    expect(window(life, 'survivalCheck-1')).toBe('2029-09-01…2029-10-31');
    life.until('2029-09-01');
    expect(life.duty('survivalCheck-1').state).toBe('withdrawn');
  });
  test('from 1,600 m on there is no sowing window: its gaps are planted', () => {
    const life = new Life(sown({ county: WEST, altitudeM: 1700, plantedOn: '2026-06-25' }));
    life.survey('2027-08-25', 1200);
    expect(window(life, 'replant-0')).toBe('2028-04-20…2028-05-19');
  });
});

describe('ruling 4: after two rounds the county decides', () => {
  const undecided = () => {
    const life = new Life(plantedStand({ county: WEST, plantedOn: '2026-04-20', designed: 3000 }));
    life.survey('2026-09-15', 1500);
    life.work('2027-04-12', 'replant-0', { points: 1500 });
    life.survey('2027-09-10', 1950);
    life.work('2028-04-15', 'replant-1', { points: 1050 });
    life.survey('2028-09-12', 1980);
    return life;
  };
  test('within 30 days, else its ladder climbs', () => {
    const life = undecided().until('2028-12-20');
    expect(window(life, 'countyDecision-2')).toBe('2028-09-12…2028-10-12');
    expect(steps(life, 'countyDecision-2')).toEqual([
      '0 2028-10-05',
      '1 2028-10-13',
      '2 2028-10-19',
      '3 2028-10-27',
      '4 2028-11-11',
      '5 2028-12-11',
    ]);
  });
  test('to continue: 1,020 of 3,000 replanted in spring 2029 shift the preservation check, and are counted by themselves', () => {
    const life = undecided();
    life.work('2028-09-20', 'countyDecision-2', { option: 'continue' });
    expect(window(life, 'replant-2')).toBe('2029-04-01…2029-05-10');
    life.work('2029-04-10', 'replant-2', { points: 1020 });
    life.until('2029-09-01');
    expect(window(life, 'preservationCheck-0')).toBe('2030-09-01…2030-10-25');
    expect(life.duty('survivalCheck-3')).toMatchObject({ opensOn: '2029-09-01', state: 'open' });
  });
  test('to carry it to the preservation check, which 0.65 passes', () => {
    const life = undecided();
    life.work('2028-09-20', 'countyDecision-2', { option: 'carry' });
    life.survey('2029-09-05', 1950);
    expect([life.lastVerdict(), life.state.stage]).toEqual(['PASS', 'EFFECTIVE']);
  });
  test('to redesign it: nothing of the old planting is owed but report and ban', () => {
    const life = undecided();
    life.work('2028-09-20', 'countyDecision-2', { option: 'redesign' });
    expect(activeDuties(life.state).map(({ code }) => code)).toEqual(['grazingBan', 'reestablish']);
  });
});

describe('rulings 10 and 29: seedlings are counted to the design, whatever the base of the rate', () => {
  test('1,000 live of 1,500 planted in 2022 and 1,800 designed need 800, of 3-year stock aged 4', () => {
    const life = new Life(plantedStand({ plantedOn: '2022-04-10', designed: 1800, planted: 1500, nurseryYears: 3 }));
    life.survey('2022-09-25', 1000);
    expect(life.duty('replant-0').needs).toMatchObject({ seedlings: 800, stockAge: 4 });
  });
  test.each([
    ['2026-04-10', '2026-09-20', '2027', 3],
    ['2026-10-20', '2027-09-20', '2028', 4],
  ])('planted %s and counted %s, 2-year stock planted in spring %s is aged %i', (plantedOn, countedOn, year, age) => {
    const life = new Life(plantedStand({ plantedOn, nurseryYears: 2 }));
    life.survey(countedOn, 1500);
    expect(life.duty('replant-0').opensOn.slice(0, 4)).toBe(year);
    expect(life.duty('replant-0').needs?.stockAge).toBe(age);
  });
});

describe('ruling 8: the 12 months end the day before the window opens', () => {
  test.each([
    ['2027-08-31', '2028-09-01'],
    ['2027-09-01', '2029-09-01'],
  ])('0.35 of the design replaced on %s: the check opens %s', (replacedOn, opensOn) => {
    const life = new Life(plantedStand({ plantedOn: '2025-04-10' }));
    life.survey('2025-09-20', 1300);
    life.work(replacedOn, 'replant-0', { points: 700 });
    life.until('2028-09-01');
    expect(life.duty('preservationCheck-0').opensOn).toBe(opensOn);
  });
  test('of two parts that alone moves which was replanted', () => {
    const life = new Life(plantedStand({ plantedOn: '2025-04-10' }));
    life.survey('2025-09-20', 1900);
    life.send('2028-03-01', { type: 'reportDamage', seenOn: '2028-03-01', cause: 'FROST', lostM2: 0 });
    life.pieces('2028-03-10', [
      { areaM2: 60_000, counts: { livePoints: 1100 } },
      { areaM2: 40_000, counts: { livePoints: 480 } },
    ]);
    life.work('2028-04-05', 'replant-0.p2', { points: 320 });
    life.until('2028-09-01');
    expect([life.duty('preservationCheck-0').opensOn, life.duty('preservationCheck-0.p2').opensOn]).toEqual([
      '2028-09-01',
      '2029-09-01',
    ]);
  });
});

describe('ruling 35: closure seen at the preservation visit', () => {
  test.each([
    [19, 'NOT_YET', 'UNESTABLISHED'],
    [20, 'EFFECTIVE', 'EFFECTIVE'],
  ])('of 0.%i is %s in the east, and establishes nothing', (hits, effect, stage) => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1900);
    life.canopy('2029-09-10', { livePoints: 1600, closure: [hits, 100] });
    expect(life.events('JudgementGiven').map(({ verdict }) => verdict)).toEqual([effect]);
    expect([life.state.stage, window(life, 'closureCheck-0')]).toEqual([stage, '2031-07-01…2031-09-15']);
  });
});

describe('on a leap day', () => {
  test('planted 2028-02-29, the ban runs to 2033-02-28 and the check is that of 2028', () => {
    const life = new Life(plantedStand({ plantedOn: '2028-02-29' }));
    expect(window(life, 'grazingBan-0')).toBe('2028-02-29…2033-02-28');
    expect(window(life, 'survivalCheck-0')).toBe('2028-09-01…2028-10-31');
  });
  test('a damage of 2032-01-30 is counted by 02-29, 30 days later', () => {
    const life = new Life(plantedStand({ plantedOn: '2028-04-10' }));
    life.survey('2028-09-20', 1900);
    life.send('2032-01-30', { type: 'reportDamage', seenOn: '2032-01-30', cause: 'FROST', lostM2: 0 });
    expect(life.duty('damageCheck-0').dueOn).toBe('2032-02-29');
  });
});

describe('ruling 20: a planting of 2023 taken in on 2026-11-26', () => {
  test('climbs no ladder before 12-26, and both checks stand on the catch-up list', () => {
    const life = new Life(plantedStand({ plantedOn: '2023-04-10', goLiveOn: '2026-11-26' }), '2026-11-26');
    life.until('2027-03-01');
    for (const check of ['survivalCheck-0', 'preservationCheck-0']) {
      expect(steps(life, check)).toEqual([
        '1 2026-12-27',
        '2 2027-01-02',
        '3 2027-01-10',
        '4 2027-01-25',
        '5 2027-02-24',
      ]);
    }
  });
});
