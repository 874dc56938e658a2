import { join } from 'node:path';
import { buildPart } from './go-build.ts';
import { keptPart, programOf } from './temporal-parts.ts';
import { ensureDatabase, hasTable, query, type Postgres } from './postgres.ts';
import { ROLE } from './postgres-init.ts';
import { runToEnd } from './run-to-end.ts';
import { TEMPORAL_DATABASE, VISIBILITY_DATABASE } from './temporal-config.ts';
import type { Patience } from './wait.ts';

/** Makes Temporal's two databases in the embedded PostgreSQL and brings their tables up to date; a repeat is harmless. */
export async function ensureTemporalSchema(postgres: Postgres, patience: Patience): Promise<void> {
  const folder = keptPart('sql') ?? (await buildPart('sql', patience));
  const databases = [
    { database: TEMPORAL_DATABASE, steps: join(folder, 'schema', 'temporal') },
    { database: VISIBILITY_DATABASE, steps: join(folder, 'schema', 'visibility') },
  ];
  for (const { database, steps } of databases) {
    await ensureDatabase(postgres.urlOf('postgres'), database);
    const tool = toolFor(postgres, { program: programOf('sql', folder), database, signal: patience.signal });
    // A killed start may have made the database and not yet its first table.
    if (!(await hasTable(postgres.urlOf(database), 'schema_version'))) await tool('setup-schema', '-v', '0.0');
    await tool('update-schema', '-d', steps);
  }
  await forgetMembers(postgres.urlOf(TEMPORAL_DATABASE));
}

/**
 * The server notes its services' ports in its database and, started again, first tries to join those it finds there.
 * On this machine they are always those of a server that has ended: without this a restart takes 50 s to become usable.
 */
async function forgetMembers(url: string): Promise<void> {
  await query(url, (client) => client.query('DELETE FROM cluster_membership'));
}

interface Tool {
  readonly program: string;
  readonly database: string;
  readonly signal: AbortSignal | undefined;
}

function toolFor(
  { port, password }: Postgres,
  { program, database, signal }: Tool,
): (...args: string[]) => Promise<string> {
  const where = [
    '--plugin',
    'postgres12',
    '--endpoint',
    '127.0.0.1',
    '--port',
    String(port),
    '--user',
    ROLE,
    '--database',
    database,
  ];
  // By environment: the arguments of a process are seen by everybody on the machine.
  const env = { ...process.env, SQL_PASSWORD: password };
  return (...args) => runToEnd(program, [...where, ...args], { env, signal });
}
