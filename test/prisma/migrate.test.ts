/** Migrations and schema build the same database; applying twice, or twice at once, is applying once. */
import { readFile, readdir } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { diffSchemas } from '../../prisma/diff.ts';
import { migrate } from '../../prisma/migrate.ts';
import { createDatabase, dropDatabase } from '../support/database-template.ts';
import { testEndpoints } from '../support/stack.ts';

const PRISMA = new URL('../../prisma/', import.meta.url);
const NAMES = ['same_a', 'same_b', 'same_c'].map((name) => `${name}_${process.pid}`);
const urls: string[] = [];

beforeAll(async () => {
  for (const name of NAMES) urls.push(await createDatabase(testEndpoints(), name));
});
afterAll(async () => {
  for (const name of NAMES) await dropDatabase(testEndpoints(), name);
});

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Everything the schema language can say, as PostgreSQL's catalogue has it. */
const CATALOGUE = `
  select 'column ' || table_name || '.' || column_name || ' ' || udt_name || ' ' || is_nullable || ' ' || coalesce(column_default, '') as line
    from information_schema.columns where table_schema = 'public'
  union all select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p', 'f', 'u')
  union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
  union all select 'enum ' || typname || ' ' || enumlabel from pg_enum join pg_type on pg_type.oid = enumtypid
  order by 1`;

/** What only SQL can say, and the list of migrations itself. */
const BY_HAND =
  /stand_open_code_key|stand_event_damage_idx|stand_event_absorbed_idx|stand_inherits_idx|schema_migration/;

async function catalogue(url: string): Promise<string[]> {
  return (await query<{ line: string }>(url, CATALOGUE)).map(({ line }) => line).filter((line) => !BY_HAND.test(line));
}

test('two that migrate at once apply each migration once, and a third finds nothing to do', async () => {
  const applied = await Promise.all([migrate(urls[0]!), migrate(urls[0]!)]);
  const folders = (await readdir(new URL('migrations', PRISMA), { withFileTypes: true })).filter((entry) =>
    entry.isDirectory(),
  );
  expect(applied.flat()).toHaveLength(folders.length);
  expect(await migrate(urls[0]!)).toEqual([]);
});

test('all migrations build the database that the schema describes', async () => {
  const schema = await readFile(new URL('schema.prisma', PRISMA), 'utf8');
  const sql = await diffSchemas(urls[1]!, undefined, schema);
  await query(urls[1]!, sql!);
  await migrate(urls[0]!);
  expect(await catalogue(urls[0]!)).toEqual(await catalogue(urls[1]!));
});

test('the comparison sees a difference: one column more', async () => {
  const schema = await readFile(new URL('schema.prisma', PRISMA), 'utf8');
  const other = schema.replace('model Crew {', 'model Crew {\n  telephone String?');
  await query(urls[2]!, (await diffSchemas(urls[2]!, undefined, other))!);
  expect(await catalogue(urls[2]!)).not.toEqual(await catalogue(urls[1]!));
});

test('the schema of the last migration is the present one: nothing waits to be written', async () => {
  const [before, now] = await Promise.all(
    ['migrations/schema.prisma.txt', 'schema.prisma'].map((file) => readFile(new URL(file, PRISMA), 'utf8')),
  );
  expect(await diffSchemas(urls[0]!, before, now!)).toBeUndefined();
});

test('a migration changed after it was applied is refused by name', async () => {
  await query(urls[0]!, "update schema_migration set sha256 = 'edited' where name like '%_init'");
  await expect(migrate(urls[0]!)).rejects.toThrow(/_init was changed after it was applied/);
});

test('a database newer than the build is refused', async () => {
  await query(urls[0]!, "update schema_migration set name = '99991231_future' where sha256 = 'edited'");
  await expect(migrate(urls[0]!)).rejects.toThrow('99991231_future, which this build does not know');
});
