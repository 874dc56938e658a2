/**
 * British Columbia, interior. Sources: domain table of jurisdictions, row BC interior typical (regeneration 4 years
 * planted, free growing 9 to 20, minimum 700 and target 1,200 well-spaced stems per ha; all recalled); order of duties
 * and reckoning of days as in the public record of opening 1761935 (verified; see real-records.test.ts).
 */
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../domain/errors.ts';
import { sayWhy } from '../../../domain/stand/say-why.ts';
import { why } from '../../../domain/stand/why.ts';
import { clausesOf } from '../../../policies/clauses.ts';
import { shippedPolicy } from '../../../policies/load.ts';
import { resolveRegime } from '../../../policies/resolve.ts';
import { standUnder, stemsAt } from '../../support/policies.ts';
import { Life } from '../stand/life.ts';

const POLICY = shippedPolicy('bc-interior');
const opening = () =>
  new Life(standUnder(POLICY, { county: 'DPG', species: 'PLI', plantedOn: '2022-05-20', commencedOn: '2021-01-07' }));
const window = (life: Life, id: string) => `${life.duty(id).opensOn}…${life.duty(id).dueOn}`;
const perHa = (stems: number, preferred = stems) => stemsAt(POLICY, stems, { preferred });

describe('the days of an opening count from its commencement, not from its planting', () => {
  test.each([
    ['regenerationSurvey-0', '2022-08-15…2022-10-15'],
    ['regenerationDate-0', '2022-05-20…2025-01-07'],
    ['freeGrowingSurvey-0', '2030-01-07…2041-01-07'],
    ['freeGrowingDate-0', '2022-05-20…2041-01-07'],
  ])('%s %s', (id, days) => {
    expect(window(opening(), id)).toBe(days);
  });
  test('an opening that does not say when logging began counts from its planting', () => {
    const life = new Life(standUnder(POLICY, { county: 'DPG', plantedOn: '2022-05-20' }));
    expect(life.duty('regenerationDate-0').dueOn).toBe('2026-05-20');
  });
  test('commenced on 29 February, it is due on the 28th where there is no 29th', () => {
    const life = new Life(
      standUnder(POLICY, { plantedOn: '2022-05-20', commencedOn: '2020-02-29', standard: { regenDelay: 3 } }),
    );
    expect(life.duty('regenerationDate-0').dueOn).toBe('2023-02-28');
  });
});

describe('an opening left to natural regeneration', () => {
  const left = (standard = {}) =>
    new Life(standUnder(POLICY, { county: 'DPG', plantedOn: '2021-01-07', method: 'NATURAL', standard }));
  test('begins with its commencement, owes no survey of a planting, and has its dates from that day', () => {
    const life = left();
    expect(life.state.stage).toBe('UNESTABLISHED');
    expect(life.state.parts[0]!.anchors).toEqual({ commenced: '2021-01-07', begun: '2021-01-07' });
    expect(life.state.duties.map(({ id }) => `${id} ${window(life, id)}`)).toEqual([
      'naturalRegenerationSurvey-0 2021-01-07…2028-01-07',
      'regenerationDate-0 2021-01-07…2028-01-07',
      'freeGrowingSurvey-0 2030-01-07…2041-01-07',
      'freeGrowingDate-0 2021-01-07…2041-01-07',
    ]);
  });
  test.each([
    [{}, '2028-01-07'],
    [{ regenDelay: 3 }, '2024-01-07'],
  ])('has 7 years to regenerate, or what its own plan %j says', (standard, dueOn) => {
    expect(left(standard).duty('regenerationDate-0').dueOn).toBe(dueOn);
  });
  test('is stocked by what has come by itself, declared, and free growing', () => {
    const life = left();
    life.stems('2026-08-01', perHa(0, 600), { counts: { naturals: 1300 } });
    expect([life.lastVerdict(), life.duty('regenerationDeclaration-0').dueOn]).toEqual(['STOCKED', '2028-01-07']);
    life.work('2026-09-01', 'regenerationDeclaration-0', { declarant: 'L97351' });
    expect([life.state.stage, life.duty('regenerationDate-0').state]).toEqual(['STOCKED', 'satisfied']);
    life.stems('2035-08-01', perHa(1300));
    life.work('2035-09-01', 'freeGrowingDeclaration-1', { declarant: 'L97351' });
    expect(life.state.stage).toBe('FREE_GROWING');
    expect(life.events('StepReached')).toEqual([]);
  });
  test('short of stems it is planted, and surveyed as a planting from then on, as often as it takes', () => {
    const life = left();
    life.stems('2025-08-01', perHa(699));
    expect(life.state.stage).toBe('REPLANT_DUE');
    life.work('2026-05-20', 'fillPlanting-0', { points: 800 });
    expect(window(life, 'regenerationSurvey-1')).toBe('2026-08-15…2026-10-15');
    life.stems('2026-09-01', perHa(699));
    expect(life.duty('fillPlanting-1').opensOn).toBe('2027-05-01');
  });
});

