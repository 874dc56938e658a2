import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import type { Endpoints } from '../../embedded/endpoints.ts';
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
