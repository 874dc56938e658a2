/** Published policies: kept whole and never changed, so that years later it can be read what a stand was judged by. */
import { refuse, type Refusal } from '../domain/errors.ts';
import type { IsoDate } from '../domain/day.ts';
import { dateOf, dayOf, type Database } from './database.ts';

export interface PublishedPolicy {
  readonly name: string;
  readonly version: string;
  /** SHA-256 of the file in hex. */
  readonly hash: string;
  readonly validFrom: IsoDate;
  readonly publishedAt: string;
  readonly by: string;
}

/** The same again is harmless; the same version with another content is refused, naming both hashes. */
export async function publishPolicy(
  db: Database,
  { publishedAt, validFrom, ...policy }: PublishedPolicy & { readonly body: string },
): Promise<'published' | 'already' | Refusal> {
  const { name, version, hash } = policy;
  const { count } = await db.prisma.policy.createMany({
    data: [{ ...policy, validFrom: dateOf(validFrom), publishedAt: new Date(publishedAt) }],
    skipDuplicates: true,
  });
  if (count > 0) return 'published';
  const kept = await db.prisma.policy.findUniqueOrThrow({
    where: { name_version: { name, version } },
    select: { hash: true },
  });
  if (kept.hash === hash) return 'already';
  return refuse('POLICY_VERSION_TAKEN', { policy: `${name}@${version}`, met: hash, wanted: kept.hash });
}

/** By name, the latest in force first. */
export async function listPolicies(db: Database): Promise<readonly PublishedPolicy[]> {
  const rows = await db.prisma.policy.findMany({
    orderBy: [{ name: 'asc' }, { validFrom: 'desc' }, { publishedAt: 'desc' }],
    omit: { body: true },
  });
  return rows.map(({ validFrom, publishedAt, ...row }) => ({
    ...row,
    validFrom: dayOf(validFrom),
    publishedAt: publishedAt.toISOString(),
  }));
}

/** Hash and text of a version as it was published; undefined where it never was. */
export async function publishedText(
  db: Database,
  { name, version }: Pick<PublishedPolicy, 'name' | 'version'>,
): Promise<{ readonly hash: string; readonly body: string } | undefined> {
  const select = { hash: true, body: true };
  return (await db.prisma.policy.findUnique({ where: { name_version: { name, version } }, select })) ?? undefined;
}
