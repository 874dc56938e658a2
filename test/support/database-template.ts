import pg from 'pg';
import type { Endpoints } from '../../embedded/endpoints.ts';

/** Migrated once; the databases of the tests are copies of it, made in a fraction of a second. */
export const TEMPLATE = 'standkeeper_template';

/** @returns the new database's address */
export async function createDatabase(endpoints: Endpoints, name: string, template?: string): Promise<string> {
  const from = template === undefined ? '' : ` TEMPLATE ${pg.escapeIdentifier(template)}`;
  await asAdmin(endpoints, `CREATE DATABASE ${pg.escapeIdentifier(name)}${from}`);
  return urlOf(endpoints, name);
}

/** Drops it with whatever is still connected. */
export async function dropDatabase(endpoints: Endpoints, name: string): Promise<void> {
  await asAdmin(endpoints, `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
}

async function asAdmin(endpoints: Endpoints, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(endpoints, 'postgres') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function urlOf({ databaseUrl }: Endpoints, name: string): string {
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  return url.href;
}
