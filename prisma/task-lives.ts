/** Stands of a page of tasks, whole: what a task needs stands in the rules of its part. */
import type { StandState } from '../domain/stand/state.ts';
import type { Database } from './database.ts';

export interface TaskLife {
  readonly lifeId: string;
  readonly countyCode: string;
  readonly state: StandState;
}

/** By workflow id; those that have not begun are left out. */
export async function livesOfTasks(
  db: Database,
  workflowIds: readonly string[],
): Promise<ReadonlyMap<string, TaskLife>> {
  const rows = await db.prisma.stand.findMany({
    where: { workflowId: { in: [...workflowIds] } },
    select: { workflowId: true, lifeId: true, countyCode: true, state: true },
  });
  return new Map(
    rows.flatMap(({ workflowId, state, ...life }) =>
      state === null ? [] : [[workflowId, { ...life, state: state as unknown as StandState }] as const],
    ),
  );
}
