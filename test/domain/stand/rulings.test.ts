/** Rulings that the golden scenarios do not show, edges side by side. */
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../domain/errors.ts';
import { activeDuties } from '../../../domain/stand/duties.ts';
import { EAST, plantedStand, regimeFor, WEST } from '../../support/regimes.ts';
import { Life } from './life.ts';

const duesOf = (life: Life, code: string) =>
  life.events('DutyRaised').flatMap((raised) => (raised.code === code ? [`${raised.opensOn}…${raised.dueOn}`] : []));
const refusedAs = (answer: unknown) => (isRefusal(answer) ? answer.refused : 'accepted');
const newPlanting = (plantedOn: string) => ({
  planting: { plantedOn, species: 'PINUS_TABULIFORMIS', designedPoints: 2000, plantedPoints: 2000 },
  regime: regimeFor(EAST, plantedOn),
});

describe('ruling 3: one age limit a species', () => {
  test.each([
    ['PINUS_TABULIFORMIS', '2031-07-01…2031-09-15', '2034-09-15'],
    ['LARIX', '2031-07-01…2031-09-15', '2034-09-15'],
    ['POPULUS', '2030-07-01…2030-09-15', '2031-09-15'],
    ['CARAGANA', '2030-07-01…2030-09-15', '2031-09-15'],
  ])('%s planted in 2026: first closure check %s, deadline %s', (species, first, deadline) => {
    const life = new Life(plantedStand({ species }));
    expect(duesOf(life, 'closureCheck')[0]).toBe(first);
    expect(life.duty('establishBy-0').dueOn).toBe(deadline);
  });
});

describe('ruling 2: shrub cover is not forest cover here', () => {
  test.each([
    ['CARAGANA', '2026-04-10', 39, 'NOT_CLOSED'],
    ['CARAGANA', '2026-04-10', 40, 'ESTABLISHED'],
    ['CARAGANA', '2022-04-10', 29, 'NOT_CLOSED'],
    ['CARAGANA', '2022-04-10', 30, 'ESTABLISHED'],
  ])('%s planted %s with %i %% cover is %s, and counts for no cover', (species, plantedOn, hits, verdict) => {
    const life = new Life(plantedStand({ species, plantedOn }));
    const year = Number(plantedOn.slice(0, 4)) + 4;
    life.canopy(`${year}-08-01`, { cover: [hits, 100] });
    expect(life.lastVerdict()).toBe(verdict);
    expect(life.state.regimes['r1']!.basis.countsForCover).toBeUndefined();
  });
});

describe('ruling 5: preservation below the line', () => {
  const late = () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1900);
    life.survey('2029-09-20', 1500);
    return life;
  };
  test('is replanted late once, and checked again in years 4 and 5', () => {
    const life = late();
    expect(life.lastVerdict()).toBe('LATE_REPLANT');
    life.survey('2030-09-20', 1500);
    expect(life.lastVerdict()).toBe('RECHECK');
    expect(life.events('DutyRaised').filter(({ code }) => code === 'lateReplant')).toHaveLength(1);
    expect(duesOf(life, 'preservationCheck')).toEqual([
      '2029-09-01…2029-10-31',
      '2030-09-01…2030-10-31',
      '2031-09-01…2031-10-31',
    ]);
  });
  test('still below after year 5 the county decides within 30 days (ruling 31)', () => {
    const life = late();
    life.survey('2030-09-20', 1500);
    life.survey('2031-09-20', 1500);
    expect(life.lastVerdict()).toBe('COUNTY_DECISION');
    expect(duesOf(life, 'countyDecision')).toEqual(['2031-09-20…2031-10-20']);
  });
  test.each([
    [819, 'FAILED'],
    [820, 'LATE_REPLANT'],
    [1599, 'LATE_REPLANT'],
    [1600, 'PASS'],
  ])('%i of 2,000 in the east is %s', (live, verdict) => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1900);
    life.survey('2029-09-20', live);
    expect(life.lastVerdict()).toBe(verdict);
  });
});

