/** Messages are handed on once, in order, by whoever comes first. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { countWaiting, leaseMessages, markDelivered, releaseMessage } from '../../prisma/outbox-store.ts';
import { openStore, type Store } from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());
beforeEach(() => store.sql('delete from outbox_message'));

const AT = '2027-01-01T00:00:00.000Z';
const later = (seconds: number) => new Date(Date.parse(AT) + seconds * 1000).toISOString();
const lease = (at = AT, most = 10) => leaseMessages(store.db, { channel: 'workflow', most, at, leaseSeconds: 60 });
const idsOf = (messages: readonly { id: string }[]) => messages.map(({ id }) => id).toSorted();

async function written(
  ...messages: readonly [id: string, key: string, position: number, at?: string][]
): Promise<void> {
  for (const [id, orderKey, position, at = AT] of messages) {
    await store.db.prisma.outboxMessage.create({
      data: { id, channel: 'workflow', kind: 'startStand', orderKey, position, body: {}, at: new Date(at) },
    });
  }
}

test('only the first undelivered message of a stand is offered', async () => {
  await written(['a0', 'a', 0], ['a1', 'a', 1], ['b0', 'b', 0]);
  expect(idsOf(await lease())).toEqual(['a0', 'b0']);
  await markDelivered(store.db, 'a0', AT);
  expect(idsOf(await lease())).toEqual(['a1']);
});

test('two messages of a stand at one position, of two imports, go one after the other', async () => {
  await written(['a2', 'a', 1], ['a1', 'a', 1]);
  expect(idsOf(await lease())).toEqual(['a1']);
  await markDelivered(store.db, 'a1', AT);
  expect(idsOf(await lease())).toEqual(['a2']);
});

test('a leased message is offered again once its lease has run out', async () => {
  await written(['a0', 'a', 0]);
  await lease();
  expect(await lease(later(60))).toEqual([]);
  expect((await lease(later(61)))[0]).toMatchObject({ id: 'a0', attempts: 2 });
});

test('two who lease at once never get the same message', async () => {
  await written(...Array.from({ length: 40 }, (_, n) => [`m${n}`, `k${n}`, 0] as [string, string, number]));
  const leased = (await Promise.all([1, 2, 3, 4].map(() => lease(AT, 10)))).flat();
  expect(new Set(idsOf(leased)).size).toBe(leased.length);
});

test('a message from the future waits for its instant', async () => {
  await written(['a0', 'a', 0, later(3600)]);
  expect(await lease()).toEqual([]);
  expect(idsOf(await lease(later(3600)))).toEqual(['a0']);
});

test('a message given back keeps its reason and is offered from the named instant', async () => {
  await written(['a0', 'a', 0]);
  await lease();
  await releaseMessage(store.db, 'a0', later(30), 'Temporal is away');
  expect(await lease(later(29))).toEqual([]);
  expect(idsOf(await lease(later(30)))).toEqual(['a0']);
  expect(await store.sql('select last_error from outbox_message')).toEqual([{ last_error: 'Temporal is away' }]);
  expect(await countWaiting(store.db, 'workflow')).toBe(1);
});
