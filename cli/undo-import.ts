/** An import named by the start of its id, and taken back. */
import { digestOf } from '../client/digest.ts';
import { refuse, sayRefusal, type Refusal } from '../domain/errors.ts';
import type { Language } from '../domain/labels.ts';
import { undoCommandId } from '../domain/stand/ids.ts';
import { batchesBeginning, listBatches, type BatchRow } from '../prisma/batch-store.ts';
import type { Database } from '../prisma/database.ts';
import { IMPORT_UNDONE, type MovedOn } from '../prisma/moved-on.ts';
import { countOpenStands, undoImport, undoOutcome, type UndoOutcome } from '../prisma/undo-store.ts';
import { CommandError, EXIT } from './exit-codes.ts';
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

const LATEST = 3;

/**
 * @param start - id of the import, or as much of its beginning as no other one shares
 * @throws CommandError naming the latest imports, or those that begin so
 */
export async function batchNamed(db: Database, start: string, lang: Language): Promise<BatchRow> {
  const [found, ...more] = await batchesBeginning(db, start);
  if (found === undefined) {
    const latest = (await listBatches(db, LATEST)).map(({ id }) => id).join(', ');
    throw refused(refuse('BATCH_UNKNOWN', { met: start, wanted: latest || '–' }), lang, EXIT.notFound);
  }
  if (more.length === 0) return found;
  const ids = [found, ...more].map(({ id }) => id).join(', ');
  throw refused(refuse('BATCH_UNCLEAR', { met: start, wanted: ids }), lang);
}

/** All of it, or nothing where some of it has moved on. Told twice it tells what has become of it. */
export async function undoBatch(db: Database, { batch, by, nowMs, lang }: UndoOrder): Promise<UndoReport> {
  const { id: batchId, kind } = batch;
  if (kind === 'crews') throw refused(refuse('BATCH_KIND_WRONG', { batch: batchId, met: kind }), lang);
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

function refused(refusal: Refusal, lang: Language, exit: number = EXIT.refused): CommandError {
  return new CommandError(exit, refusal.refused, sayRefusal(refusal, lang));
}
