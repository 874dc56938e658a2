/** Publishes a policy file: checked first, kept whole, once. */
import { createHash } from 'node:crypto';
import { sayRefusal, type Refusal } from '../domain/errors.ts';
import type { Language } from '../domain/language.ts';
import { policyOfText, type LoadedPolicy } from '../policies/load.ts';
import { shippedPolicyFile } from '../policies/shipped-file.ts';
import { openDatabase } from '../prisma/database.ts';
import { publishPolicy, type Keeping, type PublishedPolicy } from '../prisma/policy-store.ts';
import { readFileOr } from './files.ts';
import { ships } from './policy-named.ts';
import { refusalError } from './refusal-error.ts';

export interface Published {
  readonly policy: PublishedPolicy;
  readonly outcome: 'published' | 'already' | Refusal;
}

/** Of what ships. */
const BY = 'standkeeper';

/** @throws PolicyError with every problem where the file is not sound */
export async function publishFile(db: Keeping, file: string, by: string): Promise<Published> {
  const bytes = readFileOr(file);
  const body = bytes.toString('utf8');
  const read = policyOfText(body, file);
  const policy = {
    name: read.policy,
    version: read.version,
    hash: createHash('sha256').update(bytes).digest('hex'),
    validFrom: read.validFrom,
    publishedAt: new Date().toISOString(),
    by,
  };
  return { policy, outcome: await publishPolicy(db, { ...policy, body }) };
}

/**
 * Keeps the text that new rules of a stand are resolved from, where that is one that ships: a later release ships another,
 * and the clauses are read from the kept one. A file of one's own was published before.
 *
 * @throws CommandError where another content was published under its version: no stand lives by a text that is kept nowhere
 */
export async function keepShipped(db: Keeping, policy: LoadedPolicy, lang: Language = 'en'): Promise<void> {
  if (!ships(policy)) return;
  const { outcome } = await publishFile(db, shippedPolicyFile(policy.policy), BY);
  if (typeof outcome === 'object') throw refusalError(outcome, lang);
}

/** At the start of the embedded mode. A file that was edited under its published version is said, and stops nothing. */
export async function publishShippedPolicy(databaseUrl: string, say: (line: string) => void): Promise<void> {
  const db = openDatabase(databaseUrl, 1);
  try {
    const { policy, outcome } = await publishFile(db, shippedPolicyFile(), BY);
    if (outcome === 'published') say(`policy ${policy.name}@${policy.version} is published`);
    else if (outcome !== 'already') say(sayRefusal(outcome));
  } finally {
    await db.close();
  }
}
