/**
 * An import taken back whole or not at all, in one transaction: what no worker has ever been handed leaves the database; to
 * stands that may have begun goes a message that ends them. So whoever is killed, and whenever, it ends alike.
 */
import type { IsoInstant } from '../domain/day.ts';
import type { Close } from '../domain/stand/command.ts';
import type { Database, Queries } from './database.ts';
import { CHANNEL, oneImport } from './import-store.ts';
import { handedOnSurveys, IS_TAKEN_BACK, movedOnStands, redrawnOutlines, type MovedOn } from './moved-on.ts';
import { takeOutlinesBack } from './outline-store.ts';

export interface Undo {
  readonly batchId: string;
  readonly kind: 'stands' | 'surveys' | 'outlines';
  readonly at: IsoInstant;
  /** Opaque id of who takes it back. */
  readonly by: string;
  /** What a stand that may have begun is told. */
  readonly close: Omit<Close, 'type'>;
}

/** Before every other message of its stand but the start. */
const AFTER_START = 1;

/** @returns what has moved on; where that is anything, nothing was changed. Told twice it is told once. */
export function undoImport(db: Database, undo: Undo): Promise<readonly MovedOn[]> {
  return oneImport(db, async (tx) => {
    const batch = await tx.importBatch.findUniqueOrThrow({ where: { id: undo.batchId } });
    if (batch.undoneAt !== null) return [];
    await lockMessages(tx, undo);
    const { movedOn: asked, takeBack } = WAYS[undo.kind];
    const movedOn = await asked(tx, undo.batchId);
    if (movedOn.length > 0) return movedOn;
    await takeBack(tx, undo);
    const undone = { undoneAt: new Date(undo.at), undoneBy: undo.by };
    await tx.importBatch.update({ where: { id: undo.batchId }, data: undone });
    return [];
  });
}

/** From here on no worker leases a message that it has not leased yet, and no turn of these stands is written. */
async function lockMessages(tx: Queries, { batchId, kind }: Undo): Promise<void> {
  if (kind === 'stands')
    await tx.$executeRaw`select 1 from stand where import_batch_id = ${batchId}::uuid order by life_id for update`;
  await tx.$executeRaw`
    select 1 from outbox_message where order_key in (
      select life_id::text from stand where import_batch_id = ${batchId}::uuid
      union select life_id::text from survey where import_batch_id = ${batchId}::uuid)
    order by id for update`;
}

async function takeStandsBack(tx: Queries, { batchId, at, close }: Undo): Promise<void> {
  await tx.$executeRaw`
    with unheard as (
      delete from outbox_message m using stand s
      where s.import_batch_id = ${batchId}::uuid and m.id = 'start/' || s.life_id
        and m.delivered_at is null and m.attempts = 0 and s.rev = 0
      returning s.life_id)
    delete from stand using unheard where stand.life_id = unheard.life_id`;
  await tx.$executeRaw`
    insert into outbox_message (id, channel, kind, order_key, position, body, at, attempts)
    select 'undo/' || life_id, ${CHANNEL}, 'close', life_id::text, ${AFTER_START},
      jsonb_build_object('workflowId', workflow_id, 'command', ${JSON.stringify(close)}::jsonb), ${new Date(at)}, 0
    from stand where import_batch_id = ${batchId}::uuid`;
}

/** Counts that no stand has heard, and those that their stands refused: of neither does any log know. */
async function takeSurveysBack(tx: Queries, { batchId }: Undo): Promise<void> {
  await tx.$executeRaw`
    delete from outbox_message m using survey c
    where c.import_batch_id = ${batchId}::uuid and m.id = 'survey/' || c.life_id || '/' || c.id`;
  await tx.survey.deleteMany({ where: { importBatchId: batchId } });
}

/** What is asked first, and what is done then. */
const WAYS = {
  stands: { movedOn: movedOnStands, takeBack: takeStandsBack },
  surveys: { movedOn: handedOnSurveys, takeBack: takeSurveysBack },
  outlines: { movedOn: redrawnOutlines, takeBack: (tx: Queries, { batchId }: Undo) => takeOutlinesBack(tx, batchId) },
} as const;

export interface UndoOutcome {
  /** Never begun, or counts no stand had heard: gone from the database. */
  readonly gone: number;
  /** Begun and closed again; their logs stay. */
  readonly closed: number;
  /** To be closed once a worker runs. */
  readonly waiting: number;
  /** Somebody worked on them before they heard of it: they go on. */
  readonly stayed: readonly MovedOn[];
}

/** What has become of an import that was taken back. */
export async function undoOutcome(db: Database, batchId: string): Promise<UndoOutcome> {
  const { accepted } = await db.prisma.importBatch.findUniqueOrThrow({ where: { id: batchId } });
  const [left] = await db.prisma.$queryRaw<[{ all: number; closed: number }]>`
    select count(*)::int "all", count(*) filter (where ${IS_TAKEN_BACK})::int closed
    from stand s where s.import_batch_id = ${batchId}::uuid`;
  const stayed = await movedOnStands(db.prisma, batchId);
  const { all, closed } = left;
  return { gone: accepted - all, closed, waiting: all - closed - stayed.length, stayed };
}

/** Stands of an import that have not ended. */
export function countOpenStands(db: Database, batchId: string): Promise<number> {
  return db.prisma.stand.count({ where: { importBatchId: batchId, closedOn: null } });
}