describe('ruling 8: much replaced shortly before the preservation check', () => {
  const replanted = (points: number, on = '2029-04-02') => {
    const life = new Life(plantedStand());
    life.survey('2028-09-20', 2000 - points, { capturedOn: '2026-10-20' });
    life.work(on, 'replant-0', { points });
    life.until('2029-09-01');
    return life;
  };
  test('0.30 of the design is not more than 0.30: it stays in 2029', () => {
    expect(replanted(600).duty('preservationCheck-0')).toMatchObject({ opensOn: '2029-09-01', state: 'open' });
  });
  test('one point more moves it one year, once, and the audit of 2030-06-30 is provisional (ruling 27)', () => {
    const life = replanted(601);
    expect(life.duty('preservationCheck-0')).toMatchObject({
      opensOn: '2030-09-01',
      dueOn: '2030-10-31',
      shifted: true,
    });
    life.until('2030-09-01');
    expect(life.events('ReportFiled').at(-1)).toMatchObject({ dutyId: 'provinceAudit-0', says: 'PROVISIONAL' });
    expect(life.duty('preservationCheck-0').state).toBe('open');
  });
});

describe('ruling 26: a re-survey meets the preservation check', () => {
  test('an open re-survey is withdrawn when the preservation window opens', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1500);
    life.work('2029-04-02', 'replant-0', { points: 500 });
    life.until('2029-09-01');
    expect(life.duty('survivalCheck-1').state).toBe('withdrawn');
  });
  test('a first check never judged stays, and its ladder goes on', () => {
    const life = new Life(plantedStand()).until('2029-09-01');
    expect(life.duty('survivalCheck-0').state).toBe('overdue');
  });
});

describe('rulings 13 and 30: tending visits', () => {
  test.each([
    // 21 days of the window 04-15…06-30 are left from 06-10 on.
    ['2026-06-10', '2026-04-15…2026-06-30'],
    ['2026-06-11', '2026-08-15…2026-09-30'],
    // Of 08-15…09-30, from 09-10 on.
    ['2026-09-10', '2026-08-15…2026-09-30'],
    ['2026-09-11', '2027-04-15…2027-06-30'],
  ])('planted %s in the east, the first visit lies in %s', (plantedOn, first) => {
    expect(duesOf(new Life(plantedStand({ plantedOn })), 'tending')[0]).toBe(first);
  });
  test('with one window a year all visits of the year lie in it', () => {
    const life = new Life(plantedStand({ plantedOn: '2026-04-25', altitudeM: 1700 }));
    expect(duesOf(life, 'tending')).toEqual([
      ...Array.from({ length: 3 }, () => '2026-05-20…2026-08-31'),
      ...Array.from({ length: 2 }, () => '2027-05-20…2027-08-31'),
      '2028-05-20…2028-08-31',
    ]);
  });
  test('a visit missed lapses without a letter beyond the nudge', () => {
    const life = new Life(plantedStand()).until('2026-07-02');
    expect(life.duty('tending-0.1').state).toBe('lapsed');
    const steps = life.events('StepReached').filter(({ dutyId }) => dutyId === 'tending-0.1');
    expect(steps.map(({ step }) => step)).toEqual([0]);
  });
  test('a visit of a later year cannot be done now', () => {
    const life = new Life(plantedStand());
    expect(refusedAs(life.work('2026-05-01', 'tending-0.4'))).toBe('WORK_BEFORE_DUTY');
    expect(refusedAs(life.work('2026-05-01', 'tending-0.1'))).toBe('accepted');
  });
});

describe('ruling 33: a missed closure check', () => {
  test('is re-dated to next year’s leaf window, with the letter of step 2', () => {
    const life = new Life(plantedStand()).until('2031-09-16');
    expect(life.duty('closureCheck-0')).toMatchObject({ opensOn: '2032-07-01', dueOn: '2032-09-15', misses: 1 });
    expect(life.events('StepReached').at(-1)).toMatchObject({ dutyId: 'closureCheck-0', step: 2 });
  });
});

