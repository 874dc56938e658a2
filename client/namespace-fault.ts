/** Whether stands can be started in a namespace at all: after its database was lost it has to be made first. */
import type { Client } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../contract/names.ts';
import { meaningOf, sayError } from './temporal-error.ts';

/** What is missing, in the server's words; undefined where the namespace and every search attribute are there. */
export async function namespaceFault(temporal: Client): Promise<string | undefined> {
  const names = Object.values(SEARCH_ATTRIBUTES).map(({ name }) => name);
  try {
    await temporal.workflow.count(names.map((name) => `${name} IS NOT NULL`).join(' AND '));
    return undefined;
  } catch (error) {
    if (meaningOf(error) === 'temporalAway') throw error;
    return sayError(error);
  }
}
