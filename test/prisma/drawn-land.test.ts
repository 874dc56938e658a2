/** A stand on an audit's list is judged by the land that it was, whatever number that has now. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { passedOver } from '../../domain/audit/rate.ts';
import { drawAudit, findDraw } from '../../prisma/audit-store.ts';
import { Life } from '../domain/stand/life.ts';
import { openStore, savedStand, type Store } from './fixture.ts';
import { childLife, handedOver, splitLife, takeIn, writeLife } from './moved-land.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());
beforeEach(() => store.sql('truncate stand, outbox_message, import_batch, audit_draw cascade'));

const LIST = { countyCode: '140921', workYear: 2026, level: 'CITY', share: 1, seed: 's', by: 'chief-7' } as const;
const draw = async (at: string) => (await drawAudit(store.db, { ...LIST, at }))!.draw.id;
/** Stand number → what the audit found on its land. */
async function passedOn(id: number) {
  const { stands } = (await findDraw(store.db, id))!;
  return Object.fromEntries(stands.map(({ standId, land = [] }) => [standId, passedOver(land, 'CITY')]));
}

test('a stand that was split before the audit is audited once all its children are', async () => {
  const seed = await savedStand(store, { standNo: '0001' });
  const life = new Life(seed);
  life.survey('2026-09-20', 1800);
  await writeLife(store, life);
  const id = await draw('2026-10-01T01:00:00.000Z');
  const [first, second] = await splitLife(store, life);
  expect(await passedOn(id)).toEqual({ [seed.standId]: undefined });
  const audited = async (child: { lifeId: string } | undefined, livePoints: number) => {
    const born = await childLife(store, child!.lifeId);
    born.audit('2026-11-25', 'CITY', livePoints, { surveyId: 'city' });
    await writeLife(store, born);
  };
  await audited(first, 1080);
  expect(await passedOn(id)).toEqual({ [seed.standId]: undefined });
  await audited(second, 400);
  const found = { areaM2: 100_000, passedBelowM2: 100_000, passedM2: 60_000 };
  expect(await passedOn(id)).toEqual({ [seed.standId]: found });
});

test('land that joined another stand of the list counts for the stand that was drawn, and for no other', async () => {
  let id = 0;
  const handed = await handedOver(store, async () => {
    id = await draw('2026-08-30T01:00:00.000Z');
  });
  const { into, goes, stays } = handed;
  stays.survey('2026-09-02', 1800);
  stays.audit('2026-09-02', 'CITY', 1900);
  const own = { areaM2: 100_000, passedBelowM2: 100_000, passedM2: 100_000 };
  await writeLife(store, stays);
  expect(await passedOn(id)).toEqual({ [into.standId]: own, [goes.standId]: undefined });
  await takeIn(store, handed);
  expect(await passedOn(id)).toEqual({ [into.standId]: own, [goes.standId]: undefined });
  stays.audit('2026-09-12', 'CITY', 1500, { partId: 'p2' });
  await writeLife(store, stays);
  const joined = { areaM2: 100_000, passedBelowM2: 0, passedM2: 0 };
  expect(await passedOn(id)).toEqual({ [into.standId]: own, [goes.standId]: joined });
});
