import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import type { Settings } from '../../contract/settings.ts';
import type { Endpoints } from '../../embedded/endpoints.ts';
import { ensureNamespace } from '../../embedded/namespace.ts';
import { createDatabase, dropDatabase, TEMPLATE } from './database-template.ts';

/** Where the servers of this run of the suite listen; every test of the project `stack` may use them. */
export function testEndpoints(): Endpoints {
  return inject('endpoints');
}

export interface FreshDatabase {
  readonly url: string;
  /** Removes it, with whatever is still connected. */
  drop(): Promise<void>;
}

/** A database of one's own, migrated and empty. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const url = await createDatabase(testEndpoints(), name, TEMPLATE);
  return { url, drop: () => dropDatabase(testEndpoints(), name) };
}

/**
 * For a test with a whole worker, which calls every stand of its namespace to itself, as a release must.
 * In a namespace with others it would take the stands of their tests and look for them in its own database.
 */
export async function freshNamespace(): Promise<string> {
  const name = `test-${randomBytes(6).toString('hex')}`;
  await ensureNamespace(testEndpoints().temporalAddress, { say: () => undefined }, name);
  return name;
}

export interface FreshPlace {
  readonly settings: Settings;
  /** Removes its database; the namespace ends with the servers. */
  drop(): Promise<void>;
}

/** Database and namespace of a test's own, where a whole worker has what servers of its own would give it. */
export async function freshPlace(): Promise<FreshPlace> {
  const [{ url, drop }, namespace] = await Promise.all([freshDatabase(), freshNamespace()]);
  return { settings: { ...testEndpoints(), databaseUrl: url, namespace }, drop };
}
