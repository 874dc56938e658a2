/** What a crew reads at its task of closures and permits, from the rows. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRefusal } from '../../domain/errors.ts';
import { announceGate } from '../../prisma/gate-store.ts';
import { givePermit } from '../../prisma/permit-store.ts';
import { listTasks } from '../../prisma/task-store.ts';
import { writeTurn } from '../../prisma/turn-store.ts';
import { Life } from '../domain/stand/life.ts';
import { openStore, savedStand, turnsOf, type Store } from '../prisma/fixture.ts';
import { burningRegime } from '../support/burning.ts';
import { EAST } from '../support/regimes.ts';
import { standkeeperOn } from './run.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());
const run = standkeeperOn(() => store.url);

const AT = '2026-01-01T00:00:00.000Z';
const COUNTY = { code: EAST, zh: '定襄县', en: 'Dingxiang' };

/** The burning of its slash is out. */
async function burning(): Promise<string> {
  const plantedOn = '2026-08-20';
  const life = new Life(await savedStand(store, { plantedOn, regime: burningRegime(plantedOn) })).until('2026-08-21');
  for (const turn of turnsOf(life)) await writeTurn(store.db, turn);
  const tasks = await listTasks(store.db, { state: 'dispatched' }, { size: 50 });
  return tasks.find(({ code, standId }) => code === 'burnSlash' && standId === life.state.seed.standId)!.id;
}

test('a task says that it burns and enters the forest, which gates bar it and by which permit it goes on', async () => {
  const id = await burning();
  expect((await run('tasks', 'show', id)).out).toMatch(/barred +no open fire 10-15…06-15 each year$/);
  const said = { county: COUNTY, kind: 'ORDER' as const, bars: 'FOREST_ENTRY' as const, by: 'b', at: AT };
  const announced = await announceGate(store.db, { ...said, fromOn: '2090-03-01', untilOn: '2090-05-31' });
  if (isRefusal(announced)) throw new Error(JSON.stringify(announced));
  const { id: gateId } = announced.gate;
  const shown = async () => JSON.parse((await run('tasks', 'show', id, '--json')).out) as Record<string, unknown>;
  // The shipped policy knows no such work: nothing lets it go on.
  expect(await shown()).toMatchObject({
    field: {
      needs: ['FIELD_WORK', 'FOREST_ENTRY', 'OPEN_FIRE'],
      firePeriod: ['10-15', '06-15'],
      gates: [{ gateId, bars: 'FOREST_ENTRY', permit: 'none' }],
    },
  });
  const paper = { paperNo: 'NW-8', duties: ['burnSlash'], stands: [], mayGoOn: ['burnSlash'], fromOn: '2090-04-01' };
  await givePermit(store.db, { gateId, ...paper, by: 'b', at: AT });
  expect(await shown()).toMatchObject({ field: { gates: [{ permit: 'held', held: [{ paperNo: 'NW-8' }] }] } });
  const [list, zh] = await Promise.all([run('tasks', 'list', '--json'), run('--lang', 'zh', 'tasks', 'list')]);
  const row = (JSON.parse(list.out) as { id: string }[]).find((task) => task.id === id);
  expect(row).toMatchObject({ field: { gates: [{ gateId, permit: 'held' }] } });
  const line = zh.out.split('\n').find((text) => text.startsWith(id));
  expect(line).toContain('每年 10-15…06-15 禁止野外用火；封禁');
  expect(line).toContain('持有许可 1 NW-8 2090-04-01…');
});
