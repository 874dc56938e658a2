/**
 * Brings a database to the newest migration; harmless when repeated, and safe when two start at once.
 *
 * The schema engine's own `applyMigrations` splits scripts at every semicolon, so a function's body breaks it
 * (seen: «unterminated dollar-quoted string»). PostgreSQL takes a whole script as one query and one transaction.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url));
/** Any number that no other program takes on this database: "stand" in ASCII. */
const LOCK = 0x7374616e;

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/**
 * @returns names of the migrations applied now
 * @throws Error where an applied migration has been edited since, or the database knows one that this build does not
 */
export async function migrate(url: string, say: (line: string) => void = () => undefined): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const migrations = await migrationsIn(FOLDER);
    const missing = await missingOf(client, migrations);
    for (const migration of missing) {
      await apply(client, migration);
      say(`migration ${migration.name} applied`);
    }
    return missing.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** Names of the migrations that this build has and the database has not; asks only. */
export async function waitingMigrations(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>('select name from schema_migration');
    const applied = new Set(rows.map(({ name }) => name));
    return (await migrationsIn(FOLDER)).map(({ name }) => name).filter((name) => !applied.has(name));
  } finally {
    await client.end();
  }
}

async function migrationsIn(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.toSorted().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function missingOf(client: pg.Client, migrations: readonly Migration[]): Promise<Migration[]> {
  await client.query(
    'create table if not exists schema_migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
  );
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from schema_migration');
  for (const { name, sha256 } of rows) {
    const known = migrations.find((migration) => migration.name === name);
    if (known === undefined)
      throw new Error(
        `the database has migration ${name}, which this build does not know; wanted: a build at least as new as the database`,
      );
    if (known.sha256 !== sha256)
      throw new Error(
        `migration ${name} was changed after it was applied (${known.sha256.slice(0, 12)}; wanted: ${sha256.slice(0, 12)}); write a new migration instead`,
      );
  }
  return migrations.filter(({ name }) => !rows.some((row) => row.name === name));
}

/** A script without parameters runs as one transaction: all of it stands, or nothing. */
async function apply(client: pg.Client, { name, sql, sha256 }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into schema_migration (name, sha256) values ($1, $2)', [name, sha256]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error });
  }
}
