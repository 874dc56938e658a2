/** Archives of stands at the command line. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StandSeed } from '../../domain/stand/state.ts';
import { openStore, savedStand, type Store } from '../prisma/fixture.ts';
import { XINZHOU } from '../support/regimes.ts';
import { standkeeperOn } from './run.ts';

let store: Store;
let first: StandSeed;
let second: StandSeed;
beforeAll(async () => {
  store = await openStore();
  [first, second] = [await savedStand(store), await savedStand(store)];
  await savedStand(store, { county: '140932' });
});
afterAll(() => store.close());
const run = standkeeperOn(() => store.url);
const missing = async () =>
  (JSON.parse((await run('archive', 'missing', '--county', '定襄', '--json')).out) as { rows: object[] }).rows;

const ITEMS = Object.keys(XINZHOU.registers.archive!);

test('a stand without an archive number lacks all of the checklist, and nothing can be filed', async () => {
  expect(await missing()).toMatchObject([
    { standId: first.standId, archiveNo: null, missing: ITEMS },
    { standId: second.standId, archiveNo: null, missing: ITEMS },
  ]);
  expect(await run('archive', 'file', first.standId, '--item', 'map')).toMatchObject({
    code: 3,
    err: expect.stringContaining('has no archive to file it in'),
  });
});

test('what is filed is no longer missing, in the county and on the page of the stand', async () => {
  await run('archive', 'number', first.standId, 'DX-2026-0001');
  for (const item of ITEMS.slice(0, 4))
    await run('archive', 'file', first.standId, '--item', item, '--paper', '2026-17');
  expect((await missing())[0]).toMatchObject({ archiveNo: 'DX-2026-0001', missing: ['acceptance', 'map'] });
  expect((await run('stands', 'show', first.standId)).out).toMatch(/archive +DX-2026-0001; lacks acceptance, map/);
  const shown = (await run('--lang', 'zh', 'stands', 'show', second.standId)).out;
  expect(shown).toContain('未建档；缺 作业设计批复、合同');
  // Named by a policy at hand, though it has not begun yet.
  expect(shown).toMatch(/树种 +油松\n/);
  for (const item of ITEMS.slice(4)) await run('archive', 'file', first.standId, '--item', item);
  expect(await missing()).toMatchObject([{ standId: second.standId }]);
});

test('an item that the checklist does not know is refused, naming those it does', async () => {
  expect(await run('archive', 'file', first.standId, '--item', 'photo')).toMatchObject({
    code: 2,
    err: expect.stringContaining('wanted: one of designApproval, contract, papers, selfCheck, acceptance, map'),
  });
});
