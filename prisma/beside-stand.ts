/** Rows that are written beside a stand: never where its land has gone on under another number, nor where there is none. */
import { refuse, type Refusal } from '../domain/errors.ts';
import { closedRefusal } from '../domain/stand/refusals.ts';
import type { StandState } from '../domain/stand/state.ts';
import type { Database, Queries } from './database.ts';

/** A stand as whoever writes beside it has found it. */
export interface BesideStand {
  readonly lifeId: string;
  readonly standId: string;
}

/**
 * Writes in one transaction, in which neither a split nor the undo of its import comes between.
 *
 * @returns what `write` returns; `STAND_MOVED` or `STAND_TAKEN_BACK` where nothing was written
 */
export function besideStand<T>(
  db: Database,
  { lifeId, standId }: BesideStand,
  write: (tx: Queries) => Promise<T>,
): Promise<T | Refusal> {
  return db.prisma.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ state: StandState | null }[]>`
      select state from stand where life_id = ${lifeId}::uuid for share`;
    if (row === undefined) return refuse('STAND_TAKEN_BACK', { standId });
    return row.state?.movedTo === undefined ? write(tx) : closedRefusal(row.state);
  });
}
