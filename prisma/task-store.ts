/** Tasks as lists and pages read them. */
import type { IsoDate } from '../domain/day.ts';
import type { Prisma, TaskState } from './generated/client.ts';
import { dayOf, type Database } from './database.ts';

export interface TaskRow {
  readonly id: string;
  readonly standId: string;
  readonly workflowId: string;
  readonly dutyId: string;
  readonly code: string;
  readonly state: TaskState;
  readonly opensOn: IsoDate;
  readonly dueOn: IsoDate;
  readonly seedlings?: number;
  readonly stockAge?: number;
  readonly overdueStep: number;
}

const ROW = {
  id: true,
  dutyId: true,
  code: true,
  state: true,
  opensOn: true,
  dueOn: true,
  seedlings: true,
  stockAge: true,
  stand: { select: { standId: true, workflowId: true, overdueStep: true } },
} satisfies Prisma.TaskSelect;

export interface TaskFilter {
  readonly county?: string;
  readonly state?: TaskState;
  readonly code?: string;
}

/** One page of tasks, the earliest due first. */
export async function listTasks(
  db: Database,
  filter: TaskFilter,
  page: { readonly size: number; readonly after?: { readonly dueOn: IsoDate; readonly id: string } },
): Promise<readonly TaskRow[]> {
  const { after } = page;
  const due = after && new Date(`${after.dueOn}T00:00:00Z`);
  const rows = await db.prisma.task.findMany({
    where: {
      ...(filter.state && { state: filter.state }),
      ...(filter.code && { code: filter.code }),
      ...(filter.county && { stand: { countyCode: filter.county } }),
      ...(after && due && { OR: [{ dueOn: { gt: due } }, { dueOn: due, id: { gt: after.id } }] }),
    },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    take: page.size,
    select: ROW,
  });
  return rows.map(rowOf);
}

export async function findTask(db: Database, id: string): Promise<TaskRow | undefined> {
  const row = await db.prisma.task.findUnique({ where: { id }, select: ROW });
  return row === null ? undefined : rowOf(row);
}

function rowOf({
  stand,
  opensOn,
  dueOn,
  seedlings,
  stockAge,
  ...row
}: Prisma.TaskGetPayload<{ select: typeof ROW }>): TaskRow {
  return {
    ...row,
    ...stand,
    opensOn: dayOf(opensOn),
    dueOn: dayOf(dueOn),
    ...(seedlings !== null && { seedlings }),
    ...(stockAge !== null && { stockAge }),
  };
}
