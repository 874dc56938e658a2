/** The policy that people name, the one that a stand lives by, and all that are at hand. */
import { existsSync, statSync } from 'node:fs';
import { refuse, type Refusal } from '../domain/errors.ts';
import type { Regime } from '../domain/policy/regime.ts';
import { PolicyError, policyOfText, shippedPolicy, shippedPolicyNames } from '../policies/load.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import type { Database } from '../prisma/database.ts';
import { listPolicies, publishedAs } from '../prisma/policy-store.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { readFileOr } from './files.ts';

/**
 * One that ships by its name, else a file of one's own.
 *
 * @throws CommandError with what was met and all that ship; PolicyError where the file is not sound
 */
export function policyNamed(name: string): LoadedPolicy {
  const shipped = shippedPolicyNames();
  if (shipped.includes(name)) return shippedPolicy(name);
  if (existsSync(name) && !statSync(name).isDirectory()) return policyOfText(readFileOr(name).toString('utf8'), name);
  const isFolder = existsSync(name);
  const message = {
    en: `policy ${name} ${isFolder ? 'is a folder' : 'does not ship and is no file'}; wanted: a policy file, or one of ${shipped.join(', ')}`,
    zh: `政策 ${name} ${isFolder ? '是文件夹' : '不在自带政策中，也不是文件'}；应为政策文件，或：${shipped.join('、')}`,
  };
  throw new CommandError(EXIT.notFound, 'POLICY_UNKNOWN', message);
}

/**
 * The policy of a regime, for names and for the rules of what is planted anew: as it was published under its name and
 * version, else the one of that name that ships, in the version at hand.
 *
 * @throws CommandError where there is neither; PolicyError where this release cannot read what was published
 */
export async function policyOf(db: Database, { policy }: Pick<Regime, 'policy'>): Promise<LoadedPolicy> {
  const [name = '', version = ''] = policy.split('@');
  const published = await publishedAs(db, { name, version });
  if (published !== undefined) return policyOfText(published.body, policy);
  if (shippedPolicyNames().includes(name)) return shippedPolicy(name);
  const message = {
    en: `policy ${policy} is neither published nor shipped; wanted: standkeeper policy publish, with its file`,
    zh: `政策 ${policy} 既未发布也非自带；请以其文件执行 standkeeper policy publish`,
  };
  throw new CommandError(EXIT.notFound, 'POLICY_UNKNOWN', message);
}

/** Those that ship, the usual one first, then what else was published, by name, the latest in force first. */
export async function policiesAtHand(db: Database): Promise<readonly LoadedPolicy[]> {
  const shipped = shippedPolicyNames().map(shippedPolicy);
  const others = (await listPolicies(db)).filter(({ hash }) => !shipped.some((each) => hash.startsWith(each.hash)));
  const published = await Promise.all(
    others.map(({ name, version }) => policyAtHand(db, { policy: `${name}@${version}` })),
  );
  return [...shipped, ...published.filter((each) => each !== undefined)];
}

/** For names alone: undefined where it is kept nowhere, or only another release can read it. */
export async function policyAtHand(db: Database, regime: Pick<Regime, 'policy'>): Promise<LoadedPolicy | undefined> {
  try {
    return await policyOf(db, regime);
  } catch (error) {
    if (error instanceof PolicyError || error instanceof CommandError) return undefined;
    throw error;
  }
}

/** Why nobody could read years later what the policy's name and version meant; undefined where it was published. */
export async function unpublished(
  db: Database,
  { policy: name, version, hash }: LoadedPolicy,
): Promise<Refusal | undefined> {
  const policy = `${name}@${version}`;
  const published = await publishedAs(db, { name, version });
  if (published === undefined) return refuse('POLICY_UNPUBLISHED', { policy, met: hash });
  if (published.hash.startsWith(hash)) return undefined;
  return refuse('POLICY_VERSION_TAKEN', { policy, met: hash, wanted: published.hash.slice(0, hash.length) });
}

/** Why no stand can be planted by a policy: what ships needs no publishing. */
export async function unlasting(db: Database, policy: LoadedPolicy): Promise<Refusal | undefined> {
  const fault = await unpublished(db, policy);
  return fault?.refused === 'POLICY_UNPUBLISHED' && ships(policy) ? undefined : fault;
}

/** Whether it is, to the letter, one that ships. */
export function ships({ policy: name, hash }: LoadedPolicy): boolean {
  return shippedPolicyNames().includes(name) && shippedPolicy(name).hash === hash;
}
