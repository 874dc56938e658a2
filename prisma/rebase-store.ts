/** A log that has lost turns goes on from its workflow's state: one event more, and the rows it folds to. */
import { momentOf } from '../domain/calendar.ts';
import type { StandEvent } from '../domain/stand/event.ts';
import { foldTurn, seedState } from '../domain/stand/fold.ts';
import { nextDue } from '../domain/stand/next-due.ts';
import type { StandSeed, StandState } from '../domain/stand/state.ts';
import { dateOf, type Database, type Queries } from './database.ts';
import { GENESIS, hashOf } from './event-hash.ts';
import { asJson } from './json.ts';
import { chainFault } from './log-chain.ts';
import { projectAnswer } from './project-answer.ts';
import { projectHolds } from './project-holds.ts';
import { projectStand } from './project-stand.ts';
import { projectSurveys } from './project-surveys.ts';
import { projectTasks } from './project-tasks.ts';
import { settleFindings } from './sweep-store.ts';

export interface Rebase {
  /** The workflow's, turns that it has not written yet included. */
  readonly state: StandState;
  /** Turns that the workflow took for written; those it still has in hand are no gap. */
  readonly written: number;
  /** Opaque id of who asks for it. */
  readonly by: string;
  readonly at: string;
  /** IANA name of the stand's zone. */
  readonly timeZone: string;
}

export type Rebased =
  /** The log's state before it. */
  | { readonly kind: 'rebased'; readonly log: StandState }
  /** The log has come as far as the workflow, or further. */
  | { readonly kind: 'level'; readonly log: StandState }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'broken'; readonly fault: string };

/** In one transaction with the stand's row locked: done twice it is done once, for then the log is level. */
export function rebaseLife(db: Database, rebase: Rebase): Promise<Rebased> {
  const { state } = rebase;
  const { lifeId } = state.seed;
  return db.prisma.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from stand where life_id = ${lifeId}::uuid for update`;
    const row = await tx.stand.findUnique({ where: { lifeId } });
    if (row === null) return { kind: 'unknown' };
    const rows = await tx.standEvent.findMany({ where: { lifeId }, orderBy: { seq: 'asc' } });
    const fault = chainFault(rows, row);
    if (fault !== undefined) return { kind: 'broken', fault };
    const log = (row.state ?? seedState(row.seed as unknown as StandSeed)) as unknown as StandState;
    if (rebase.written <= row.rev) return { kind: 'level', log };
    await write(tx, rebase, { log, head: row.head ?? GENESIS });
    await settleFindings(tx, lifeId, 'LOG_BEHIND');
    return { kind: 'rebased', log };
  });
}

async function write(tx: Queries, rebase: Rebase, { log, head }: { log: StandState; head: string }): Promise<void> {
  const { state, by, at, timeZone } = rebase;
  const { lifeId } = state.seed;
  const event: StandEvent = { type: 'Rebased', state, by, rebasedAt: at };
  const due = nextDue(state);
  // At the state's own instant: it is what the log folds to, and no later than the turn that follows.
  const moment = { turn: state.rev, ...momentOf(Date.parse(state.lastAt), timeZone) };
  const turn = { ...moment, lifeId, firstSeq: state.seq, events: [event], ...(due && { nextDueOn: due.on }) };
  const hash = hashOf(head, { lifeId, seq: state.seq, turn: turn.turn, at: turn.at, on: turn.on, event });
  await tx.standEvent.create({
    data: {
      lifeId,
      seq: state.seq,
      turn: turn.turn,
      at: new Date(turn.at),
      on: dateOf(turn.on),
      type: event.type,
      body: asJson(event),
      prevHash: head,
      hash,
    },
  });
  const after = foldTurn(log, turn);
  await projectStand(tx, turn, after, hash);
  await projectTasks(tx, turn, after);
  await projectSurveys(tx, turn);
  await projectHolds(tx, turn, { before: log, after });
  await projectAnswer(tx, turn);
}
