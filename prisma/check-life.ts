/**
 * Holds a life's rows against its log. They are projected again in a transaction and compared with what they were:
 * one set of functions says what is right, whatever column comes next. What agrees is rolled back.
 */
import type { SweepMoment } from '../contract/sweep.ts';
import type { Database, Queries } from './database.ts';
import { chainFault } from './log-chain.ts';
import { projectAgain, statesOf, wholeLog, type WholeLog } from './project-again.ts';
import { differences, projectedOf } from './projected.ts';
import { keepFinding, type Found } from './sweep-store.ts';

/** A life of decades has some hundred turns of a few statements each. */
const MOST_MS = 60_000;

/** Rows and log agree: what was written to compare them is taken back. */
class AllAgrees extends Error {}

/** What was found; a row that differed is put right in the transaction that says so. */
export async function checkLife(db: Database, lifeId: string, sweep: SweepMoment): Promise<Found | undefined> {
  try {
    return await db.prisma.$transaction(
      async (tx) => {
        const found = await compare(tx, lifeId);
        if (found === undefined) throw new AllAgrees();
        await keepFinding(tx, sweep, found);
        return found;
      },
      { timeout: MOST_MS, maxWait: MOST_MS },
    );
  } catch (error) {
    if (error instanceof AllAgrees) return undefined;
    throw error;
  }
}

async function compare(tx: Queries, lifeId: string): Promise<Found | undefined> {
  await tx.$queryRaw`select 1 from stand where life_id = ${lifeId}::uuid for update`;
  const stand = await tx.stand.findUniqueOrThrow({ where: { lifeId } });
  const rows = await tx.standEvent.findMany({ where: { lifeId }, orderBy: { seq: 'asc' } });
  const finding = { subject: stand.workflowId, lifeId };
  const fault = chainFault(rows, stand);
  if (fault !== undefined) return { ...finding, kind: 'CHAIN_BROKEN', found: fault, repaired: false };
  if (rows.length === 0) return undefined;
  const folded = foldedOrWhy(wholeLog(stand, rows));
  if (typeof folded === 'string') return { ...finding, kind: 'LOG_UNREADABLE', found: folded, repaired: false };
  const before = await projectedOf(tx, lifeId);
  await projectAgain(tx, folded.log, folded.states);
  const differing = differences(before, await projectedOf(tx, lifeId));
  if (differing.length === 0) return undefined;
  return { ...finding, kind: 'ROW_DIFFERS', found: differing.join(', '), repaired: true };
}

/** A log that cannot be folded is a bug of ours or an event of a later release: one stand must not end the sweep. */
export function foldedOrWhy(log: WholeLog) {
  try {
    return { log, states: statesOf(log) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
