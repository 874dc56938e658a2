/** Published policies: kept whole and never changed, so that years later it can be read what a stand was judged by. */
import { refuse, type Refusal } from '../domain/errors.ts';
import type { IsoDate } from '../domain/day.ts';
import { dateOf, dayOf, type Database, type Queries } from './database.ts';

export interface PublishedPolicy {
  readonly name: string;
  readonly version: string;
  /** SHA-256 of the file in hex. */
  readonly hash: string;
  readonly validFrom: IsoDate;
  readonly publishedAt: string;
  readonly by: string;
}

/** A database, or the transaction of one. */
export interface Keeping {
  readonly prisma: Queries;
}

/** The same again is harmless; the same version with another content is refused, naming both hashes. */
export async function publishPolicy(
  { prisma }: Keeping,
  { publishedAt, validFrom, ...policy }: PublishedPolicy & { readonly body: string },
): Promise<'published' | 'already' | Refusal> {
  const { name, version, hash } = policy;
  const { count } = await prisma.policy.createMany({
    data: [{ ...policy, validFrom: dateOf(validFrom), publishedAt: new Date(publishedAt) }],
    skipDuplicates: true,
  });
  if (count > 0) return 'published';
  const kept = await prisma.policy.findUniqueOrThrow({
    where: { name_version: { name, version } },
    select: { hash: true },
  });
  if (kept.hash === hash) return 'already';
  return refuse('POLICY_VERSION_TAKEN', { policy: `${name}@${version}`, met: hash, wanted: kept.hash });
}

/** What was published under a name and version; undefined where nothing was. */
export async function publishedAs(
  db: Database,
  { name, version }: Pick<PublishedPolicy, 'name' | 'version'>,
): Promise<{ readonly hash: string; readonly body: string } | undefined> {
  const where = { name_version: { name, version } };
  return (await db.prisma.policy.findUnique({ where, select: { hash: true, body: true } })) ?? undefined;
}

/** Every text that was published, with the SHA-256 that names it. */
export async function publishedTexts(
  db: Database,
): Promise<readonly { readonly hash: string; readonly body: string }[]> {
  return db.prisma.policy.findMany({ select: { hash: true, body: true } });
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
