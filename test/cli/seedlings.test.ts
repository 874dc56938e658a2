/** The seedling calendar at the command line. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeTurn } from '../../prisma/turn-store.ts';
import { Life } from '../domain/stand/life.ts';
import { openStore, savedStand, turnsOf, type Store } from '../prisma/fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { standkeeperOn } from './run.ts';

let store: Store;
const folder = temporaryFolder();
/** Two pine stands of which 400 and 300 plants are missing, and one of another county. */
beforeAll(async () => {
  store = await openStore();
  const missing: readonly (readonly [string, number])[] = [
    ['140921', 1600],
    ['140921', 1690],
    ['140932', 1000],
  ];
  for (const [county, live] of missing) {
    const life = new Life(
      await savedStand(store, { county, plantedOn: '2026-04-10', designed: 2000, nurseryYears: 2 }),
    );
    life.survey('2026-09-20', live);
    for (const turn of turnsOf(life)) await writeTurn(store.db, turn);
  }
});
afterAll(async () => {
  await store.close();
  folder.remove();
});
const run = standkeeperOn(() => store.url);
const seedlings = (...words: string[]) => run('seedlings', ...words, '--county', '定襄', '--year', '2027');

test('the demand of a county is summed over its stands; less ordered warns, an order of the rest is enough', async () => {
  const before = await seedlings('demand');
  expect(before.out).toContain('the list is due on 2026-11-30');
  expect(before.out).toContain('! spring, Chinese pine, 3, local provenance: 710 short (0 ordered of 710)');
  const order = ['--season', 'spring', '--species', '油松', '--age', '3', '--by', 'chief-7', '--on', '2026-12-01'];
  expect((await seedlings('order', ...order, '--quantity', '700')).out).toMatch(/^order \d+: 700 seedlings$/);
  expect((await seedlings('demand')).out).toContain('10 short (700 ordered of 710)');
  await seedlings('order', ...order, '--quantity', '10');
  const after = await seedlings('demand', '--json');
  expect(JSON.parse(after.out)).toMatchObject({
    dueOn: '2026-11-30',
    rows: [{ seedlings: 710, reserve: 71, duties: 2, ordered: 710, short: 0, orderBy: '2027-01-31' }],
  });
});

test('a cancelled order is short again, and is cancelled once', async () => {
  const [first] = JSON.parse((await seedlings('orders', '--json')).out) as { id: number }[];
  expect((await run('seedlings', 'cancel', String(first!.id), '--on', '2027-01-10')).out).toContain('is cancelled');
  expect(await run('seedlings', 'cancel', String(first!.id))).toMatchObject({
    code: 3,
    err: expect.stringContaining('already cancelled on 2027-01-10'),
  });
  expect((await seedlings('demand')).out).toContain('700 short (10 ordered of 710)');
});

test('the list is written as CSV, in the words of the reader', async () => {
  const path = join(folder.path, 'demand.csv');
  expect(
    (await run('--lang', 'zh', 'seedlings', 'demand', '--county', '定襄', '--year', '2027', '--csv', path)).code,
  ).toBe(0);
  expect(readFileSync(path, 'utf8')).toContain('春季,油松,3,本地种源,710,71,2,10,700,2027-01-31');
});

test.each([
  [
    'a window nobody plants in',
    ['--season', 'winter', '--species', '油松'],
    'wanted: one of spring, rainy, autumn, sowing',
  ],
  ['a species nobody knows', ['--season', 'spring', '--species', '油杉'], 'nearest: 云杉, 油松'],
])('an order for %s is refused, and nothing is written', async (_title, words, wanted) => {
  const before = (await seedlings('orders', '--json')).out;
  const ran = await seedlings('order', ...words, '--quantity', '5');
  expect(ran.code).toBeGreaterThan(0);
  expect(ran.err).toContain(wanted);
  expect((await seedlings('orders', '--json')).out).toBe(before);
});
