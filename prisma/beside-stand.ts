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
  stand: BesideStand,
  write: (tx: Queries) => Promise<T>,
): Promise<T | Refusal> {
  return besideStands(db, [stand], write);
}

/** Beside all of them, or none. */
export function besideStands<T>(
  db: Database,
  stands: readonly BesideStand[],
  write: (tx: Queries) => Promise<T>,
): Promise<T | Refusal> {
  return db.prisma.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ life_id: string; state: StandState | null }[]>`
      select life_id::text, state from stand where life_id = any(${stands.map(({ lifeId }) => lifeId)}::uuid[])
      order by life_id for share`;
    const kept = new Map(rows.map((row) => [row.life_id, row.state]));
    for (const { lifeId, standId } of stands) {
      const state = kept.get(lifeId);
      if (state === undefined) return refuse('STAND_TAKEN_BACK', { standId });
      if (state?.movedTo !== undefined) return closedRefusal(state);
    }
    return write(tx);
  });
}
