/** A policy that a person chooses for stands: one that ships, a file, or a version that was published. */
import { refuse, sayRefusal, type Refusal } from '../domain/errors.ts';
import type { Language } from '../domain/labels.ts';
import { policyFrom, type LoadedPolicy } from '../policies/load.ts';
import type { Regime } from '../domain/policy/regime.ts';
import type { Database } from '../prisma/database.ts';
import { publishedPolicy } from '../prisma/policy-store.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { policyNamed, policyOf } from './policy-named.ts';

/** @example 'xinzhou-2024@1.0.0' */
const VERSION = /^([a-z0-9-]+)@(\d+\.\d+\.\d+)$/;

/** Whether it names a published version, which only the database knows. */
export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

/**
 * @param db - needed for a published version alone
 * @throws CommandError where no such version was published; PolicyError where a file is not sound
 */
export async function policyChosen(text: string, db?: Database): Promise<LoadedPolicy> {
  const [, name, version] = VERSION.exec(text) ?? [];
  if (db === undefined || name === undefined || version === undefined) return policyNamed(text);
  const published = await publishedPolicy(db, name, version);
  if (published !== undefined) return policyFrom(published.body, text);
  const message = `policy ${text} was never published; wanted: one of standkeeper policy list, or a file`;
  throw new CommandError(EXIT.notFound, 'POLICY_UNKNOWN', message);
}

/** Stands live by published versions alone. */
export async function refuseUnpublished(db: Database, policy: LoadedPolicy, lang: Language): Promise<void> {
  const { policy: name, version, hash } = policy;
  const published = await publishedPolicy(db, name, version);
  if (published?.hash.startsWith(hash)) return;
  const said: Refusal =
    published === undefined
      ? refuse('POLICY_UNPUBLISHED', { policy: `${name}@${version}`, met: hash })
      : refuse('POLICY_VERSION_TAKEN', { policy: `${name}@${version}`, met: hash, wanted: published.hash });
  throw new CommandError(EXIT.refused, said.refused, sayRefusal(said, lang));
}

/** The very version a stand lives by, for its names and for what is planted anew; the shipped one where it was not published here. */
export async function policyLived(db: Database, { policy }: Pick<Regime, 'policy'>): Promise<LoadedPolicy> {
  const [, name, version] = VERSION.exec(policy) ?? [];
  const published = name && version ? await publishedPolicy(db, name, version) : undefined;
  return published === undefined ? policyOf({ policy }) : policyFrom(published.body, policy);
}
