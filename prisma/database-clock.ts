/** What time it is for PostgreSQL. */
import type { Database } from './database.ts';

/** Milliseconds by which its clock is ahead of ours, measured at the middle of the question; behind = negative. */
export async function databaseAheadMs(db: Database): Promise<number> {
  const ask = () => db.prisma.$queryRaw<{ at: Date }[]>`select clock_timestamp() as at`;
  // The first question may have to open the connection.
  await ask();
  const began = Date.now();
  const [row] = await ask();
  return row!.at.getTime() - (began + Date.now()) / 2;
}
