/**
 * Finland. Sources: domain table of jurisdictions (replanting reported within 5 years, a stand within 10 to 25 years by
 * region, mean height 0.5 m: secondary); the years by region and the least saplings by decree are recalled, the sapling
 * count after three growing seasons is our own default.
 */
import { describe, expect, test } from 'vitest';
import { shippedPolicy } from '../../../policies/load.ts';
import { standUnder, stemsAt } from '../../support/policies.ts';
import { Life } from '../stand/life.ts';

const POLICY = shippedPolicy('finland');
const felled = (county = 'ETELA') =>
  new Life(standUnder(POLICY, { county, plantedOn: '2026-06-15', commencedOn: '2025-02-01' }));
const lastOf = (life: Life, code: string) => life.state.duties.findLast((duty) => duty.code === code)!.id;
const window = (life: Life, id: string) => `${life.duty(id).opensOn}…${life.duty(id).dueOn}`;

describe('the years run from the felling, by region', () => {
  test.each([
    ['ETELA', '2035-02-01'],
    ['KESKI', '2040-02-01'],
    ['POHJOINEN', '2045-02-01'],
    ['SUOJAMETSA', '2050-02-01'],
  ])('%s: an established sapling stand by %s', (county, dueOn) => {
    expect(felled(county).duty('saplingStandDate-0').dueOn).toBe(dueOn);
  });
  test('the landowner reports within five years, and is named', () => {
    const life = felled();
    expect(window(life, 'regenerationReport-0')).toBe('2026-06-15…2030-02-01');
    expect(life.work('2026-07-01', 'regenerationReport-0')).toMatchObject({ values: { wanted: 'landowner' } });
    life.work('2026-07-01', 'regenerationReport-0', { declarant: 'O12' });
    expect(life.duty('regenerationDate-0').state).toBe('satisfied');
  });
  test('not reported, it is past its regeneration date the day after', () => {
    const life = felled();
    life.until('2030-02-01');
    expect(life.state.stage).toBe('PLANTED');
    life.until('2030-02-02');
    expect(life.state.stage).toBe('OVERDUE_REGENERATION');
  });
});

describe('a sapling count after three growing seasons', () => {
  test.each([
    ['ETELA', 1500, 'STOCKED'],
    ['ETELA', 1499, 'REPLANT'],
    ['POHJOINEN', 1200, 'STOCKED'],
    ['POHJOINEN', 1199, 'REPLANT'],
  ])('%s, %i saplings per ha: %s', (county, saplings, verdict) => {
    const life = felled(county);
    life.stems('2028-09-01', stemsAt(POLICY, saplings));
    expect(life.lastVerdict()).toBe(verdict);
  });
  test('planted and natural saplings count alike', () => {
    const life = felled();
    life.stems('2028-09-01', stemsAt(POLICY, 1000), { counts: { naturals: 500 } });
    expect(life.lastVerdict()).toBe('STOCKED');
  });
  test('too few: filled up in the next planting window, and counted again', () => {
    const life = felled();
    life.stems('2028-09-01', stemsAt(POLICY, 1000));
    expect(window(life, 'fillPlanting-0')).toBe('2029-05-01…2029-06-15');
    life.work('2029-05-20', 'fillPlanting-0', { points: 500 });
    expect(window(life, 'saplingCount-1')).toBe('2031-08-15…2031-10-31');
  });
});

describe('an established sapling stand', () => {
  test.each([
    [1500, 50, 'SAPLING_STAND'],
    [1500, 49, 'TOO_LOW'],
    [1499, 80, 'NOT_STOCKED'],
  ])('%i saplings per ha, mean height %i cm: %s', (saplings, meanHeightCm, verdict) => {
    const life = felled();
    life.stems('2032-09-01', stemsAt(POLICY, saplings, { meanHeightCm }), { dutyId: 'saplingStandSurvey-0' });
    expect(life.lastVerdict()).toBe(verdict);
  });
  test('too low, it is cleared of broadleaves and surveyed again two years on', () => {
    const life = felled();
    life.stems('2030-09-01', stemsAt(POLICY, 1600, { meanHeightCm: 45 }), { dutyId: 'saplingStandSurvey-0' });
    expect(window(life, 'clearing-0')).toBe('2031-06-01…2031-09-30');
    expect(life.duty('saplingStandSurvey-0.2').opensOn).toBe('2032-02-01');
  });
  test('damaged and filled up, is one again by the count that finds enough', () => {
    const life = felled();
    life.stems('2032-09-01', stemsAt(POLICY, 1600, { meanHeightCm: 60 }), { dutyId: 'saplingStandSurvey-0' });
    life.send('2033-06-01', { type: 'reportDamage', seenOn: '2033-06-01', cause: 'PEST', lostM2: 0 });
    life.stems('2033-06-10', stemsAt(POLICY, 800), { dutyId: lastOf(life, 'damageSurvey') });
    expect(life.state.stage).toBe('REPLANT_DUE');
    life.work('2033-08-10', lastOf(life, 'fillPlanting'), { points: 500 });
    const count = lastOf(life, 'saplingCount');
    life.stems(life.duty(count).opensOn, stemsAt(POLICY, 1700), { dutyId: count });
    expect([life.lastVerdict(), life.state.stage]).toEqual(['STOCKED', 'SAPLING_STAND']);
  });
});
