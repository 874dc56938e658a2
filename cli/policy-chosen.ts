/** A policy that a person chooses for stands: one that ships, a file, or a version that was published. */
import type { Language } from '../domain/language.ts';
import { policyOfText, type LoadedPolicy } from '../policies/load.ts';
import type { Database } from '../prisma/database.ts';
import { publishedAs } from '../prisma/policy-store.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { policyNamed, unpublished } from './policy-named.ts';
import { refusalError } from './refusal-error.ts';

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
  const published = await publishedAs(db, { name, version });
  if (published !== undefined) return policyOfText(published.body, text);
  const message = {
    en: `policy ${text} was never published; wanted: one of standkeeper policy list, or a file`,
    zh: `政策 ${text} 从未发布；应为 standkeeper policy list 所列，或政策文件`,
  };
  throw new CommandError(EXIT.notFound, 'POLICY_UNKNOWN', message);
}

/** Stands adopt published versions alone. */
export async function refuseUnpublished(db: Database, policy: LoadedPolicy, lang: Language): Promise<void> {
  const refusal = await unpublished(db, policy);
  if (refusal !== undefined) throw refusalError(refusal, lang);
}
