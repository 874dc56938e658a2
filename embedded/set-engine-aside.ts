/** Temporal's data of another engine is kept under another name: the way back stays open until somebody deletes it. */
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { isSameEngine, readEngineRecord, type EngineRecord } from './engine-record.ts';
import { query, type Postgres } from './postgres.ts';
import { TEMPORAL_DATABASE, VISIBILITY_DATABASE } from './temporal-config.ts';
import type { Patience } from './wait.ts';

/**
 * Does nothing where the engine is the recorded one: its data holds turns that are not written yet. Done in one step, so that
 * a kill leaves all of it or nothing under the old name.
 */
export async function setEngineAside(
  { folder, say }: Patience & { readonly folder: string },
  met: EngineRecord,
  postgres: Promise<Pick<Postgres, 'urlOf'>>,
): Promise<void> {
  const recorded = readEngineRecord(folder);
  if (recorded === undefined || isSameEngine(recorded, met)) return;
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  if (recorded.store === 'sqlite') moveFolder(join(folder, 'temporal'), join(folder, `temporal-before-${stamp}`));
  else await renameDatabases((await postgres).urlOf('postgres'), `_before_${stamp}`);
  say(`the data of Temporal ${recorded.version} (${recorded.kind}) is set aside, named before-${stamp}`);
}

/** The whole folder: a server that found the file without what it had last written beside it would find another past. */
function moveFolder(from: string, to: string): void {
  if (existsSync(from)) renameSync(from, to);
}

/** Both or none. */
async function renameDatabases(adminUrl: string, suffix: string): Promise<void> {
  await query(adminUrl, async (client) => {
    const names = [TEMPORAL_DATABASE, VISIBILITY_DATABASE];
    const { rows } = await client.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE datname = ANY($1)',
      [names],
    );
    const renames = rows.map(({ datname }) => {
      const [before, after] = [datname, datname + suffix].map((name) => pg.escapeIdentifier(name));
      return `ALTER DATABASE ${before} RENAME TO ${after}`;
    });
    // Sent as one, statements are one transaction: cut off or refused, neither has another name.
    await client.query(renames.join(';'));
  });
}
