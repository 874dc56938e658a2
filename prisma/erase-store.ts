/** A legal deletion in the rows of one life: no word that a person chose stays in its log or in what it folds to. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonical-json.ts';
import { erased, erasedIds } from '../domain/stand/erase.ts';
import type { StandEvent } from '../domain/stand/event.ts';
import type { StandSeed } from '../domain/stand/state.ts';
import type { Database, Queries } from './database.ts';
import { foldedOrWhy } from './check-life.ts';
import type { Stand, StandEvent as EventRow } from './generated/client.ts';
import { asJson } from './json.ts';
import { sealOf } from './event-hash.ts';
import { chainFault } from './log-chain.ts';
import { eraseBatches } from './erase-batches.ts';
import { eraseRegisters } from './erase-registers.ts';
import { projectAgain, statesOf, wholeLog } from './project-again.ts';

export type Erasure = { readonly kind: 'erased'; readonly events: number } | InTheWay;

/** `open`: a run would write its words anew. `broken`: its runs are the last true copy. */
export type InTheWay = { readonly kind: 'open' | 'unknown' } | { readonly kind: 'broken'; readonly fault: string };

const MOST_MS = { timeout: 60_000, maxWait: 60_000 };

/** In one transaction; done twice it is done once. */
export function eraseLife(db: Database, lifeId: string): Promise<Erasure> {
  return db.prisma.$transaction(async (tx) => {
    const log = await erasableLog(tx, lifeId);
    return 'kind' in log ? log : { kind: 'erased', events: await erase(tx, log) };
  }, MOST_MS);
}

/** What would make an erasure impossible, to be known before a run is deleted; undefined where nothing does. */
export function inTheWayOfErasure(db: Database, lifeId: string): Promise<InTheWay | undefined> {
  return db.prisma.$transaction(async (tx) => {
    const log = await erasableLog(tx, lifeId);
    return 'kind' in log ? log : undefined;
  }, MOST_MS);
}

/** A broken log is said before an open row: closing such a stand would end the run that knows better. */
async function erasableLog(tx: Queries, lifeId: string): Promise<StoredLog | InTheWay> {
  await tx.$queryRaw`select 1 from stand where life_id = ${lifeId}::uuid for update`;
  const stand = await tx.stand.findUnique({ where: { lifeId } });
  if (stand === null) return { kind: 'unknown' };
  const rows = await tx.standEvent.findMany({ where: { lifeId }, orderBy: { seq: 'asc' } });
  const fault = chainFault(rows, stand) ?? foldFault(stand, rows);
  if (fault !== undefined) return { kind: 'broken', fault };
  return stand.closedOn === null ? { kind: 'open' } : { stand, rows };
}

interface StoredLog {
  readonly stand: Stand;
  readonly rows: readonly EventRow[];
}

/** The rows are folded anew at the end: what this release cannot read, it cannot erase. */
function foldFault(stand: Stand, rows: readonly EventRow[]): string | undefined {
  if (rows.length === 0) return undefined;
  const folded = foldedOrWhy(wholeLog(stand, rows));
  return typeof folded === 'string' ? folded : undefined;
}

/** @returns how many events lost a word */
async function erase(tx: Queries, { stand, rows }: StoredLog): Promise<number> {
  const { lifeId } = stand;
  const ids = erasedIds(rows.map(({ body }) => body as unknown as StandEvent));
  let events = 0;
  for (const row of rows) {
    const event = erased(row.body as unknown as StandEvent, ids);
    if (row.erasedHash !== null || canonicalJson(event) === canonicalJson(row.body)) continue;
    const key = { lifeId_seq: { lifeId, seq: row.seq } };
    await tx.standEvent.update({ where: key, data: { body: asJson(event), erasedHash: sealOf(row.hash, event) } });
    events += 1;
  }
  await eraseRows(tx, stand, ids);
  const left = await tx.standEvent.findMany({ where: { lifeId }, orderBy: { seq: 'asc' } });
  const log = wholeLog(await tx.stand.findUniqueOrThrow({ where: { lifeId } }), left);
  await projectAgain(tx, log, statesOf(log));
  return events;
}

/** A digest is ours, so it tells what is erased already: an id that only looks so may have been chosen. */
const ERASED_DIGEST = 'erased';
/** A recorded survey gets its columns again from what is left of the log; one that is not in it has nothing to get. */
const WITHOUT_WORDS = { digest: ERASED_DIGEST, surveyors: [], unit: null, supersedes: null };

/** What no event writes: names, holders, units and columns of the file, staged surveys, messages and findings that quote an id. */
async function eraseRows(tx: Queries, { lifeId, seed }: Stand, ids: ReadonlyMap<string, string>): Promise<void> {
  const left = erased(seed as unknown as StandSeed, ids);
  await tx.stand.update({ where: { lifeId }, data: { name: null, owner: null, seed: asJson(left) } });
  await tx.standSource.deleteMany({ where: { lifeId } });
  const surveys = await tx.survey.findMany({ where: { lifeId, digest: { not: ERASED_DIGEST } }, select: { id: true } });
  for (const { id } of surveys) {
    // One that never reached the log has no place in it either.
    const to =
      ids.get(id) ??
      `erased-${createHash('sha256')
        .update(lifeId + id)
        .digest('hex')
        .slice(0, 12)}`;
    await tx.survey.update({ where: { lifeId_id: { lifeId, id } }, data: { ...WITHOUT_WORDS, id: to } });
  }
  await tx.survey.updateMany({
    where: { lifeId, state: 'refused' },
    data: { refusal: { refused: 'ERASED', values: {} } },
  });
  await eraseRegisters(tx, lifeId);
  await eraseBatches(tx, lifeId);
  // What it left to another stand waits behind that one's messages; once it is taken in, nobody needs it here.
  const leftTo = { id: `absorb/${lifeId}`, deliveredAt: { not: null } };
  await tx.outboxMessage.deleteMany({ where: { OR: [{ orderKey: lifeId }, leftTo] } });
  // A message that waits is found under its own id: it names the life, and what it is about.
  await tx.sweepFinding.deleteMany({ where: { OR: [{ lifeId }, { subject: { contains: lifeId } }] } });
}