describe('a regeneration survey', () => {
  test.each([
    [1200, 600, 'STOCKED'],
    [1199, 600, 'STOCKED_BELOW_TARGET'],
    [700, 600, 'STOCKED_BELOW_TARGET'],
    [700, 599, 'NOT_STOCKED'],
    [699, 699, 'NOT_STOCKED'],
  ])('%i well-spaced per ha, %i of preferred species: %s', (stems, preferred, verdict) => {
    const life = opening();
    life.stems('2022-09-01', perHa(stems, preferred));
    expect(life.lastVerdict()).toBe(verdict);
  });
  test('counts natural stems that the standard accepts', () => {
    const life = opening();
    life.stems('2022-09-01', perHa(500, 600), { counts: { naturals: 200 } });
    expect(life.events('VerdictGiven').at(-1)).toMatchObject({ verdict: 'STOCKED_BELOW_TARGET', naturals: 200 });
  });
  test('judges raw stems of raw ground: 35 on 500 m² are 700 per ha, 35 on 501 m² are fewer', () => {
    const on = (sampled: number) => {
      const life = opening();
      life.stems('2022-09-01', { counted: 35, preferred: 35, sampled, unit: 'm2' });
      return life.lastVerdict();
    };
    expect([on(500), on(501)]).toEqual(['STOCKED_BELOW_TARGET', 'NOT_STOCKED']);
  });
  test('without the preferred ones told apart answers no survey of the opening', () => {
    const life = opening();
    const said = life.stems(
      '2022-09-01',
      { counted: 40, sampled: 500, unit: 'm2' },
      { dutyId: 'regenerationSurvey-0' },
    );
    expect(said).toMatchObject({ refused: 'MEASURE_MISSING', values: { wanted: 'preferred' } });
  });
  test('below the minimum asks for fill planting in the next window, and is made again a growing season later', () => {
    const life = opening();
    life.stems('2022-09-01', perHa(650, 600));
    expect(life.state.stage).toBe('REPLANT_DUE');
    expect(window(life, 'fillPlanting-0')).toBe('2023-05-01…2023-06-15');
    life.work('2023-05-20', 'fillPlanting-0', { points: 500 });
    expect(window(life, 'regenerationSurvey-1')).toBe('2023-08-15…2023-10-15');
  });
});

describe('the licensee declares', () => {
  const stocked = () => {
    const life = opening();
    life.stems('2022-09-01', perHa(1300));
    return life;
  };
  test('and is named: a declaration without a declarant is refused', () => {
    const life = stocked();
    expect(life.work('2022-09-20', 'regenerationDeclaration-0')).toMatchObject({
      refused: 'DECLARANT_MISSING',
      values: { wanted: 'licensee' },
    });
    life.work('2022-09-20', 'regenerationDeclaration-0', { declarant: 'L97351' });
    expect(life.events('WorkRecorded')).toMatchObject([{ declarant: 'L97351' }]);
    expect(life.state.stage).toBe('STOCKED');
    expect(life.duty('regenerationDate-0').state).toBe('satisfied');
  });
  test('on the regeneration date in time, the day after too late', () => {
    const on = (day: string) => {
      const life = stocked();
      life.work(day, 'regenerationDeclaration-0', { declarant: 'L97351' });
      return life.duty('regenerationDate-0').state;
    };
    expect([on('2025-01-07'), on('2025-01-08')]).toEqual(['satisfied', 'missed']);
  });
  test('free growing not before the early date: a survey the day before is kept and does not bind', () => {
    const on = (day: string) => {
      const life = opening();
      return life.stems(day, perHa(900), { dutyId: 'freeGrowingSurvey-0' });
    };
    expect(on('2030-01-06')).toMatchObject({ binding: false });
    expect(on('2030-01-07')).toMatchObject({ binding: true, verdict: 'FREE_GROWING' });
  });
});

