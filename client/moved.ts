/** A life that has ended takes no command; its row knows whether it goes on under another number. */
import type { Refusal } from '../domain/errors.ts';
import type { Database } from '../prisma/database.ts';
import { movedRefusal } from '../prisma/lineage-store.ts';
import { askDatabase, DatabaseAwayError } from './database-away.ts';

const ROW_WITHIN_MS = 2_000;

/** The refusal of a run that is gone, made precise where the row can tell. */
export async function whereItWent(db: Database, workflowId: string, refusal: Refusal): Promise<Refusal> {
  if (refusal.refused !== 'STAND_CLOSED') return refusal;
  try {
    return (await askDatabase(() => movedRefusal(db, workflowId), ROW_WITHIN_MS)) ?? refusal;
  } catch (error) {
    if (error instanceof DatabaseAwayError) return refusal;
    throw error;
  }
}
