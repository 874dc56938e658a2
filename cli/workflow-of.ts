/** The workflow a reference means, and the rules its stand lives by. */
import { shippedPolicy, type LoadedPolicy } from '../policies/load.ts';
import type { Database } from '../prisma/database.ts';
import { standState } from '../prisma/stand-store.ts';
import { standNamed } from './commands/stands.ts';
import { policyLived } from './policy-chosen.ts';

/**
 * A workflow id needs no database to be found, so it works while that is away.
 *
 * @throws CommandError with the nearest stands where there is none
 */
export async function workflowOf(db: Database, reference: string): Promise<string> {
  return reference.startsWith('stand/') ? reference : (await standNamed(db, reference)).workflowId;
}

/** @throws CommandError with the nearest stands where there is none */
export async function rulesOf(db: Database, reference: string): Promise<LoadedPolicy> {
  const state = await standState(db, (await standNamed(db, reference)).lifeId);
  const regime = state?.regimes[state.parts[0]?.regime ?? 'r1'];
  return regime === undefined ? shippedPolicy() : policyLived(db, regime);
}
