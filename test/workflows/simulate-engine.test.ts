/** The rules' own telling of a life and the real server's are the same, turn by turn. */
import { fc } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { differenceOf } from '../../cli/compare-turns.ts';
import { lifeOf, type LifeOptions, type LifeToWalk } from '../../cli/life.ts';
import { liveLater } from '../../cli/live-later.ts';
import { yearsLater, yearsUntilAhead } from '../../cli/years-later.ts';
import { addDays } from '../../domain/day.ts';
import { seedState } from '../../domain/stand/fold.ts';
import { simulate } from '../../domain/stand/simulate.ts';
import type { TestCounty } from './county.ts';
import { openCounty } from './fresh-county.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

let stands = 0;

/** Under a number of its own: a county has a stand once a year. */
function ownStand(options: LifeOptions): LifeToWalk {
  const life = lifeOf(options);
  const seed = { ...life.seed, standId: `${life.seed.standId}${(stands += 1)}` };
  return { ...life, seed, state: seedState(seed) };
}

/** Two rounds, a refused count, a lapsed visit, a shifted check, late news and a re-survey in five years. */
const FIVE_YEARS = `
  2026-09-20 survey live=1200; 2026-09-21 survey live=9000
  on tending after=2026
  on replant
  2027-09-10 survey live=1300 received=2027-11-12
  2028-09-12 survey live=1500
  2029-09-10 survey live=1500 closure=15/100
  on preservationCheck live=0.9 closure=0.21 after=2029`;

const west: LifeOptions = {
  policy: 'xinzhou-2024',
  county: '140932',
  species: '油松',
  planted: '2026-04-15',
  designed: 2000,
  nurseryYears: 2,
  areaHa: 10,
  method: 'planting',
  until: '2031-04-15',
};

describe('a life of five years', () => {
  const life = ownStand({ ...west, outcomes: FIVE_YEARS });
  test('is the same on the server as by the rules alone', async () => {
    const engine = { db: county.db, temporal: county.temporal, taskQueue: county.taskQueue };
    const compared = await liveLater(engine, life);
    expect(compared).toEqual({ yearsLater: compared.yearsLater, turns: compared.turns, engineTurns: compared.turns });
    expect(compared.turns).toBeGreaterThan(30);
  }, 60_000);
});

/** Reports of any kind on any day of the five years; many are refused, on both sides for the same reason. */
const reports = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 2100 }).map((live) => `survey live=${live}`) },
  fc.integer({ min: 0, max: 100 }).map((hits) => `survey live=1500 closure=${hits}/100`),
  fc.constantFrom(0, 700, 20_000, 100_000).map((m2) => `damage cause=FIRE lost-m2=${m2}`),
  fc.integer({ min: 1, max: 8 }).map((visit) => `waive tending-0.${visit} reason=GRASSLAND`),
  fc.integer({ min: 100, max: 900 }).map((points) => `work replant-0 points=${points}`),
  fc.constantFrom('suspend reason=DISPUTE', 'resume', 'reschedule replant-0 due=2027-08-10 reason=NO_STOCK'),
);

const habits = fc.subarray([
  'on survivalCheck live=0.9',
  'on survivalCheck live=0.6 after=2027',
  'on replant',
  'on tending',
  'on preservationCheck live=0.85 closure=0.21',
  'on reestablish',
  'delay 200',
]);

const generated = fc
  .record({
    county: fc.constantFrom('140921', '140932'),
    species: fc.constantFrom('油松', '柠条'),
    planted: fc.constantFrom('2026-04-10', '2026-05-31', '2026-07-20', '2028-02-29'),
    altitude: fc.option(fc.constant(1700), { nil: undefined }),
    told: fc.array(fc.tuple(fc.integer({ min: 1, max: 1800 }), reports), { maxLength: 10 }),
    habits,
  })
  .map(({ told, habits, altitude, ...where }): LifeOptions => {
    const days = told.map(([after, report]) => `${addDays(where.planted, after)} ${report}`);
    const until = addDays(where.planted, 5 * 365);
    const outcomes = [...days, ...habits].join('\n');
    return { ...west, ...where, until, outcomes, ...(altitude !== undefined && { altitude }) };
  });

