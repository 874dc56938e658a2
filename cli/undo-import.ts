/** An import taken back. */
import { digestOf } from '../client/digest.ts';
import { refuse } from '../domain/errors.ts';
import type { Language } from '../domain/language.ts';
import { undoCommandId } from '../domain/stand/ids.ts';
import type { BatchRow } from '../prisma/batch-store.ts';
import type { Database } from '../prisma/database.ts';
import { IMPORT_UNDONE, type MovedOn } from '../prisma/moved-on.ts';
import { countOpenStands, undoImport, undoOutcome, type UndoOutcome } from '../prisma/undo-store.ts';
import { refusalError } from './refusal-error.ts';
import { watch } from './watch-starts.ts';

export interface UndoOrder {
  readonly batch: BatchRow;
  /** Opaque id of who takes it back. */
  readonly by: string;
  readonly nowMs: number;
  readonly lang: Language;
}

export type UndoReport =
  | ({ readonly undone: true } & UndoOutcome)
  /** Nothing was changed. */
  | { readonly undone: false; readonly movedOn: readonly MovedOn[] };

/** All of it, or nothing where some of it has moved on. Told twice it tells what has become of it. */
export async function undoBatch(db: Database, { batch, by, nowMs, lang }: UndoOrder): Promise<UndoReport> {
  const { id: batchId, kind } = batch;
  if (kind === 'crews') throw refusalError(refuse('BATCH_KIND_WRONG', { batch: batchId, met: kind }), lang);
  const said = { reason: IMPORT_UNDONE, untouched: true } as const;
  const close = { ...said, commandId: undoCommandId(batchId), digest: digestOf(said), by };
  const movedOn = await undoImport(db, { batchId, kind, at: new Date(nowMs).toISOString(), by, close });
  return movedOn.length > 0 ? { undone: false, movedOn } : { undone: true, ...(await undoOutcome(db, batchId)) };
}

/** Watches until the stands that had begun are closed, or nobody closes them any more. */
export async function watchUndo(db: Database, batchId: string, waiting: number): Promise<UndoOutcome> {
  await watch('stands taken back', waiting, () => countOpenStands(db, batchId));
  return undoOutcome(db, batchId);
}
