/** The part of a stand that a task is about: its planting and its rules may be others than those of the first part. */
import type { Regime } from '../domain/policy/regime.ts';
import { findDuty, partOf, regimeOf } from '../domain/stand/duties.ts';
import type { Duty, Part, StandState } from '../domain/stand/state.ts';
import type { Database } from '../prisma/database.ts';
import { findStand, standState } from '../prisma/stand-store.ts';
import type { TaskRow } from '../prisma/task-store.ts';

export interface TaskPart {
  readonly state: StandState;
  readonly duty: Duty;
  readonly part: Part;
  readonly regime: Regime;
}

/** @returns undefined where the stand, or the duty in its state, is not written down */
export async function partOfTask(
  db: Database,
  { workflowId, dutyId }: Pick<TaskRow, 'workflowId' | 'dutyId'>,
): Promise<TaskPart | undefined> {
  const stand = await findStand(db, workflowId);
  const state = stand && (await standState(db, stand.lifeId));
  const duty = state && findDuty(state, dutyId);
  if (state === undefined || duty === undefined) return undefined;
  const part = partOf(state, duty);
  return { state, duty, part, regime: regimeOf(state, part) };
}