describe('a free growing survey', () => {
  const surveyed = (stems: number, preferred: number, leastHeightCm: number) => {
    const life = opening();
    life.stems('2031-08-01', stemsAt(POLICY, stems, { preferred, leastHeightCm }), { dutyId: 'freeGrowingSurvey-0' });
    return life;
  };
  test.each([
    [700, 600, 200, 'FREE_GROWING'],
    [700, 600, 199, 'NOT_FREE_GROWING'],
    [700, 599, 200, 'NOT_STOCKED'],
    [699, 600, 200, 'NOT_STOCKED'],
  ])('%i per ha, %i preferred, the smallest %i cm: %s', (stems, preferred, least, verdict) => {
    expect(surveyed(stems, preferred, least).lastVerdict()).toBe(verdict);
  });
  test('that finds brush is made again after brushing, up to the same late date', () => {
    const life = surveyed(900, 900, 150);
    life.work('2032-06-20', 'brushing-0', {});
    expect(window(life, 'freeGrowingSurvey-1')).toBe('2032-06-20…2041-01-07');
  });
  test('passed late: the stand is past its age limit, and may still be declared', () => {
    const life = opening();
    life.until('2041-01-08');
    expect(life.state.stage).toBe('OVERDUE_ESTABLISHMENT');
    life.stems('2041-06-01', perHa(900), { dutyId: 'freeGrowingSurvey-0' });
    life.work('2041-06-20', 'freeGrowingDeclaration-0', { declarant: 'L97351' });
    expect(life.state.stage).toBe('FREE_GROWING');
  });
});

describe('regeneration that was declared stays declared', () => {
  const lastOf = (life: Life, code: string) => life.state.duties.findLast((duty) => duty.code === code)!.id;
  const declarations = (life: Life) =>
    life.events('DutyRaised').filter(({ code }) => code.endsWith('Declaration')).length;
  const declared = () => {
    const life = opening();
    life.stems('2022-09-01', perHa(1300));
    life.work('2022-10-01', 'regenerationDeclaration-0', { declarant: 'L97351' });
    return life;
  };
  /** Damaged that year, found short and filled up. */
  const filled = (life: Life, year: number) => {
    life.send(`${year}-05-01`, { type: 'reportDamage', seenOn: `${year}-05-01`, cause: 'PEST', lostM2: 0 });
    life.stems(`${year}-05-10`, perHa(300), { dutyId: lastOf(life, 'damageSurvey') });
    expect(life.state.stage).toBe('REPLANT_DUE');
    life.work(`${year}-06-25`, lastOf(life, 'fillPlanting'), { points: 500 });
    return life.until(life.duty(lastOf(life, 'regenerationSurvey')).opensOn);
  };
  const surveyed = (life: Life) => {
    const dutyId = lastOf(life, 'regenerationSurvey');
    life.stems(life.duty(dutyId).opensOn, perHa(1300), { dutyId });
    return life;
  };

  test('damaged and filled up years after, it is stocked again, and the district hears nothing', () => {
    const life = surveyed(filled(declared(), 2027));
    expect([life.state.stage, declarations(life)]).toEqual(['STOCKED', 1]);
    life.until('2029-12-31');
    expect(life.events('StepReached').filter(({ step }) => step > 0)).toEqual([]);
  });
  test('free growing before the damage, it is free growing after it, and is declared no third time', () => {
    const life = declared();
    life.stems('2030-08-01', perHa(900), { dutyId: 'freeGrowingSurvey-0' });
    life.work('2030-09-01', lastOf(life, 'freeGrowingDeclaration'), { declarant: 'L97351' });
    surveyed(filled(life, 2032));
    expect([life.state.stage, declarations(life)]).toEqual(['FREE_GROWING', 2]);
  });
  test('damaged before it was declared, it is declared once the filled opening is stocked', () => {
    const life = opening();
    life.stems('2022-09-01', perHa(650));
    life.work('2023-05-20', 'fillPlanting-0', { points: 500 });
    expect(declarations(surveyed(life))).toBe(1);
  });
});

