/** Rangers and hand-overs at the command line. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StandSeed } from '../../domain/stand/state.ts';
import { openStore, savedStand, type Store } from '../prisma/fixture.ts';
import { standkeeperOn } from './run.ts';

let store: Store;
let seed: StandSeed;
beforeAll(async () => {
  store = await openStore();
  seed = await savedStand(store, { plantedOn: '2026-04-10' });
});
afterAll(() => store.close());
const run = standkeeperOn(() => store.url);
const due = async (on: string) =>
  (JSON.parse((await run('ranger', 'due', '--county', '定襄', '--on', on, '--json')).out) as { rows: object[] }).rows;

test('a stand is listed until its ranger is named, and again when the contract ends, until it is handed over', async () => {
  expect(await due('2026-04-10')).toEqual([{ standId: seed.standId, what: 'NO_RANGER', since: '2026-04-10' }]);
  expect((await run('ranger', 'name', seed.standId, '--name', '王林')).out).toBe(
    `${seed.standId}: 王林 from 2026-04-10 to 2029-04-10`,
  );
  expect(await due('2029-04-09')).toEqual([]);
  expect(await due('2029-04-10')).toEqual([
    { standId: seed.standId, what: 'HAND_OVER', since: '2029-04-10', ranger: '王林' },
  ]);
  await run('ranger', 'name', seed.standId, '--name', '李山', '--from', '2029-04-11');
  await run('ranger', 'handover', seed.standId, '--on', '2029-04-10', '--paper', '2029-3');
  expect(await due('2029-04-11')).toEqual([]);
});

test('the present ranger is on the page of the stand', async () => {
  const other = await savedStand(store);
  await run('ranger', 'name', other.standId, '--name', '王林', '--from', '2026-01-01', '--until', '2999-12-31');
  expect((await run('stands', 'show', other.standId)).out).toMatch(/ranger +王林/);
});

test.each([
  [
    'a hand-over before the contract',
    ['handover', '--on', '2029-04-10'],
    'begins on 2029-04-11; 2029-04-10 lies before it',
  ],
  [
    'an end before the beginning',
    ['name', '--name', '王', '--from', '2027-01-01', '--until', '2026-01-01'],
    'begins on 2027-01-01',
  ],
])('%s is refused', async (_title, [verb = '', ...words], wanted) => {
  expect(await run('ranger', verb, seed.standId, ...words)).toMatchObject({
    code: 3,
    err: expect.stringContaining(wanted),
  });
});
