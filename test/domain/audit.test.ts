/** Audits of a county: which stands are drawn, and what the sample says of all. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { drawStands } from '../../domain/audit/draw.ts';
import type { IsoDate } from '../../domain/day.ts';
import { passedIn, passRate } from '../../domain/audit/rate.ts';
import { plantedStand } from '../support/regimes.ts';
import { Life } from './stand/life.ts';

const COUNTY = Array.from({ length: 200 }, (_, index) => ({
  standId: `140921-${String(index + 1).padStart(4, '0')}`,
  areaM2: 50_000 + (index % 7) * 10_000,
}));
const idsOf = (stands: readonly { standId: string }[]) => stands.map(({ standId }) => standId);

describe('a list is drawn', () => {
  test('the same for the same seed, for ever', () => {
    expect(idsOf(drawStands(COUNTY, { share: 0.03, seed: '2026-11-25' }))).toEqual([
      '140921-0118',
      '140921-0035',
      '140921-0090',
      '140921-0124',
      '140921-0144',
    ]);
  });
  test('another for another seed', () => {
    const [one, other] = ['a', 'b'].map((seed) => idsOf(drawStands(COUNTY, { share: 0.1, seed })));
    expect(one).not.toEqual(other);
  });
  test('the whole county for the share 1, and nothing of a county without stands', () => {
    expect(drawStands(COUNTY, { share: 1, seed: 's' })).toHaveLength(200);
    expect(drawStands([], { share: 0.5, seed: 's' })).toEqual([]);
  });

  const stands = fc.uniqueArray(
    fc.record({ standId: fc.string({ maxLength: 12 }), areaM2: fc.integer({ min: 1, max: 900_000 }) }),
    {
      selector: ({ standId }) => standId,
      maxLength: 40,
    },
  );
  const share = fc.double({ min: 0.001, max: 1, noNaN: true });
  test.prop([stands, share, fc.string()])(
    'reaches the share of the area, and not without its last stand',
    (all, wanted, seed) => {
      const drawn = drawStands(all, { share: wanted, seed });
      const area = (some: readonly { areaM2: number }[]) => some.reduce((sum, { areaM2 }) => sum + areaM2, 0);
      expect(area(drawn)).toBeGreaterThanOrEqual(area(all) * wanted - 1e-6);
      if (drawn.length > 0) expect(area(drawn.slice(0, -1))).toBeLessThan(area(all) * wanted);
    },
  );
  test.prop([stands, share, fc.string(), fc.infiniteStream(fc.nat())])(
    'whatever order the stands are given in; a larger share only adds',
    (all, wanted, seed, keys) => {
      const order = new Map(all.map((stand) => [stand, keys.next().value as number]));
      const mixed = all.toSorted((a, b) => order.get(a)! - order.get(b)!);
      const drawn = drawStands(all, { share: wanted, seed });
      expect(drawStands(mixed, { share: wanted, seed })).toEqual(drawn);
      expect(drawStands(all, { share: 1, seed }).slice(0, drawn.length)).toEqual(drawn);
    },
  );
  test('is fair: over many seeds every stand comes up about as often as its share', () => {
    const hits = new Map(COUNTY.map(({ standId }) => [standId, 0]));
    for (let seed = 0; seed < 400; seed += 1)
      for (const { standId } of drawStands(COUNTY, { share: 0.1, seed: `seed-${seed}` }))
        hits.set(standId, hits.get(standId)! + 1);
    // About 40 ± 6 each; five deviations either way.
    expect(Math.min(...hits.values())).toBeGreaterThan(12);
    expect(Math.max(...hits.values())).toBeLessThan(75);
  });
});

describe('what a sample says of all', () => {
  function audited(county: number, city?: number) {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', county);
    if (city !== undefined) life.audit('2026-10-05', 'CITY', city);
    return passedIn(life.state, 'CITY');
  }
  const burn = (life: Life, seenOn: IsoDate) =>
    life.send(seenOn, { type: 'reportDamage', seenOn, cause: 'FIRE', lostM2: 30_000 });
  test('a stand that was not audited yet says nothing', () => {
    expect(audited(1900)).toBeUndefined();
  });
  test.each([
    [1900, 1850, { passedBelowM2: 100_000, passedM2: 100_000 }],
    [1900, 1600, { passedBelowM2: 100_000, passedM2: 0 }],
    [1600, 1900, { passedBelowM2: 0, passedM2: 100_000 }],
  ])('county %i, city %i live', (county, city, passed) => {
    expect(audited(county, city)).toEqual({ areaM2: 100_000, ...passed });
  });
  test('four of five passed hectares were found passed: rates of the others are scaled by 0.8', () => {
    const kept = audited(1900, 1900)!;
    const fallen = audited(1900, 1600)!;
    expect(passRate([kept, kept, kept, kept, fallen])).toBe(0.8);
  });
  test('of parts only those that the audit passed count', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1900);
    life.audit('2026-10-05', 'CITY', 0, {
      pieces: [
        { areaM2: 70_000, counts: { livePoints: 1350 } },
        { areaM2: 30_000, counts: { livePoints: 200 } },
      ],
    });
    expect(passedIn(life.state, 'CITY')).toEqual({ areaM2: 100_000, passedBelowM2: 100_000, passedM2: 70_000 });
  });
  test.each<[string, (life: Life) => void, number]>([
    ['a still higher audit has overruled it', (life) => life.audit('2026-10-15', 'PROVINCE', 1500), 100_000],
    ['the county has counted a later check', (life) => life.survey('2029-09-20', 1500), 100_000],
    ['its own count was corrected', (life) => life.correct('2026-10-08', 'city', 1500), 0],
    ['a part of it burnt later', (life) => burn(life, '2027-07-01'), 100_000],
  ])('what an audit found stays what it found though %s', (_title, later, passedM2) => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1800);
    life.audit('2026-10-05', 'CITY', 1750, { surveyId: 'city' });
    later(life);
    expect(passedIn(life.state, 'CITY')).toEqual({ areaM2: 100_000, passedBelowM2: 100_000, passedM2 });
  });
  test('each audit is held against what stood below it', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1500);
    life.audit('2026-10-05', 'CITY', 1750);
    life.audit('2026-10-15', 'PROVINCE', 1500);
    expect(passedIn(life.state, 'CITY')).toMatchObject({ passedBelowM2: 0, passedM2: 100_000 });
    expect(passedIn(life.state, 'PROVINCE')).toMatchObject({ passedBelowM2: 100_000, passedM2: 0 });
  });
  test.each([
    ['the audit', 'city', undefined],
    ['the count below it', 's1', { areaM2: 100_000, passedBelowM2: 0, passedM2: 100_000 }],
  ])('%s that proves to be of a day before the window counts for nothing', (_title, wrong, passed) => {
    const life = new Life(plantedStand());
    if (wrong === 's1') {
      life.survey('2026-09-20', 1800, { surveyId: 's1' });
      life.correct('2026-09-25', 's1', 1800, { capturedOn: '2026-08-20' });
    }
    life.audit('2026-10-05', 'CITY', 1750, { surveyId: 'city' });
    if (wrong === 'city') life.correct('2026-10-08', 'city', 1750, { capturedOn: '2026-08-20' });
    expect(passedIn(life.state, 'CITY')).toEqual(passed);
  });
  test('nothing passed below, nothing to scale by', () => {
    expect(passRate([audited(1600, 1600)!])).toBeUndefined();
  });
});
