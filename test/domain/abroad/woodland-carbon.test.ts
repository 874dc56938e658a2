/**
 * UK Woodland Carbon Code. Sources: woodlandcarboncode.org.uk, 4 Verification (year 5: at least 90 % of the planned
 * density, no more than 30 % beaten up in the season before; natural regeneration at least 400 stems per ha; a statement
 * normally stands ten years) and forestry.gov.uk infd-8juhc7, 2.6 Monitoring (survey 6 to 12 months before the due date);
 * both verified. Below 50 %, or 100 natural stems per ha, red: our own default.
 */
import { describe, expect, test } from 'vitest';
import { isActive } from '../../../domain/stand/duties.ts';
import { shippedPolicy } from '../../../policies/load.ts';
import { standUnder, stemsAt } from '../../support/policies.ts';
import { Life } from '../stand/life.ts';

const POLICY = shippedPolicy('uk-woodland-carbon');
const project = (naturalRegeneration = 0) =>
  new Life(standUnder(POLICY, { county: 'SCT', plantedOn: '2026-02-10', standard: { naturalRegeneration } }));
const window = (life: Life, id: string) => `${life.duty(id).opensOn}…${life.duty(id).dueOn}`;
const SURVEYED = '2030-06-01';
/** Ids of what is still to be done. */
const owed = (life: Life) => life.state.duties.filter(isActive).map(({ id }) => id);
/** Hurt on that day, and counted on it. */
const damaged = (life: Life, on: string, live: number) => {
  life.send(on, { type: 'reportDamage', seenOn: on, cause: 'WIND', lostM2: 0 });
  life.survey(on, live, { dutyId: lastOf(life, 'damageSurvey') });
};
const lastOf = (life: Life, code: string) => life.state.duties.findLast((duty) => duty.code === code)!.id;