describe('after establishment', () => {
  const established = (species = 'PINUS_TABULIFORMIS') => {
    const life = new Life(plantedStand({ species }));
    life.survey('2026-09-20', 1900);
    life.canopy('2029-09-10', { livePoints: 1900, closure: [30, 100] });
    if (species === 'CARAGANA') life.canopy('2030-08-01', { cover: [50, 100] });
    else life.canopy('2031-08-01', { closure: [30, 100] });
    return life;
  };
  test('the stand is put on the map within 30 days, then looked at for thinning every five years', () => {
    const life = established();
    expect(life.work('2031-08-20', 'mapRegistration-1')).toMatchObject({ dutyId: 'mapRegistration-1' });
    expect(life.state.stage).toBe('MAPPED');
    expect(duesOf(life, 'lateTendingCheck')).toEqual(['2036-07-01…2036-09-15']);
    life.canopy('2036-08-01', { closure: [79, 100] });
    expect(life.state.stage).toBe('MANAGED');
    life.canopy('2041-08-01', { closure: [80, 100] });
    expect(life.lastVerdict()).toBe('THIN');
    expect(duesOf(life, 'thinning')).toEqual(['2041-09-01…2042-04-14']);
  });
  test('the grazing ban ends by county decision alone, asked for every year until then (ruling 14)', () => {
    const life = established().until('2031-08-01');
    expect(life.duty('grazingBan-0').state).toBe('open');
    life.until('2032-04-09');
    const asked = () => life.state.duties.filter(({ code, state }) => code === 'grazingDecision' && state !== 'done');
    expect(asked()).toHaveLength(1);
    life.work('2032-04-20', asked()[0]!.id, { option: 'keep' });
    expect(life.duty('grazingBan-0').state).toBe('open');
    life.until('2033-05-01');
    life.work('2033-05-01', asked()[0]!.id, { option: 'lift' });
    expect(life.duty('grazingBan-0').state).toBe('satisfied');
  });
  test('lifting a ban ends every decision that was asked for on it, of whatever round', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-25', 1900);
    life.canopy('2029-09-10', { livePoints: 1900, closure: [30, 100] });
    life.canopy('2031-07-10', { closure: [30, 100] });
    life.work('2031-07-20', 'mapRegistration-1');
    life.until('2032-07-20');
    const asked = activeDuties(life.state).filter(({ code }) => code === 'grazingDecision');
    expect(asked).toHaveLength(2);
    life.work('2032-07-21', asked[0]!.id, { option: 'lift' });
    life.until('2034-01-01');
    expect(activeDuties(life.state).filter(({ code }) => code.startsWith('grazing'))).toEqual([]);
  });
  test('caragana is coppiced only once its cover is verified, then every five years', () => {
    const life = new Life(plantedStand({ species: 'CARAGANA' }));
    expect(duesOf(life, 'coppice')).toEqual([]);
    const grown = established('CARAGANA');
    expect(duesOf(grown, 'coppice')).toEqual(['2030-11-01…2031-03-20']);
    grown.work('2030-12-01', 'coppice-1');
    expect(duesOf(grown, 'coppiceAgain')).toEqual(['2035-11-01…2036-03-20']);
  });
});

describe('ruling 23: damage and loss', () => {
  test('what is hurt is counted within 30 days', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1900);
    life.send('2027-06-01', { type: 'reportDamage', seenOn: '2027-05-30', cause: 'FROST', lostM2: 0 });
    expect(duesOf(life, 'damageCheck')).toEqual(['2027-06-01…2027-07-01']);
    life.survey('2027-06-10', 700);
    expect(life.state.stage).toBe('FAILED');
  });
  test('what is lost goes on as a part of its own, its points by area; the rest owes what it owed', () => {
    const life = new Life(plantedStand());
    life.send('2026-06-01', { type: 'reportDamage', seenOn: '2026-06-01', cause: 'FIRE', lostM2: 20_000 });
    expect(
      life.state.parts.map(({ id, stage, areaM2, designedPoints }) => [id, stage, areaM2, designedPoints]),
    ).toEqual([
      ['p1', 'PLANTED', 80_000, 1600],
      ['p2', 'LOST', 20_000, 400],
    ]);
    expect(life.state.stage).toBe('MIXED');
    life.survey('2026-09-20', 1500);
    expect(life.events('VerdictGiven')[0]).toMatchObject({ partId: 'p1', verdict: 'PASS', basePoints: 1600 });
  });
  test('a stand lost whole owes its report and the county’s decision alone', () => {
    const life = new Life(plantedStand());
    life.send('2026-06-01', { type: 'reportDamage', seenOn: '2026-06-01', cause: 'LAND_TAKEN', lostM2: 100_000 });
    expect(life.state.stage).toBe('LOST');
    const owed = life.state.duties
      .filter(({ state }) => state === 'planned' || state === 'open')
      .map(({ code }) => code);
    expect(owed).toEqual(['countyReport', 'lossDecision']);
  });
  test.each([
    [{ seenOn: '2026-06-02', lostM2: 0 }, 'DAMAGE_IN_FUTURE'],
    [{ seenOn: '2026-06-01', lostM2: 100_001 }, 'DAMAGE_ABOVE_AREA'],
    [{ seenOn: '2026-06-01', lostM2: 0, partId: 'p9' }, 'PART_UNKNOWN'],
  ])('%j is refused', (damage, code) => {
    const life = new Life(plantedStand());
    expect(refusedAs(life.send('2026-06-01', { type: 'reportDamage', cause: 'FIRE', ...damage }))).toBe(code);
  });
});

