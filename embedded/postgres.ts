import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { choosePort } from './ports.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { initDatabaseFolder, passwordOf, ROLE } from './postgres-init.ts';
import { endLeftoverPostmaster } from './postgres-leftover.ts';
import { postgresPlace, removePostgresPlace } from './postgres-place.ts';
import { spawnServer, type Home, type RunningServer } from './processes.ts';
import { userForPostgres } from './system-user.ts';
import { waitUntil, type Patience } from './wait.ts';

export interface PostgresOptions extends Home, Patience {
  /** Taken where free, else another one; always another one when undefined. */
  readonly port: number | undefined;
  /** False for tests: a crash of the machine may lose what was written, and stopping removes all of it. */
  readonly durable: boolean;
}

export interface Postgres extends RunningServer {
  readonly port: number;
  readonly password: string;
  /** The address of one database, with the password. */
  urlOf(database: string): string;
}

/** Crash recovery after a kill replays the log of what was written; it may take its time. */
const START_MS = 120_000;

/**
 * Starts the folder's PostgreSQL, making its data on the first start, with the database of the product in it.
 * A postmaster that a killed start has left is ended first.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { folder, say } = options;
  const user = userForPostgres();
  const native = postgresBinaries(user, say);
  const place = postgresPlace(folder, user, say);
  const data = join(place, 'data');
  const password = passwordOf(folder, data);
  if (!existsSync(data)) await initDatabaseFolder({ ...options, native, data, password, user });
  await endLeftoverPostmaster(data, say);
  const port = await choosePort('PostgreSQL', options.port, say);
  const command = join(native, 'bin', 'postgres');
  const args = ['-D', data, ...settingsOf(port, options.durable)];
  const server = spawnServer({ name: 'postgres', command, args, stopSignal: 'SIGINT', ...user }, options);
  const urlOf = (database: string) => `postgresql://${ROLE}:${password}@127.0.0.1:${port}/${database}`;
  try {
    await answering(urlOf('postgres'), server, options);
    await ensureDatabase(urlOf('postgres'), ROLE);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const stop = async () => {
    await server.stop();
    if (!options.durable) removePostgresPlace(folder, place);
  };
  return { ...server, stop, port, password, urlOf };
}

/** Makes the database where it is missing. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  await query(adminUrl, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  });
}

/** Whether the database that the address names has the table. */
export function hasTable(url: string, name: string): Promise<boolean> {
  return query(url, async (client) => {
    const { rows } = await client.query<{ has: boolean }>('SELECT to_regclass($1) IS NOT NULL AS has', [name]);
    return rows[0]?.has === true;
  });
}

function settingsOf(port: number, durable: boolean): string[] {
  const settings: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    // initdb copies the zone of the machine, under which instants without a zone would be read.
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
}

async function answering(url: string, server: RunningServer, { say, signal }: PostgresOptions): Promise<void> {
  const ready = () => query(url, (client) => client.query('SELECT 1')).catch(notYet);
  const hopeless = () => server.died();
  await waitUntil({ what: 'PostgreSQL to answer', ready, hopeless, timeoutMs: START_MS, say, signal });
}

/** Not listening yet, or still starting up (57P03); anything else is told at once. */
function notYet(error: unknown): undefined {
  const { code } = error as { code?: string };
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === '57P03') return undefined;
  throw error;
}

/** One connection for as long as it is used. */
export async function query<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
