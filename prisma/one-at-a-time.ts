/** Work on many stands in one transaction that nobody else of its kind runs beside: all of it or none. */
import type { Database, Queries } from './database.ts';

/** A hundred thousand stands on a busy machine take eight minutes; as long may another one wait for them. */
const MOST_MS = 1_800_000;

/** @param lock - any number that no other kind of work takes on this database */
export function oneAtATime<T>(db: Database, lock: number, work: (tx: Queries) => Promise<T>): Promise<T> {
  const locked = async (tx: Queries) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(${lock}::bigint)`;
    return work(tx);
  };
  return db.prisma.$transaction(locked, { timeout: MOST_MS, maxWait: 10_000 });
}
