/**
 * Oregon. Sources: ORS 527.745 (1)(a), read: completed by the end of the second planting season after harvest, at least
 * 200 free to grow per acre by the end of the fifth growing season after planting, or the lesser number by rule;
 * OAR 629-610-0020 (4), read: 200 on site classes I to III; (5) and (6) recalled: 125 on IV and V, 100 on VI;
 * oregonforests.org, read: free to grow within six years of harvest. The months of the seasons are our own.
 */
import { describe, expect, test } from 'vitest';
import { shippedPolicy } from '../../../policies/load.ts';
import { regimesUnder, standUnder, stemsAt } from '../../support/policies.ts';
import { Life } from '../stand/life.ts';

const POLICY = shippedPolicy('oregon');
const unit = (more: { plantedOn?: string; commencedOn?: string; siteClass?: number } = {}) => {
  const { plantedOn = '2024-02-15', commencedOn = '2022-09-30', siteClass } = more;
  const standard = siteClass === undefined ? {} : { standard: { siteClass } };
  return new Life(standUnder(POLICY, { county: 'NWO', plantedOn, commencedOn, ...standard }));
};
const window = (life: Life, id: string) => `${life.duty(id).opensOn}…${life.duty(id).dueOn}`;

describe('planting is done by the end of the second planting season after harvest', () => {
  test.each([
    ['2022-09-30', '2024-05-31', 'satisfied'],
    ['2022-09-30', '2024-06-01', 'missed'],
    ['2022-11-01', '2024-05-31', 'satisfied'],
    // Harvested when a planting season has begun, the next one is the first.
    ['2022-11-02', '2025-05-31', 'satisfied'],
    ['2022-11-02', '2025-06-01', 'missed'],
  ])('harvested %s, planted %s: %s', (commencedOn, plantedOn, state) => {
    const life = unit({ commencedOn, plantedOn });
    expect(life.duty('plantingDate-0').state).toBe(state);
  });
  test('planted too late, the state forester hears of it at once', () => {
    expect(unit({ plantedOn: '2024-06-01' }).events('StepReached')).toMatchObject([{ code: 'AUTHORITY' }]);
  });
});

describe('free to grow', () => {
  test('is surveyed in the fifth growing season after planting, up to its end', () => {
    expect(window(unit(), 'freeToGrowSurvey-0')).toBe('2028-03-15…2028-10-31');
    expect(unit().duty('freeToGrowDate-0').dueOn).toBe('2028-09-30');
  });
  test.each([
    [3, 200, 'FREE_TO_GROW'],
    [3, 199, 'NOT_FREE_TO_GROW'],
    [4, 125, 'FREE_TO_GROW'],
    [5, 124, 'NOT_FREE_TO_GROW'],
    [6, 100, 'FREE_TO_GROW'],
    [6, 99, 'NOT_FREE_TO_GROW'],
  ])('on site class %i, %i trees per acre: %s', (siteClass, trees, verdict) => {
    const life = unit({ siteClass });
    life.stems('2028-08-01', stemsAt(POLICY, trees), { dutyId: 'freeToGrowSurvey-0' });
    expect(life.lastVerdict()).toBe(verdict);
  });
  test('2 trees on a plot of 10 thousandths of an acre are exactly 200 per acre', () => {
    const life = unit();
    life.stems('2028-08-01', { counted: 2, sampled: 10, unit: 'milacre' }, { dutyId: 'freeToGrowSurvey-0' });
    expect(life.lastVerdict()).toBe('FREE_TO_GROW');
  });
  test('plots measured in m² serve as well: 200 per acre are 494.2 per ha', () => {
    const on = (counted: number) => {
      const life = unit();
      life.stems('2028-08-01', { counted, sampled: 10_000, unit: 'm2' }, { dutyId: 'freeToGrowSurvey-0' });
      return life.lastVerdict();
    };
    expect([on(495), on(494)]).toEqual(['FREE_TO_GROW', 'NOT_FREE_TO_GROW']);
  });
  test('natural trees of acceptable species count', () => {
    const life = unit();
    life.stems('2028-08-01', stemsAt(POLICY, 150), { dutyId: 'freeToGrowSurvey-0', counts: { naturals: 50 } });
    expect(life.lastVerdict()).toBe('FREE_TO_GROW');
  });
  test('the landowner reports it and is named', () => {
    const life = unit();
    life.stems('2028-08-01', stemsAt(POLICY, 250), { dutyId: 'freeToGrowSurvey-0' });
    expect(life.work('2028-08-20', 'freeToGrowReport-0')).toMatchObject({ values: { wanted: 'landowner' } });
    life.work('2028-08-20', 'freeToGrowReport-0', { declarant: 'O12' });
    expect(life.state.stage).toBe('FREE_TO_GROW');
  });
  test('not yet, brush is cleared and the survey made again in the next growing season', () => {
    const life = unit();
    life.stems('2028-08-01', stemsAt(POLICY, 150), { dutyId: 'freeToGrowSurvey-0' });
    expect(window(life, 'release-0')).toBe('2029-03-01…2029-09-30');
    expect(window(life, 'freeToGrowSurvey-0.2')).toBe('2029-03-15…2029-10-31');
    life.until('2028-10-01');
    expect(life.state.stage).toBe('OVERDUE_ESTABLISHMENT');
  });
});