describe('a stand that is suspended', () => {
  test('lets nothing fall due, and what is still in its window gets its lost days back', () => {
    const life = new Life(plantedStand()).until('2026-09-10');
    life.send('2026-09-11', { type: 'suspend', reason: 'DISPUTE' });
    life.until('2026-10-11');
    expect(life.events('StepReached').filter(({ turnOn }) => turnOn > '2026-09-11')).toEqual([]);
    life.send('2026-10-11', { type: 'resume' });
    expect(life.duty('survivalCheck-0').dueOn).toBe('2026-11-30');
  });
  test('a check whose window has gone by waits for the next one: survivors are not counted in winter', () => {
    const life = new Life(plantedStand()).until('2026-09-10');
    life.send('2026-09-11', { type: 'suspend', reason: 'DISPUTE' });
    life.send('2027-02-01', { type: 'resume' });
    expect(life.duty('survivalCheck-0')).toMatchObject({
      opensOn: '2027-09-01',
      dueOn: '2027-10-31',
      state: 'planned',
    });
  });
  test('a statutory report is written all the same', () => {
    const life = new Life(plantedStand());
    life.send('2026-05-01', { type: 'suspend', reason: 'DISPUTE' });
    life.until('2027-07-01');
    expect(life.events('ReportFiled')).toMatchObject([{ turnOn: '2027-06-30', says: 'PROVISIONAL' }]);
  });
  test('a planting that lost its window takes the next one', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1500);
    life.send('2027-03-25', { type: 'suspend', reason: 'DISPUTE' });
    life.send('2027-05-20', { type: 'resume' });
    expect(life.duty('replant-0')).toMatchObject({ opensOn: '2027-07-05', dueOn: '2027-08-15' });
  });
  test('is suspended once and resumed once', () => {
    const life = new Life(plantedStand());
    expect(refusedAs(life.send('2026-05-01', { type: 'resume' }))).toBe('STAND_NOT_SUSPENDED');
    life.send('2026-05-01', { type: 'suspend', reason: 'DISPUTE' });
    expect(refusedAs(life.send('2026-05-02', { type: 'suspend', reason: 'DISPUTE' }))).toBe('STAND_SUSPENDED');
  });
});

describe('a duty waived by name', () => {
  test('is owed no more, and who waived it stays on record', () => {
    const life = new Life(plantedStand({ county: WEST }));
    life.send('2026-05-10', { type: 'waive', dutyId: 'tending-0.1', reason: 'ROCK', by: 'chief-7' });
    expect(life.duty('tending-0.1')).toMatchObject({ state: 'satisfied', closedSender: 'chief-7' });
  });
  test.each(['countyReport-0', 'establishBy-0', 'grazingBan-0'])('%s is nobody’s to waive', (dutyId) => {
    const life = new Life(plantedStand());
    expect(refusedAs(life.send('2026-05-10', { type: 'waive', dutyId, reason: 'X' }))).toBe('DUTY_KIND');
  });
});

