/** Lives that go badly under the policies of other countries: what a forester there would still have to be told. */
import { describe, expect, test } from 'vitest';
import { isActive } from '../../../domain/stand/duties.ts';
import { shippedPolicy } from '../../../policies/load.ts';
import { standUnder, stemsAt, type StandUnder } from '../../support/policies.ts';
import { Life } from '../stand/life.ts';

const lived = (policy: string, stand: StandUnder) => new Life(standUnder(shippedPolicy(policy), stand));
const at = (policy: string, perArea: number, more = {}) => stemsAt(shippedPolicy(policy), perArea, more);
const lastOf = (life: Life, code: string) => life.state.duties.findLast((duty) => duty.code === code)!.id;
const owed = (life: Life) => life.state.duties.filter(isActive).map(({ code }) => code);

describe('past its date, a stand that a later count finds short stays past it', () => {
  test('in Oregon, until it is free to grow', () => {
    const life = lived('oregon', { county: 'NWO', plantedOn: '2024-02-15', commencedOn: '2022-09-30' });
    life.until('2028-10-01');
    expect(life.state.stage).toBe('OVERDUE_ESTABLISHMENT');
    life.stems('2028-10-15', at('oregon', 150), { dutyId: 'freeToGrowSurvey-0' });
    expect([life.state.stage, owed(life)]).toEqual([
      'OVERDUE_ESTABLISHMENT',
      ['interplant', 'release', 'freeToGrowSurvey'],
    ]);
    life.work('2028-12-10', lastOf(life, 'interplant'), { points: 500 });
    life.stems('2029-09-20', at('oregon', 210), { dutyId: lastOf(life, 'freeToGrowSurvey') });
    life.work('2029-10-01', lastOf(life, 'freeToGrowReport'), { declarant: 'O1' });
    expect(life.state.stage).toBe('FREE_TO_GROW');
  });
  test('in British Columbia, until it is declared stocked', () => {
    const life = lived('bc-interior', { county: 'DPG', plantedOn: '2022-05-20', commencedOn: '2021-01-07' });
    life.until('2025-01-08');
    life.stems('2025-09-01', at('bc-interior', 400), { dutyId: 'regenerationSurvey-0' });
    expect([life.state.stage, owed(life)[2]]).toEqual(['OVERDUE_REGENERATION', 'fillPlanting']);
    life.work('2026-05-10', lastOf(life, 'fillPlanting'), { points: 1200 });
    life.stems('2026-09-01', at('bc-interior', 1300), { dutyId: lastOf(life, 'regenerationSurvey') });
    expect(life.state.stage).toBe('OVERDUE_REGENERATION');
    life.work('2026-09-10', lastOf(life, 'regenerationDeclaration'), { declarant: 'L1' });
    expect(life.state.stage).toBe('STOCKED');
  });
  test('in Finland, until its replanting is reported', () => {
    const life = lived('finland', { county: 'ETELA', plantedOn: '2026-06-15', commencedOn: '2025-02-01' });
    life.until('2030-02-02');
    life.send('2030-06-01', { type: 'reportDamage', seenOn: '2030-06-01', cause: 'FROST', lostM2: 0 });
    life.stems('2030-06-10', at('finland', 900), { dutyId: lastOf(life, 'damageSurvey') });
    expect([life.state.stage, owed(life)]).toEqual([
      'OVERDUE_REGENERATION',
      ['regenerationReport', 'saplingStandSurvey', 'saplingStandDate', 'fillPlanting'],
    ]);
    life.work('2030-07-01', 'regenerationReport-0', { declarant: 'O1' });
    expect(life.state.stage).toBe('UNESTABLISHED');
  });
  test('under the Woodland Carbon Code, until it is verified', () => {
    const life = lived('uk-woodland-carbon', { county: 'SCT', plantedOn: '2026-02-10' });
    life.until('2031-02-11');
    life.survey('2031-03-01', 1700, { dutyId: 'yearFiveSurvey-0' });
    life.work('2031-11-10', lastOf(life, 'beatUp'), { points: 300 });
    life.survey('2032-09-01', 1500, { dutyId: lastOf(life, 'establishmentCheck') });
    expect(life.state.stage).toBe('OVERDUE_VERIFICATION');
    life.work('2032-09-10', lastOf(life, 'verification'), { declarant: 'V1' });
    expect(life.state.stage).toBe('VERIFIED');
  });
});

