/** Writes a turn: its events, and everything they fold to, in one transaction; writing it twice is writing it once. */
import { foldTurn, seedState } from '../domain/stand/fold.ts';
import type { StandSeed, StandState } from '../domain/stand/state.ts';
import type { Database, Queries } from './database.ts';
import { GENESIS, hashOf } from './event-hash.ts';
import { insert } from './insert.ts';
import { moveLand } from './move-land.ts';
import { projectAnswer } from './project-answer.ts';
import { projectEscalations } from './project-escalations.ts';
import { projectHolds } from './project-holds.ts';
import { projectStand } from './project-stand.ts';
import { projectSurveys } from './project-surveys.ts';
import { projectTasks } from './project-tasks.ts';
import type { WrittenTurn } from './written-turn.ts';

/** The log tells another past than the workflow: no repeat can mend that, an operator must look. */
export class LogDivergedError extends Error {
  readonly code = 'LOG_DIVERGED';

  constructor(lifeId: string, turn: number, met: string, wanted: string) {
    super(`life ${lifeId}, turn ${turn}: the log has ${met}; wanted: ${wanted}`);
    this.name = 'LogDivergedError';
  }
}

interface LockedStand {
  readonly life_id: string;
  readonly rev: number;
  readonly seq: number;
  readonly head: string | null;
  readonly state: StandState | null;
  /** Asked for where nothing has been written. */
  readonly seed: StandSeed | null;
}

/**
 * @throws LogDivergedError where the log holds this turn with other content, or has not its predecessor
 */
export function writeTurn(db: Database, turn: WrittenTurn): Promise<'written' | 'already'> {
  return db.prisma.$transaction(async (tx) => {
    const stand = await lockStand(tx, turn);
    if (turn.turn <= stand.rev) return alreadyWritten(tx, turn);
    if (turn.turn > stand.rev + 1 || turn.firstSeq !== stand.seq + 1) {
      throw new LogDivergedError(
        turn.lifeId,
        turn.turn,
        `${stand.rev} turns and ${stand.seq} events`,
        `turn ${turn.turn - 1} and event ${turn.firstSeq - 1} before it`,
      );
    }
    const head = await appendEvents(tx, turn, stand.head ?? GENESIS);
    const before = stand.state ?? seedState(stand.seed!);
    const state = foldTurn(before, turn);
    await projectStand(tx, turn, state, head);
    await projectTasks(tx, turn, state);
    await projectSurveys(tx, turn);
    await projectEscalations(tx, turn);
    await projectHolds(tx, turn, { before, after: state });
    await projectAnswer(tx, turn);
    await moveLand(tx, turn, before);
    return 'written';
  });
}

/** Writers of one life wait for each other here. */
async function lockStand(tx: Queries, { lifeId, turn }: WrittenTurn): Promise<LockedStand> {
  const [stand] = await tx.$queryRaw<LockedStand[]>`
    select life_id::text, rev, seq, head, state, case when state is null then seed end as seed
    from stand where life_id = ${lifeId}::uuid for update`;
  if (stand === undefined)
    throw new LogDivergedError(lifeId, turn, 'no such life', 'a stand row, written by its import');
  return stand;
}

async function alreadyWritten(tx: Queries, turn: WrittenTurn): Promise<'already'> {
  const rows = await tx.standEvent.findMany({
    where: { lifeId: turn.lifeId, turn: turn.turn },
    orderBy: { seq: 'asc' },
  });
  let previous = rows[0]?.prevHash ?? GENESIS;
  const hashes = turn.events.map((_, index) => (previous = hashAt(turn, index, previous)));
  const met = rows.map(({ hash }) => hash.slice(0, 12)).join(' ');
  const wanted = hashes.map((hash) => hash.slice(0, 12)).join(' ');
  if (met === wanted || (await isRebasedOver(tx, turn))) return 'already';
  throw new LogDivergedError(turn.lifeId, turn.turn, met || 'nothing', wanted);
}

/** The log has lost this turn, and goes on from a state of the same workflow that includes it. */
async function isRebasedOver(tx: Queries, { lifeId, turn }: WrittenTurn): Promise<boolean> {
  const first = await tx.standEvent.findFirst({ where: { lifeId, turn: { gte: turn } }, orderBy: { seq: 'asc' } });
  return first?.type === 'Rebased';
}

function hashAt({ lifeId, turn, firstSeq, at, on, events }: WrittenTurn, index: number, previous: string): string {
  return hashOf(previous, { lifeId, seq: firstSeq + index, turn, at, on, event: events[index]! });
}

/** @returns hash of the last event */
async function appendEvents(tx: Queries, turn: WrittenTurn, head: string): Promise<string> {
  let previous = head;
  const rows = turn.events.map((event, index) => {
    const prevHash = previous;
    previous = hashAt(turn, index, prevHash);
    return {
      life_id: turn.lifeId,
      seq: turn.firstSeq + index,
      turn: turn.turn,
      at: turn.at,
      on_day: turn.on,
      type: event.type,
      body: event,
      prev_hash: prevHash,
      hash: previous,
    };
  });
  await insert(tx, 'stand_event', rows);
  return previous;
}
