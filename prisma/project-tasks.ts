/** Tasks: handed out when a duty opens, settled when it ends. */
import { findDuty, isActive } from '../domain/stand/duties.ts';
import type { StandEvent } from '../domain/stand/event.ts';
import { taskIdOf } from '../domain/stand/ids.ts';
import type { Duty, StandState, Task } from '../domain/stand/state.ts';
import { dateOf, type Queries } from './database.ts';
import type { WrittenTurn } from './written-turn.ts';

const TOUCHING: ReadonlySet<StandEvent['type']> = new Set([
  'DutyOpened',
  'DutyHeld',
  'DutyDone',
  'DutyWithdrawn',
  'DutyLapsed',
  'DutyRescheduled',
  'WindowMissed',
]);

/** Writes the row of every task whose duty this turn touched, as the state after the turn has it. */
export async function projectTasks(tx: Queries, turn: WrittenTurn, state: StandState): Promise<void> {
  const isRebased = turn.events.some(({ type }) => type === 'Rebased');
  for (const dutyId of isRebased ? await dutiesMoved(tx, turn, state) : dutiesTouched(turn)) {
    const duty = findDuty(state, dutyId);
    if (duty?.task !== undefined) await writeTask(tx, turn, state, duty, duty.task);
  }
}

function dutiesTouched({ events }: WrittenTurn): ReadonlySet<string> {
  // A part split off has the tasks of its own duties in hand from then on.
  const copies = events.flatMap((event) =>
    event.type === 'PartSplit' ? (event.inherits?.copies.map(({ newDutyId }) => newDutyId) ?? []) : [],
  );
  const touched = events.flatMap((event) => {
    // What is in hand goes along with the land; what was done stays with the stand it was done on.
    if ('inherited' in event) return event.inherited.duties.filter(isActive).map(({ id }) => id);
    return TOUCHING.has(event.type) && 'dutyId' in event ? [event.dutyId] : [];
  });
  // Where the stand itself is split, they are in hand on the stand that takes the part over, and never were on this one.
  if (events.some(({ type }) => type === 'StandSplit')) return new Set(touched.filter((id) => !copies.includes(id)));
  return new Set([...copies, ...touched]);
}

/** Turns were lost: duties whose task is not what its row says. What else the rows still hold open is called back. */
async function dutiesMoved(tx: Queries, { lifeId, at }: WrittenTurn, { duties, seed }: StandState) {
  const rows = await tx.task.findMany({ where: { lifeId }, select: { id: true, state: true, closedAt: true } });
  const states = new Map(rows.map(({ id, state }) => [id, state]));
  const current = new Set<string>();
  const moved = duties.filter(({ id, task }) => {
    const taskId = task && taskIdOf(seed, id, task.n);
    if (taskId !== undefined) current.add(taskId);
    return taskId !== undefined && states.get(taskId) !== task!.state;
  });
  const gone = rows.filter(({ id, closedAt }) => closedAt === null && !current.has(id)).map(({ id }) => id);
  await tx.task.updateMany({ where: { id: { in: gone } }, data: { state: 'withdrawn', closedAt: new Date(at) } });
  return moved.map(({ id }) => id);
}

async function writeTask(tx: Queries, turn: WrittenTurn, state: StandState, duty: Duty, task: Task): Promise<void> {
  const id = taskIdOf(state.seed, duty.id, task.n);
  // Handed out on a barred day it is called back: the duty is planned again, and its next task is another one.
  const taskState =
    duty.state === 'planned' && (task.state === 'dispatched' || lapseIsVoid(turn, duty)) ? 'withdrawn' : task.state;
  const closed = taskState !== 'dispatched' && taskState !== 'submitted';
  const data = { state: taskState, closedAt: closed ? new Date(turn.at) : null };
  // A window missed has moved the duty on already; the task that was missed keeps its own days.
  const days = closed ? {} : { opensOn: dateOf(duty.opensOn), dueOn: dateOf(duty.dueOn) };
  await tx.task.upsert({
    where: { id },
    create: {
      id,
      lifeId: turn.lifeId,
      dutyId: duty.id,
      code: duty.code,
      ...data,
      opensOn: dateOf(duty.opensOn),
      dueOn: dateOf(duty.dueOn),
      seedlings: duty.needs?.seedlings ?? null,
      stockAge: duty.needs?.stockAge ?? null,
      dispatchedAt: new Date(turn.at),
    },
    update: { ...data, ...days },
  });
}

/** It had lapsed, and its window was barred: nobody missed it. */
function lapseIsVoid({ events }: WrittenTurn, { id, task }: Duty): boolean {
  return task?.state === 'missed' && events.some((event) => event.type === 'DutyReopened' && event.dutyId === id);
}
