/** Whoever takes an import back is killed in the middle: nothing of it is taken back, and told again it all is. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { batchNamed } from '../../cli/batch-named.ts';
import { undoBatch } from '../../cli/undo-import.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { leaseMessages } from '../../prisma/outbox-store.ts';
import { importOf, newSeed, openStore, type Store } from '../prisma/fixture.ts';
import { compiled } from '../support/compiled.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

const seeds = [newSeed(), newSeed(), newSeed()];
const told = (id: string) => {
  const args = [compiled('cli/main.js'), 'import', 'undo', id, '--by', 'chief-7'];
  // Only the database is asked.
  const env = { ...process.env, DATABASE_URL: store.url, TEMPORAL_ADDRESS: 'nowhere:1', TEMPORAL_NAMESPACE: 'none' };
  return spawn(process.execPath, args, { env, stdio: 'ignore' });
};
const rows = () => store.sql('select life_id, closed_on from stand order by 1');
const messages = () => store.sql<{ id: string }>('select id from outbox_message order by 1');

/** Its batch cannot be marked until the connection ends: the rest of the work is done by then, and not yet true. */
async function holdBatch(): Promise<pg.Client> {
  const holder = new pg.Client({ connectionString: store.url });
  holder.on('error', () => undefined);
  await holder.connect();
  await holder.query('begin');
  await holder.query('select 1 from import_batch for share');
  return holder;
}

test('all of it or nothing', async () => {
  const data = importOf(seeds);
  await saveImport(store.db, data);
  // One may have begun.
  await leaseMessages(store.db, { channel: 'workflow', most: 1, at: '2100-01-01T00:00:00.000Z', leaseSeconds: 1 });
  const before = [await rows(), await messages()];

  const held = await holdBatch();
  const killed = told(data.batch.id);
  const waits = `select query from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  await expect
    .poll(() => store.sql<{ query: string }>(waits))
    .toMatchObject([{ query: expect.stringContaining('undone_at') }]);
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  await held.end();
  // The server notices that its client is gone when it has the lock.
  await expect.poll(() => store.sql(waits)).toEqual([]);
  expect([await rows(), await messages()]).toEqual(before);

  for (const nowMs of [1, 2].map((day) => Date.UTC(2026, 10, day))) {
    const batch = await batchNamed(store.db, data.batch.id, 'en');
    const undone = await undoBatch(store.db, { batch, by: 'chief-7', nowMs, lang: 'en' });
    expect(undone).toEqual({ undone: true, gone: 2, closed: 0, waiting: 1, stayed: [] });
  }
  expect((await messages()).map(({ id }) => id.split('/')[0])).toEqual(['start', 'undo']);
});
