/** Holders and townships at the command line. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StandSeed } from '../../domain/stand/state.ts';
import { writeTurn } from '../../prisma/turn-store.ts';
import { Life } from '../domain/stand/life.ts';
import { openStore, savedStand, turnsOf, type Store } from '../prisma/fixture.ts';
import { standkeeperOn } from './run.ts';

let store: Store;
let seed: StandSeed;
/** Counted in autumn 2025: the first half of its payment fell due then. */
beforeAll(async () => {
  store = await openStore();
  seed = await savedStand(store, { plantedOn: '2025-04-10' });
  const life = new Life(seed);
  life.survey('2025-09-20', 1900);
  for (const turn of turnsOf(life)) await writeTurn(store.db, turn);
});
afterAll(() => store.close());
const run = standkeeperOn(() => store.url);

test('a payment names who held the stand on the day it fell due; what is not due yet, who holds it today', async () => {
  await run('tenure', 'holder', seed.standId, '--name', '张伟', '--from', '2025-01-01');
  await run('tenure', 'holder', seed.standId, '--name', '李村合作社', '--from', '2025-12-01');
  const { rows } = JSON.parse((await run('payments', 'list', '--county', '定襄', '--json')).out) as {
    rows: object[];
  };
  expect(rows).toMatchObject([
    { tranche: 'first', state: 'DUE', holder: '张伟' },
    { tranche: 'second', state: 'WAITING', holder: '李村合作社' },
  ]);
  expect((await run('payments', 'list')).out).toMatch(/张伟\n.*李村合作社/);
  expect(JSON.parse((await run('tenure', 'show', seed.standId, '--json')).out)).toEqual([
    { fromOn: '2025-01-01', holder: '张伟' },
    { fromOn: '2025-12-01', holder: '李村合作社' },
  ]);
});

test('the larger share is responsible, and rates are by share', async () => {
  const whole = seed.areaM2;
  const set = await run('tenure', 'townships', seed.standId, `蒋村乡=${whole * 0.4}`, `河边镇=${whole * 0.6}`);
  expect(set.out).toBe(`${seed.standId}: 河边镇 is responsible`);
  expect(JSON.parse((await run('tenure', 'rates', '--county', '定襄', '--json')).out)).toMatchObject([
    { township: '河边镇', stands: 1, areaM2: whole * 0.6, livePoints: 1140, basePoints: 1200 },
    { township: '蒋村乡', stands: 0, areaM2: whole * 0.4, livePoints: 760, basePoints: 800 },
  ]);
  const { out } = await run('stands', 'show', seed.standId);
  expect(out).toMatch(/holder +李村合作社/);
  expect(out).toMatch(/townships +河边镇 .* \(responsible\), 蒋村乡/);
});

test('letters go to the responsible township, with a copy to the other', async () => {
  const late = await savedStand(store, { plantedOn: '2025-04-10' });
  const life = new Life(late).until('2025-12-20');
  for (const turn of turnsOf(life)) await writeTurn(store.db, turn);
  await run('tenure', 'townships', late.standId, `蒋村乡=${late.areaM2 * 0.4}`, `河边镇=${late.areaM2 * 0.6}`);
  const letters = ['tenure', 'letters', '--county', '定襄', '--since', '2025-11-08'];
  const rows = JSON.parse((await run(...letters, '--json')).out) as { standId: string }[];
  expect(rows.find(({ standId }) => standId === late.standId)).toMatchObject({
    code: 'ADVICE',
    township: '河边镇',
    copies: ['蒋村乡'],
  });
  expect((await run('--lang', 'zh', ...letters)).out).toMatch(/建议函 .* 河边镇 +蒋村乡/);
});

test('shares that are not the whole stand are refused, and those written down stay', async () => {
  expect(await run('tenure', 'townships', seed.standId, '蒋村乡=5')).toMatchObject({
    code: 3,
    err: expect.stringContaining(`add up to 5 m²; wanted: its whole area, ${seed.areaM2} m²`),
  });
  expect(JSON.parse((await run('tenure', 'rates', '--county', '定襄', '--json')).out)).toHaveLength(2);
});

test('whom the file of a stand named holds it from the planting until another is written down', async () => {
  const { standId, lifeId } = await savedStand(store, { plantedOn: '2025-04-10' });
  await store.sql(`update stand set owner = '李强' where life_id = $1`, [lifeId]);
  const holders = async () => JSON.parse((await run('tenure', 'show', standId, '--json')).out) as object[];
  const named = { fromOn: '2025-04-10', holder: '李强' };
  expect(await holders()).toEqual([named]);
  expect((await run('stands', 'show', standId)).out).toMatch(/holder +李强\n/);
  await run('tenure', 'holder', standId, '--name', '张伟', '--from', '2026-01-01');
  expect(await holders()).toEqual([named, { fromOn: '2026-01-01', holder: '张伟' }]);
  expect((await run('stands', 'show', standId)).out.match(/holder/g)).toHaveLength(1);
  await run('tenure', 'holder', standId, '--name', '王林', '--from', '2025-04-10');
  expect(await holders()).toMatchObject([{ holder: '王林' }, { holder: '张伟' }]);
});