describe('an opening of British Columbia', () => {
  test('planted in spring is counted once its summer is over, not eleven days later', () => {
    const life = lived('bc-interior', { county: 'DPG', plantedOn: '2022-05-20', commencedOn: '2021-01-07' });
    life.until('2022-08-14');
    expect(life.duty('regenerationSurvey-0').state).toBe('planned');
    life.until('2022-08-15');
    expect(life.duty('regenerationSurvey-0').state).toBe('open');
  });
  test('short at the free growing survey is filled up once, whatever the survey before had asked for', () => {
    const life = lived('bc-interior', { county: 'DPG', plantedOn: '2022-05-20', commencedOn: '2021-01-07' });
    life.stems('2022-09-01', at('bc-interior', 400), { dutyId: 'regenerationSurvey-0' });
    life.until('2030-01-10');
    expect(owed(life)).toContain('fillPlanting');
    life.stems('2030-01-16', at('bc-interior', 600), { dutyId: 'freeGrowingSurvey-0' });
    expect(owed(life).filter((code) => code === 'fillPlanting' || code === 'lateFill')).toEqual(['lateFill']);
  });
});

describe('a survey of year 5 under the Woodland Carbon Code', () => {
  /** Beaten up with 601 of 2,000 points on that day, all alive at the count of 1 June 2030. */
  const beatenUp = (on: string, points: number) => {
    const life = lived('uk-woodland-carbon', { county: 'SCT', plantedOn: '2026-02-10' });
    life.send('2029-08-01', { type: 'reportDamage', seenOn: '2029-08-01', cause: 'FROST', lostM2: 0 });
    life.survey('2029-08-20', 1300, { dutyId: 'damageSurvey-0' });
    life.work(on, 'beatUp-0', { points });
    life.survey('2030-06-01', 2000, { dutyId: 'yearFiveSurvey-0' });
    return life.lastVerdict();
  };
  test.each([
    ['2029-12-01', 601, 'AMBER'],
    // The survey was open already, and it is the very season before it.
    ['2030-04-01', 601, 'AMBER'],
    ['2030-04-01', 600, 'GREEN'],
  ])('looks at the season before the count: beaten up on %s with %i of 2,000, %s', (on, points, verdict) => {
    expect(beatenUp(on, points)).toBe(verdict);
  });
});

describe('natural regeneration under the Woodland Carbon Code', () => {
  const filledUp = () => {
    const life = lived('uk-woodland-carbon', { county: 'SCT', plantedOn: '2022-02-15', method: 'NATURAL' });
    life.stems('2026-06-01', at('uk-woodland-carbon', 300));
    life.work('2026-11-10', 'beatUp-0', { points: 400 });
    return life;
  };
  test('that was filled up is counted again in stems, after a growing season', () => {
    const life = filledUp();
    expect(life.duty(lastOf(life, 'regenerationCheck'))).toMatchObject({ opensOn: '2027-08-15', dueOn: '2027-10-15' });
  });
  test.each([
    [400, 'PASS', 0],
    [399, 'REPLANT', 1],
  ])('%i stems per ha are %s', (stems, verdict, plantings) => {
    const life = filledUp();
    life.stems('2027-09-01', at('uk-woodland-carbon', stems), { dutyId: lastOf(life, 'regenerationCheck') });
    expect(life.lastVerdict()).toBe(verdict);
    expect(owed(life).filter((code) => code === 'beatUp')).toHaveLength(plantings);
  });
});
