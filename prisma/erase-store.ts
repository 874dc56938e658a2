/** A legal deletion in the rows of one life: no word that a person chose stays in its log or in what it folds to. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonical-json.ts';
import { erased, erasedIds } from '../domain/stand/erase.ts';
import type { StandEvent } from '../domain/stand/event.ts';
import type { StandSeed } from '../domain/stand/state.ts';
import type { Database, Queries } from './database.ts';
import type { Stand } from './generated/client.ts';
import { asJson } from './json.ts';
import { sealOf } from './event-hash.ts';
import { chainFault } from './log-chain.ts';
import { projectAgain, statesOf, wholeLog } from './project-again.ts';

export type Erasure =
  | { readonly kind: 'erased'; readonly events: number }
  | { readonly kind: 'open' | 'unknown' }
  | { readonly kind: 'broken'; readonly fault: string };

const MOST_MS = 60_000;

/** In one transaction; done twice it is done once. The life has to be closed: a run would write its words anew. */
export function eraseLife(db: Database, lifeId: string): Promise<Erasure> {
  return db.prisma.$transaction((tx) => erase(tx, lifeId), { timeout: MOST_MS, maxWait: MOST_MS });
}

async function erase(tx: Queries, lifeId: string): Promise<Erasure> {
  await tx.$queryRaw`select 1 from stand where life_id = ${lifeId}::uuid for update`;
  const stand = await tx.stand.findUnique({ where: { lifeId } });
  if (stand === null) return { kind: 'unknown' };
  if (stand.closedOn === null) return { kind: 'open' };
  const rows = await tx.standEvent.findMany({ where: { lifeId }, orderBy: { seq: 'asc' } });
  const fault = chainFault(rows, stand);
  if (fault !== undefined) return { kind: 'broken', fault };
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
  return { kind: 'erased', events };
}

/** What no event writes: names, units and columns of the file, staged surveys, messages and findings that quote an id. */
async function eraseRows(tx: Queries, { lifeId, seed }: Stand, ids: ReadonlyMap<string, string>): Promise<void> {
  const left = erased(seed as unknown as StandSeed, ids);
  await tx.stand.update({ where: { lifeId }, data: { name: null, seed: asJson(left) } });
  await tx.standSource.deleteMany({ where: { lifeId } });
  for (const { id } of await tx.survey.findMany({ where: { lifeId }, select: { id: true } })) {
    if (id.startsWith('erased-')) continue;
    // One that never reached the log has no place in it either.
    const to =
      ids.get(id) ??
      `erased-${createHash('sha256')
        .update(lifeId + id)
        .digest('hex')
        .slice(0, 12)}`;
    await tx.survey.update({ where: { lifeId_id: { lifeId, id } }, data: { id: to, digest: 'erased' } });
  }
  await tx.survey.updateMany({
    where: { lifeId, state: 'refused' },
    data: { refusal: { refused: 'ERASED', values: {} } },
  });
  // What it left to another stand waits behind that one's messages; once it is taken in, nobody needs it here.
  const leftTo = { id: `absorb/${lifeId}`, deliveredAt: { not: null } };
  await tx.outboxMessage.deleteMany({ where: { OR: [{ orderKey: lifeId }, leftTo] } });
  await tx.sweepFinding.deleteMany({ where: { lifeId } });
}