describe('the stand’s own standard', () => {
  const own = (standard: Readonly<Record<string, number>>) => standUnder(POLICY, { standard }).regime;
  test('takes the place of what is usual, and the clause says so', () => {
    const { lines, cite, basis } = own({ minimum: 500 });
    expect(lines['minimum']).toBe(500);
    expect(cite['lines.minimum']).toMatch(/^own standard of the stand, in place of: /);
    expect(cite['lines.target']).not.toMatch(/^own standard/);
    expect(basis.own).toEqual({ minimum: 500 });
  });
  test.each([
    [{ minimum: 99 }, 'minimum is 99; wanted: 100 to 3000 well-spaced stems per ha'],
    [{ minimun: 500 }, 'minimun is unknown; wanted: one of regenDelay, freeGrowingEarly'],
  ])('%o is refused with its range', (standard, message) => {
    expect(() => own(standard)).toThrow(message);
  });
});

describe('each district keeps its own clock', () => {
  test.each([
    ['DPG', 'America/Vancouver'],
    ['DPC', 'America/Dawson_Creek'],
    ['DRM', 'America/Edmonton'],
  ])('%s: %s', (countyCode, zone) => {
    const facts = { countyCode, species: 'SX', method: 'PLANTING', plantedOn: '2022-05-20' } as const;
    expect(resolveRegime(POLICY, facts).timeZone).toBe(zone);
  });
});

test('a new planting after a loss keeps the commencement: the free growing date does not move', () => {
  const life = opening();
  life.send('2023-08-01', { type: 'reportDamage', seenOn: '2023-08-01', cause: 'FIRE', lostM2: 100_000 });
  expect(isRefusal(life.work('2023-08-20', 'lossDecision-0', { option: 'reestablish' }))).toBe(false);
  const planting = { ...life.state.seed.planting, plantedOn: '2024-05-15' };
  life.work('2024-05-15', 'reestablish-0', { planting, regime: standUnder(POLICY, { county: 'DPG' }).regime });
  expect(window(life, 'freeGrowingDate-1')).toBe('2024-05-15…2041-01-07');
});

describe('why says it in stems per hectare and in metres, as the standard does', () => {
  const clauses = clausesOf(POLICY);
  const said = (life: Life, code: string) => {
    const line = why(life.state, clauses).find((each) => each.code === code)!;
    return [sayWhy(line, 'en'), sayWhy(line, 'zh')];
  };
  test('below the minimum', () => {
    const life = opening();
    life.stems('2022-09-01', perHa(650));
    const [en, zh] = said(life, 'fillPlanting');
    expect(en).toContain(
      'stems 650 on 10000 m², 650 per ha, wanted 700 (minimum stocking standard (MSS) · recalled), with 50 more on the plots: stocked, below the target',
    );
    expect(zh).toContain(
      '每公顷 650，标准 700（最低密度标准（MSS） · 待核对），再多 50 株（样地内）即为密度达标，未达目标',
    );
  });
  test('stocked and too low to grow freely', () => {
    const life = opening();
    const stems = stemsAt(POLICY, 700, { preferred: 600, leastHeightCm: 150 });
    life.stems('2031-08-01', stems, { dutyId: 'freeGrowingSurvey-0' });
    const [en, zh] = said(life, 'brushing');
    expect(en).toContain(
      'least height 1.5 m, wanted 2 (least height of a free growing tree · recalled), with 0.5 m more: free growing',
    );
    expect(zh).toContain('最低树高 1.5 米，标准 2（自由生长木最低树高 · 待核对），再高 0.5 米即为自由生长');
  });
});
