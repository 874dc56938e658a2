/** Projects a whole log once more, by the very functions that wrote it turn by turn: the rows are what it folds to. */
import type { StandEvent } from '../domain/stand/event.ts';
import { foldTurn, seedState, type FoldedTurn } from '../domain/stand/fold.ts';
import { nextDue } from '../domain/stand/next-due.ts';
import type { StandSeed, StandState } from '../domain/stand/state.ts';
import { dayOf, type Queries } from './database.ts';
import type { Stand, StandEvent as EventRow } from './generated/client.ts';
import { projectAnswer } from './project-answer.ts';
import { projectEscalations } from './project-escalations.ts';
import { projectStand } from './project-stand.ts';
import { projectSurveys } from './project-surveys.ts';
import { projectTasks } from './project-tasks.ts';

export interface WholeLog {
  readonly seed: StandSeed;
  readonly turns: readonly FoldedTurn[];
  /** Hash of the last event. */
  readonly head: string;
}

export function wholeLog(stand: Stand, rows: readonly EventRow[]): WholeLog {
  const turns: (FoldedTurn & { readonly events: StandEvent[] })[] = [];
  for (const { turn, seq, at, on, body } of rows) {
    if (turns.at(-1)?.turn !== turn) {
      turns.push({ turn, firstSeq: seq, at: at.toISOString(), on: dayOf(on), events: [] });
    }
    turns.at(-1)!.events.push(body as unknown as StandEvent);
  }
  return { seed: stand.seed as unknown as StandSeed, turns, head: rows.at(-1)!.hash };
}

/** The states after each turn. Throws where an event is of a kind that this build does not know. */
export function statesOf({ seed, turns }: WholeLog): readonly StandState[] {
  let state = seedState(seed);
  return turns.map((turn) => (state = foldTurn(state, turn)));
}

/** Within a transaction that holds the stand's row: the life's deeds wait, and nobody sees it half done. */
export async function projectAgain(tx: Queries, log: WholeLog, states: readonly StandState[]): Promise<void> {
  const { lifeId } = log.seed;
  const crews = await clear(tx, lifeId);
  for (const [index, folded] of log.turns.entries()) {
    const turn = { ...folded, lifeId };
    await projectTasks(tx, turn, states[index]!);
    await projectSurveys(tx, turn);
    await projectEscalations(tx, turn);
    await projectAnswer(tx, turn);
  }
  const [state, last] = [states.at(-1)!, log.turns.at(-1)!];
  const due = nextDue(state);
  await projectStand(tx, { ...last, lifeId, ...(due && { nextDueOn: due.on }) }, state, log.head);
  for (const { id, crewId } of crews) await tx.task.updateMany({ where: { id }, data: { crewId } });
}

/** An upsert would leave columns that only a new row sets. Which crew has a task is the one thing no event knows. */
async function clear(tx: Queries, lifeId: string) {
  const crews = await tx.task.findMany({
    where: { lifeId, crewId: { not: null } },
    select: { id: true, crewId: true },
  });
  await tx.task.deleteMany({ where: { lifeId } });
  await tx.escalation.deleteMany({ where: { lifeId } });
  await tx.commandAnswer.deleteMany({ where: { lifeId } });
  await tx.stand.update({ where: { lifeId }, data: { verdict: null, livePoints: null, basePoints: null } });
  return crews;
}