describe('what a late or repeated verdict leaves behind', () => {
  test('a stand that fails its preservation check is not effective, whatever its closure', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1900);
    life.canopy('2029-09-20', { livePoints: 700, closure: [25, 100] });
    expect(life.state.stage).toBe('FAILED');
    expect(life.events('JudgementGiven')).toEqual([]);
  });
  test('once it is forest nobody asks for its stems any more', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1900);
    life.survey('2029-09-20', 1500);
    life.survey('2030-09-20', 1500);
    life.canopy('2031-07-10', { closure: [30, 100] });
    expect(life.state.stage).toBe('ESTABLISHED');
    expect(life.duty('preservationCheck-0.3').state).toBe('satisfied');
  });
  test('a re-survey that has climbed its whole ladder is withdrawn by the preservation check, too', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1500);
    life.work('2027-04-02', 'replant-0', { points: 500 });
    life.until('2029-09-01');
    expect(life.duty('survivalCheck-1').state).toBe('withdrawn');
  });
  test('a planting done in its window and reported after it is no miss: the letter is taken back', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1500);
    life.until('2027-05-20');
    const answer = life.work('2027-05-20', 'replant-0', { points: 500, doneOn: '2027-04-20' });
    expect(answer).not.toHaveProperty('warnings');
    expect(life.events('StepsTakenBack')).toMatchObject([{ dutyId: 'replant-0', steps: [2] }]);
    expect(life.duty('survivalCheck-1').opensOn).toBe('2027-09-01');
  });
  test('a failure by damage is what the report says', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1500);
    life.send('2026-11-01', { type: 'reportDamage', seenOn: '2026-11-01', cause: 'FROST', lostM2: 0 });
    life.survey('2026-11-10', 300);
    life.until('2027-06-30');
    expect(life.events('ReportFiled')).toMatchObject([{ says: 'FAILED' }]);
  });
  test('enough alive after a damage: what was to be replanted is withdrawn', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1500);
    life.send('2026-11-01', { type: 'reportDamage', seenOn: '2026-11-01', cause: 'FROST', lostM2: 0 });
    life.survey('2026-11-10', 1900);
    expect(life.duty('replant-0').state).toBe('withdrawn');
  });
});

describe('established anew', () => {
  test('the second failure within one life still keeps its reports apart', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-25', 700);
    life.work('2027-04-08', 'reestablish-0', newPlanting('2027-04-08'));
    life.survey('2027-09-20', 600);
    life.until('2028-06-30');
    expect(life.events('ReportFiled').map(({ dutyId, says }) => `${dutyId} ${says}`)).toEqual([
      'countyReport-0 FAILED',
      'countyReport-1 FAILED',
    ]);
  });
});

describe('trees that are found alive', () => {
  test('end the replanting that an earlier damage had asked for', () => {
    const life = new Life(plantedStand());
    life.send('2026-06-01', { type: 'reportDamage', seenOn: '2026-06-01', cause: 'FROST', lostM2: 0 });
    life.survey('2026-06-10', 1500);
    expect(life.duty('replant-0').state).toBe('planned');
    life.survey('2026-09-10', 1900);
    expect(life.duty('replant-0')).toMatchObject({ state: 'withdrawn', closedBy: 'survivalCheck-0' });
  });
  test('at a recheck end the late replanting that nobody had done', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1900);
    life.survey('2029-09-20', 1500);
    expect(life.lastVerdict()).toBe('LATE_REPLANT');
    life.survey('2030-09-20', 1700);
    expect([life.lastVerdict(), life.duty('lateReplant-0').state]).toEqual(['PASS', 'withdrawn']);
  });
  test('after damage and replanting make an established stand one again', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1900);
    life.survey('2029-09-20', 1900);
    life.canopy('2031-08-01', { closure: [30, 100] });
    life.send('2032-01-10', { type: 'reportDamage', seenOn: '2032-01-10', cause: 'FIRE', lostM2: 0 });
    life.survey('2032-01-20', 1500);
    expect(life.state.stage).toBe('REPLANT_DUE');
    const { id } = activeDuties(life.state).find(({ code }) => code === 'replant')!;
    life.work('2032-04-01', id, { points: 500 });
    life.survey('2032-09-10', 1950);
    expect([life.lastVerdict(), life.state.stage]).toEqual(['PASS', 'ESTABLISHED']);
  });
});
