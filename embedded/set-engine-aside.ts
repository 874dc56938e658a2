/** Temporal's data of another engine is kept under another name: the way back stays open until somebody deletes it. */
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { isSameEngine, readEngineRecord, type EngineRecord } from './engine-record.ts';
import { query, type Postgres } from './postgres.ts';
import { TEMPORAL_DATABASE, VISIBILITY_DATABASE } from './temporal-config.ts';
import type { Patience } from './wait.ts';

const SQLITE_FILES = ['temporal.db', 'temporal.db-wal', 'temporal.db-shm'];

/** Does nothing where the engine is the recorded one: its data holds turns that are not written yet. */
export async function setEngineAside(
  { folder, say }: Patience & { readonly folder: string },
  met: EngineRecord,
  postgres: Promise<Postgres>,
): Promise<void> {
  const recorded = readEngineRecord(folder);
  if (recorded === undefined || isSameEngine(recorded, met)) return;
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  if (recorded.store === 'sqlite') moveFiles(join(folder, 'temporal'), join(folder, `temporal-before-${stamp}`));
  else await renameDatabases((await postgres).urlOf('postgres'), `_before_${stamp}`);
  say(`the data of Temporal ${recorded.version} (${recorded.kind}) is set aside, named before-${stamp}`);
}

function moveFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of SQLITE_FILES) if (existsSync(join(from, name))) renameSync(join(from, name), join(to, name));
}

async function renameDatabases(adminUrl: string, suffix: string): Promise<void> {
  await query(adminUrl, async (client) => {
    for (const name of [TEMPORAL_DATABASE, VISIBILITY_DATABASE]) {
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
      if (rowCount === 0) continue;
      const [before, after] = [name, name + suffix].map((database) => pg.escapeIdentifier(database));
      await client.query(`ALTER DATABASE ${before} RENAME TO ${after}`);
    }
  });
}
