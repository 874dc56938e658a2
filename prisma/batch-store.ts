/** Imports as they were made, and which of them were taken back. */
import type { IsoInstant } from '../domain/day.ts';
import type { Database } from './database.ts';

export interface BatchRow {
  readonly id: string;
  readonly kind: 'stands' | 'surveys' | 'outlines' | 'crews';
  readonly fileName: string;
  readonly at: IsoInstant;
  readonly rows: number;
  readonly accepted: number;
  readonly undoneAt?: IsoInstant;
  /** Opaque id of who took it back. */
  readonly undoneBy?: string;
}

interface Selected {
  readonly id: string;
  readonly kind: string;
  readonly fileName: string;
  readonly at: Date;
  readonly rows: number;
  readonly accepted: number;
  readonly undoneAt: Date | null;
  readonly undoneBy: string | null;
}

/** The last one first. */
export async function listBatches(db: Database, most: number): Promise<readonly BatchRow[]> {
  const rows = await db.prisma.importBatch.findMany({ orderBy: [{ at: 'desc' }, { id: 'asc' }], take: most });
  return rows.map(batchOf);
}

/** More are no use to somebody who has to choose. */
const MOST_NAMED = 10;

/** Imports whose id begins so, small and capital letters alike; the last one first. */
export async function batchesBeginning(db: Database, start: string): Promise<readonly BatchRow[]> {
  const rows = await db.prisma.$queryRaw<Selected[]>`
    select id::text, kind, file_name "fileName", at, rows, accepted, undone_at "undoneAt", undone_by "undoneBy"
    from import_batch where starts_with(id::text, ${start.toLowerCase()}) order by at desc, id limit ${MOST_NAMED}`;
  return rows.map(batchOf);
}

function batchOf({ id, kind, fileName, at, rows, accepted, undoneAt, undoneBy }: Selected): BatchRow {
  return {
    id,
    kind: kind as BatchRow['kind'],
    fileName,
    at: at.toISOString(),
    rows,
    accepted,
    ...(undoneAt && { undoneAt: undoneAt.toISOString() }),
    ...(undoneBy !== null && { undoneBy }),
  };
}
