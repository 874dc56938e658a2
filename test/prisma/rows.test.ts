/** The database itself refuses rows that no rule could have made. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PAGES } from '../../contract/pages.ts';
import { standWorkflowId } from '../../domain/stand/ids.ts';
import { firstInput } from '../../prisma/begin-lives.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { leanRows, standRow } from '../../prisma/stand-rows.ts';
import { listStands, nearestStands, findStand, standSeed } from '../../prisma/stand-store.ts';
import { writeTurn } from '../../prisma/turn-store.ts';
import { eventfulLife, importOf, newSeed, openStore, savedStand, turnsOf, type Store } from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

describe('a row no rule could have made is refused', () => {
  test.each([
    ['a stand without area', 'update stand set area_m2 = 0', 'stand_area_check'],
    ['a stand without points', 'update stand set designed_points = 0', 'stand_points_check'],
    ['more live points than were counted', 'update stand set live_points = 11, base_points = 10', 'stand_live_check'],
    ['a closed stand without its day', "update stand set stage = 'CLOSED'", 'stand_closed_check'],
    ['a stand of an unknown county', "update stand set county_code = '999999'", 'stand_county_code_fkey'],
    ['a task due before it opens', 'update task set due_on = opens_on - 1', 'task_days_check'],
    [
      'a closed task without its instant',
      "update task set closed_at = null where state = 'accepted'",
      'task_closed_check',
    ],
    ['a recorded survey without its answer', 'update survey set binding = null', 'survey_recorded_check'],
    ['a letter issued before its step', 'update escalation set issued_on = reached_on - 1', 'escalation_days_check'],
    ['a county with stands removed', "delete from org_unit where code = '140921'", 'fkey'],
  ])('%s', async (_, statement, constraint) => {
    const life = eventfulLife(await savedStand(store));
    for (const turn of turnsOf(life)) await writeTurn(store.db, turn);
    await expect(store.sql(statement)).rejects.toThrow(constraint);
  });
});

describe('the number of a stand', () => {
  test('is unique in its county and work year among open lives', async () => {
    const seed = await savedStand(store);
    const again = newSeed({ standNo: seed.standId.slice(7) });
    await expect(saveImport(store.db, importOf([again]))).rejects.toThrow('unique constraint');
    await store.sql("update stand set stage = 'CLOSED', closed_on = '2027-01-01' where life_id = $1", [seed.lifeId]);
    await saveImport(store.db, importOf([again]));
    expect((await findStand(store.db, seed.standId))!.lifeId).toBe(again.lifeId);
  });
});

describe('an import', () => {
  test('is written whole or not at all', async () => {
    const good = newSeed();
    const double = newSeed({ standNo: good.standId.slice(7) });
    await expect(saveImport(store.db, importOf([good, double]))).rejects.toThrow('unique constraint');
    expect(await findStand(store.db, good.standId)).toBeUndefined();
    expect(await store.sql('select 1 from outbox_message where order_key = $1', [good.lifeId])).toEqual([]);
  });
  test('writes the start of each stand in the same transaction', async () => {
    const seed = await savedStand(store);
    const messages = await store.sql('select kind, body from outbox_message where order_key = $1', [seed.lifeId]);
    expect(messages).toEqual([{ kind: 'startStand', body: { workflowId: standWorkflowId(seed) } }]);
    expect(await firstInput(store.db, standWorkflowId(seed))).toEqual({ schema: 1, pages: PAGES, seed });
  });
  test('sends each regime once a statement, and every row has its own whole', async () => {
    // Alike, and not the same object.
    const seeds = ['140921', '140932', '140921', '140932'].map((county) => structuredClone(newSeed({ county })));
    const { lean, regimes } = leanRows(seeds.map((seed) => standRow({ seed, code: seed.standId.slice(7) })));
    expect(Object.values(regimes)).toEqual([seeds[0]!.regime, seeds[1]!.regime]);
    expect(JSON.stringify(lean)).not.toContain('duties');
    await saveImport(store.db, importOf(seeds));
    for (const seed of seeds) expect(await standSeed(store.db, seed.lifeId)).toEqual(seed);
  });
});

describe('lists', () => {
  test('go on by key: pages join without a gap or a double', async () => {
    for (let n = 0; n < 7; n += 1) await savedStand(store);
    const all = await listStands(store.db, {}, { size: 1000 });
    const paged: string[] = [];
    for (let after = undefined as (typeof all)[number] | undefined; ;) {
      const page = await listStands(store.db, {}, { size: 3, ...(after && { after }) });
      paged.push(...page.map(({ lifeId }) => lifeId));
      if (page.length < 3) break;
      after = page.at(-1);
    }
    expect(paged).toEqual(all.map(({ lifeId }) => lifeId));
  });
  test('an unknown stand is told the nearest ones', async () => {
    const seed = await savedStand(store);
    expect(await nearestStands(store.db, `${seed.standId}x`)).toContain(seed.standId);
  });
});