describe('the verification of year 5', () => {
  test('is surveyed 6 to 12 months before it is due', () => {
    const life = project();
    expect(window(life, 'yearFiveSurvey-0')).toBe('2030-02-10…2030-08-10');
    expect(life.duty('verificationDate-0').dueOn).toBe('2031-02-10');
  });
  test.each([
    [1800, 'GREEN'],
    [1799, 'AMBER'],
    [1000, 'AMBER'],
    [999, 'RED'],
  ])('%i of 2,000 planned: %s', (live, verdict) => {
    const life = project();
    life.survey(SURVEYED, live, { dutyId: 'yearFiveSurvey-0' });
    expect(life.lastVerdict()).toBe(verdict);
  });
  test('accepted natural stems count beside the planted ones, up to the plan', () => {
    const life = project();
    life.survey(SURVEYED, 1700, { dutyId: 'yearFiveSurvey-0', counts: { naturals: 100 } });
    expect(life.events('VerdictGiven').at(-1)).toMatchObject({ verdict: 'GREEN', livePoints: 1800, naturals: 100 });
    const full = project();
    full.survey(SURVEYED, 1700, { dutyId: 'yearFiveSurvey-0', counts: { naturals: 900 } });
    expect(full.events('VerdictGiven').at(-1)).toMatchObject({ livePoints: 2000 });
  });
  test.each([
    [600, 'GREEN'],
    [601, 'AMBER'],
  ])('all alive after %i of 2,000 were beaten up in the winter before: %s', (points, verdict) => {
    const life = project();
    life.survey('2026-09-01', 1500);
    life.work('2026-12-01', 'beatUp-0', { points: 500 });
    life.survey('2027-09-01', 1900);
    // Beaten up again, just before the survey of year 5.
    life.send('2029-08-01', { type: 'reportDamage', seenOn: '2029-08-01', cause: 'FROST', lostM2: 0 });
    life.survey('2029-08-20', 1399, { dutyId: 'damageSurvey-1' });
    life.work('2029-12-01', 'beatUp-1', { points });
    life.survey(SURVEYED, 2000, { dutyId: 'yearFiveSurvey-0' });
    expect(life.lastVerdict()).toBe(verdict);
  });
  test('green or amber, the verifier declares and is named; the next survey is due in year 15', () => {
    const life = project();
    life.survey(SURVEYED, 1900, { dutyId: 'yearFiveSurvey-0' });
    expect(life.work('2030-10-01', 'verification-0')).toMatchObject({
      refused: 'DECLARANT_MISSING',
      values: { wanted: 'verifier' },
    });
    life.work('2030-10-01', 'verification-0', { declarant: 'V3' });
    expect(life.state.stage).toBe('VERIFIED');
    expect(window(life, 'carbonSurvey-1')).toBe('2040-02-10…2040-08-10');
    life.work('2040-05-01', 'carbonSurvey-1');
    expect(window(life, 'carbonSurvey-1.2')).toBe('2050-02-10…2050-08-10');
  });
  test.each([
    [1900, 'GREEN', 600],
    [1900, 'AMBER', 601],
  ])(
    '%i alive are enough, %s: what waited for the beating up of %i is a young project again',
    (live, verdict, points) => {
      const life = project();
      damaged(life, '2029-08-20', 1390);
      life.work('2029-12-01', 'beatUp-0', { points });
      life.survey(SURVEYED, live, { dutyId: 'yearFiveSurvey-0' });
      expect([life.lastVerdict(), life.state.stage]).toEqual([verdict, 'UNESTABLISHED']);
    },
  );
  test('enough alive, a beating up that nobody did is asked for no more', () => {
    const life = project();
    damaged(life, '2029-08-20', 1390);
    life.survey('2030-03-01', 1900, { dutyId: 'yearFiveSurvey-0' });
    expect([life.duty('beatUp-0').state, life.state.stage]).toEqual(['withdrawn', 'UNESTABLISHED']);
  });
  test('verified, damaged and beaten up, the check that passes makes it a verified one again', () => {
    const life = project();
    life.survey(SURVEYED, 1950, { dutyId: 'yearFiveSurvey-0' });
    life.work('2030-10-01', 'verification-0', { declarant: 'V3' });
    damaged(life, '2033-05-10', 1500);
    expect(life.state.stage).toBe('REPLANT_DUE');
    life.work('2033-11-10', lastOf(life, 'beatUp'), { points: 500 });
    life.survey('2034-08-25', 1950, { dutyId: lastOf(life, 'establishmentCheck') });
    expect([life.lastVerdict(), life.state.stage]).toEqual(['PASS', 'VERIFIED']);
  });
  test('red, the project decides', () => {
    const life = project();
    life.survey(SURVEYED, 900, { dutyId: 'yearFiveSurvey-0' });
    expect(life.state.stage).toBe('FAILED');
    expect(life.duty('projectDecision-0').dueOn).toBe('2030-08-30');
  });
  test('red and withdrawn, it owes no verification any more, and the secretariat hears nothing', () => {
    const life = project();
    life.survey(SURVEYED, 900, { dutyId: 'yearFiveSurvey-0' });
    life.work('2030-06-20', 'projectDecision-0', { option: 'withdraw' });
    life.until('2031-12-01');
    expect(life.state.stage).toBe('WRITTEN_OFF');
    expect([life.duty('verificationDate-0').state, owed(life)]).toEqual(['withdrawn', []]);
    expect(life.events('StepReached').filter(({ step }) => step > 0)).toEqual([]);
  });
  test('withdrawn after damage, what was lost is still reported', () => {
    const life = project();
    damaged(life, '2029-05-01', 900);
    life.work('2029-06-20', 'projectDecision-0', { option: 'withdraw' });
    expect([life.state.stage, owed(life)]).toEqual(['WRITTEN_OFF', ['lossReport-0']]);
    life.work('2029-07-01', 'lossReport-0', { declarant: 'O12' });
    expect(owed(life)).toEqual([]);
  });
});

describe('a project of natural regeneration', () => {
  test.each([
    [400, 'GREEN'],
    [399, 'AMBER'],
    [100, 'AMBER'],
    [99, 'RED'],
  ])('%i stems per ha: %s', (stems, verdict) => {
    const life = project(1);
    life.stems(SURVEYED, stemsAt(POLICY, 0, { preferred: 0 }), { counts: { naturals: stems } });
    expect(life.lastVerdict()).toBe(verdict);
  });
  test('that comes by itself has its years from its commencement, and no planting to check', () => {
    const life = new Life(standUnder(POLICY, { county: 'SCT', plantedOn: '2026-02-10', method: 'NATURAL' }));
    expect(life.state.stage).toBe('UNESTABLISHED');
    expect(life.state.duties.map(({ id }) => `${id} ${window(life, id)}`)).toEqual([
      'yearFiveRegeneration-0 2030-02-10…2030-08-10',
      'verificationDate-0 2026-02-10…2031-02-10',
    ]);
    life.stems(SURVEYED, stemsAt(POLICY, 0), { counts: { naturals: 400 } });
    life.work('2030-10-01', 'verification-0', { declarant: 'V3' });
    expect([life.lastVerdict(), life.state.stage]).toEqual(['GREEN', 'VERIFIED']);
    expect(window(life, 'carbonSurvey-1')).toBe('2040-02-10…2040-08-10');
  });
  test('has no survey of planted trees', () => {
    expect(project(1).state.duties.map(({ code }) => code)).not.toContain('yearFiveSurvey');
  });
});

test('a winter’s planting window lies in two calendar years', () => {
  const life = project();
  life.survey('2026-09-01', 1500);
  expect(window(life, 'beatUp-0')).toBe('2026-11-01…2027-04-30');
});