test('with hardly a tree left in year 5 it is owed an interplanting, not the release of brush alone', () => {
  const life = unit();
  life.stems('2028-10-20', stemsAt(POLICY, 5), { dutyId: 'freeToGrowSurvey-0' });
  expect(window(life, 'interplant-0')).toBe('2028-12-01…2029-04-15');
  expect([life.duty('release-0').state, life.duty('freeToGrowSurvey-0.2').state]).toEqual(['planned', 'planned']);
});

describe('a stocking survey after the first growing season', () => {
  test.each([
    [200, 'STOCKED'],
    [199, 'NOT_STOCKED'],
  ])('%i per acre: %s', (trees, verdict) => {
    const life = unit();
    life.stems('2024-09-01', stemsAt(POLICY, trees));
    expect(life.lastVerdict()).toBe(verdict);
  });
  test('too few: interplanted in the next planting window', () => {
    const life = unit();
    life.stems('2024-09-01', stemsAt(POLICY, 120));
    expect(window(life, 'interplant-0')).toBe('2024-12-01…2025-04-15');
  });
});

describe('burnt and planted anew, still under the same harvest', () => {
  /** Harvested 2022-09-30: the second planting season ends 2024-05-31, free to grow by 2028-09-30. */
  const anew = ({ plantedOn, burntOn, again }: { plantedOn?: string; burntOn: string; again: string }) => {
    const more = plantedOn === undefined ? {} : { plantedOn };
    const life = unit(more);
    life.send(burntOn, { type: 'reportDamage', seenOn: burntOn, cause: 'FIRE', lostM2: 100_000 });
    const owed = (code: string) => life.state.duties.findLast((duty) => duty.code === code)!.id;
    life.work(burntOn, owed('lossDecision'), { option: 'reestablish' });
    const planting = { plantedOn: again, species: 'DF', designedPoints: 2000, plantedPoints: 2000 };
    const regime = regimesUnder(POLICY, standUnder(POLICY, { county: 'NWO' }))(planting);
    life.work(again, owed('reestablish'), { planting, regime });
    return life.until(again);
  };
  const days = (life: Life, code: string) =>
    life.state.duties.filter((duty) => duty.code === code && duty.round > 0).map(({ dueOn, state }) => [dueOn, state]);

  test('long after the second planting season, the day to plant by is not asked for again, and nobody is told of a miss', () => {
    const life = anew({ burntOn: '2025-06-01', again: '2025-12-10' });
    expect(days(life, 'plantingDate')).toEqual([]);
    expect(life.events('DeadlinePassed')).toEqual([]);
    expect(days(life, 'freeToGrowDate')).toEqual([['2028-09-30', 'planned']]);
  });
  test('within it, the day is met by the new planting as well', () => {
    const life = anew({ plantedOn: '2023-02-15', burntOn: '2023-06-01', again: '2023-12-10' });
    expect(days(life, 'plantingDate')).toEqual([['2024-05-31', 'satisfied']]);
  });
  test.each([
    ['2024-05-31', '2024-05-31', 'satisfied'],
    ['2024-06-01', undefined, undefined],
  ])('on %s: due %s, %s', (again, dueOn, state) => {
    const life = anew({ plantedOn: '2023-02-15', burntOn: '2023-06-01', again });
    expect(days(life, 'plantingDate')).toEqual(dueOn === undefined ? [] : [[dueOn, state]]);
  });
  test('the first planting too late stays a miss, once', () => {
    const life = anew({ plantedOn: '2024-06-01', burntOn: '2025-06-01', again: '2025-12-10' });
    expect(life.events('DeadlinePassed').map(({ dutyId }) => dutyId)).toEqual(['plantingDate-0']);
  });
});

test('a survey of damage that passes makes a stand to be interplanted a stocked one', () => {
  const life = unit();
  life.stems('2024-09-01', stemsAt(POLICY, 120));
  life.send('2024-09-10', { type: 'reportDamage', seenOn: '2024-09-10', cause: 'FROST', lostM2: 0 });
  life.stems('2024-09-20', stemsAt(POLICY, 220), { dutyId: 'damageSurvey-0' });
  expect(life.state.stage).toBe('STOCKED');
});

test('free to grow, damaged and interplanted, it is free to grow again by the survey that finds enough', () => {
  const life = unit();
  const owed = (code: string) => life.state.duties.findLast((duty) => duty.code === code)!.id;
  life.stems('2028-08-01', stemsAt(POLICY, 250), { dutyId: 'freeToGrowSurvey-0' });
  life.work('2028-08-20', 'freeToGrowReport-0', { declarant: 'O12' });
  life.send('2029-06-01', { type: 'reportDamage', seenOn: '2029-06-01', cause: 'FIRE', lostM2: 0 });
  life.stems('2029-06-10', stemsAt(POLICY, 120), { dutyId: owed('damageSurvey') });
  life.work('2029-12-10', owed('interplant'), { points: 500 });
  life.stems('2030-09-01', stemsAt(POLICY, 250), { dutyId: owed('stockingSurvey') });
  expect([life.lastVerdict(), life.state.stage]).toEqual(['STOCKED', 'FREE_TO_GROW']);
});
