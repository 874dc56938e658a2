/**
 * `npm run db:migration NAME`: writes the migration from the schema of the last one to the present schema.
 * The two schema texts are compared, for comparing with a live database fails in the engine's introspection.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '../embedded/postgres.ts';
import { diffSchemas } from '../prisma/diff.ts';

const folder = fileURLToPath(new URL('../prisma/', import.meta.url));
/** The schema that all migrations so far build. */
const snapshot = join(folder, 'migrations', 'schema.prisma.txt');

const name = process.argv[2];
if (name === undefined || !/^[a-z0-9_]+$/.test(name)) {
  console.error(
    `db:migration: the name is ${name ?? 'missing'}; wanted: a-z, 0-9 and _, e.g. npm run db:migration add_parts`,
  );
  process.exit(2);
}
const schema = await readFile(join(folder, 'schema.prisma'), 'utf8');
const before = existsSync(snapshot) ? await readFile(snapshot, 'utf8') : undefined;
const sql = await withPostgres((url) => diffSchemas(url, before, schema));
if (sql === undefined) {
  console.log('db:migration: the schema says nothing new; no migration was written');
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const target = join(folder, 'migrations', `${stamp}_${name}`);
  await mkdir(target, { recursive: true });
  await writeFile(join(target, 'migration.sql'), sql);
  await writeFile(snapshot, schema);
  console.log(`db:migration: wrote ${join('prisma', 'migrations', `${stamp}_${name}`, 'migration.sql')}`);
}

async function withPostgres<T>(use: (url: string) => Promise<T>): Promise<T> {
  const place = await mkdtemp(join(tmpdir(), 'standkeeper-migration-'));
  const say = (line: string) => console.error(line);
  const postgres = await startPostgres({ folder: place, guarded: true, durable: false, port: undefined, say });
  try {
    return await use(postgres.urlOf('postgres'));
  } finally {
    await postgres.stop();
    await rm(place, { recursive: true, force: true });
  }
}
