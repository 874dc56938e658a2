/** The workflow a reference means, and the rules its stand lives by. */
import type { Language } from '../domain/language.ts';
import { presentRegime } from '../domain/stand/duties.ts';
import { shippedPolicy, type LoadedPolicy } from '../policies/load.ts';
import type { Database } from '../prisma/database.ts';
import { standState } from '../prisma/stand-store.ts';
import { standNamed } from './commands/stands.ts';
import { policyOf } from './policy-named.ts';

/**
 * A workflow id needs no database to be found, so it works while that is away.
 *
 * @throws CommandError with the nearest stands where there is none
 */
export async function workflowOf(db: Database, reference: string, lang: Language = 'en'): Promise<string> {
  return reference.startsWith('stand/') ? reference : (await standNamed(db, reference, lang)).workflowId;
}

/** @throws CommandError with the nearest stands where there is none */
export async function rulesOf(db: Database, reference: string): Promise<LoadedPolicy> {
  const state = await standState(db, (await standNamed(db, reference)).lifeId);
  return state === undefined ? shippedPolicy() : policyOf(db, presentRegime(state));
}