describe('twenty generated lives of five years', () => {
  const lives = fc.sample(generated, { numRuns: 20, seed: 2026 });
  test.each(lives)(
    'are the same: $county $species $planted',
    async (options) => {
      const engine = { db: county.db, temporal: county.temporal, taskQueue: county.taskQueue };
      const compared = await liveLater(engine, ownStand(options));
      expect(compared, options.outcomes).toMatchObject({ engineTurns: compared.turns });
      expect(compared.difference, options.outcomes).toBeUndefined();
    },
    120_000,
  );
});

describe('a life of twenty-five years', () => {
  const life = ownStand({ ...west, until: '2051-04-15', outcomes: FIVE_YEARS });
  test('is the same on the server as by the rules alone', async () => {
    const engine = { db: county.db, temporal: county.temporal, taskQueue: county.taskQueue };
    const compared = await liveLater(engine, life);
    expect(compared).toEqual({ yearsLater: compared.yearsLater, turns: compared.turns, engineTurns: compared.turns });
    expect(compared.turns).toBeGreaterThan(60);
  }, 240_000);
});

describe('the comparison', () => {
  const life = lifeOf({ ...west, outcomes: FIVE_YEARS });
  const { turns } = simulate(life);
  test('names the turn, the event and both tellings where they first differ', () => {
    const other = turns.map((turn, index) =>
      index === 2 ? { ...turn, events: turn.events.map((event) => ({ ...event, taskNo: 9 }) as typeof event) } : turn,
    );
    expect(differenceOf(turns, other)).toMatchObject({
      where: 'turn 3, event 1 of 2026-05-01 dispatchTask tending-0.2',
    });
    expect(differenceOf(turns, turns.slice(0, 2))).toMatchObject({ where: 'turn 3', engine: 'no such turn' });
    expect(differenceOf(turns, turns)).toBeUndefined();
  });
  test('is held in later years on the same days, under the rules of the true planting day', () => {
    expect(yearsUntilAhead('2026-04-15', '2026-04-14')).toBe(0);
    expect(yearsUntilAhead('2026-04-15', '2026-04-15')).toBe(4);
    const old = lifeOf({
      ...west,
      planted: '2022-04-10',
      until: '2024-02-29',
      outcomes: '2022-09-25 survey live=1560',
    });
    const later = yearsLater(old, 12);
    expect(later.seed.planting.plantedOn).toBe('2034-04-10');
    expect(later.until).toBe('2036-02-29');
    const tell = ({ turns: all }: ReturnType<typeof simulate>) =>
      all.map(({ on, events }) => [on.slice(4), events.map(({ type }) => type)]);
    expect(tell(simulate(later))).toEqual(tell(simulate(old)));
    expect(simulate(later).state.stage).toBe('REPLANT_DUE');
  });
  test('shifts every day a life begins with: what counts from the start of logging is due as much later', () => {
    const bc = { ...west, policy: 'bc-interior', county: 'DPG', species: 'PLI' };
    const old = lifeOf({ ...bc, planted: '2022-05-20', commenced: '2021-01-07', until: '2026-01-01' });
    const withGoLive = { ...old, seed: { ...old.seed, goLiveOn: '2022-06-01' } };
    expect(yearsLater(withGoLive, 8).seed).toEqual({
      ...withGoLive.seed,
      workYear: 2030,
      commencedOn: '2029-01-07',
      goLiveOn: '2030-06-01',
      planting: { ...old.seed.planting, plantedOn: '2030-05-20' },
    });
    const dues = ({ state }: ReturnType<typeof simulate>) => state.duties.map(({ code, dueOn }) => [code, dueOn]);
    const inEight = dues(simulate(old)).map(([code, dueOn]) => [
      code,
      `${Number(dueOn!.slice(0, 4)) + 8}${dueOn!.slice(4)}`,
    ]);
    expect(inEight).toContainEqual(['regenerationDate', '2033-01-07']);
    expect(dues(simulate(yearsLater(old, 8)))).toEqual(inEight);
  });
});
