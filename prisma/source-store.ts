/** What the file of a stand said beyond the fields we know. */
import type { Database } from './database.ts';

export interface StandSource {
  /** Row of the file. */
  readonly row: number;
  /** Heading → cell. */
  readonly columns: Readonly<Record<string, string | number | boolean>>;
}

/** Undefined where the stand came by no file, or its file had no other columns. */
export async function sourceOf(db: Database, lifeId: string): Promise<StandSource | undefined> {
  const found = await db.prisma.standSource.findUnique({ where: { lifeId }, select: { row: true, columns: true } });
  return found === null ? undefined : { row: found.row, columns: found.columns as StandSource['columns'] };
}
