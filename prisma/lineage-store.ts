/** Stands as others speak of them: whether a number is free, where an old one has gone, what a life came from. */
import { refuse, type Refusal } from '../domain/errors.ts';
import type { Receiver } from '../domain/stand/command.ts';
import { fittingOf } from '../domain/stand/fitting.ts';
import { closedRefusal } from '../domain/stand/refusals.ts';
import type { StandState } from '../domain/stand/state.ts';
import type { Database } from './database.ts';

/** The first of these numbers that an open stand of the same work year has; small and capital letters make no other one. */
export async function numberTaken(
  db: Database,
  workflowId: string,
  standIds: readonly string[],
): Promise<Refusal | undefined> {
  const stand = await db.prisma.stand.findUnique({
    where: { workflowId },
    select: { countyCode: true, workYear: true },
  });
  if (stand === null) return undefined;
  const taken = await db.prisma.stand.findFirst({
    where: {
      ...stand,
      closedOn: null,
      OR: standIds.map((standId) => ({ standId: { equals: standId, mode: 'insensitive' } })),
    },
    select: { standId: true },
  });
  return taken === null ? undefined : refuse('STAND_NUMBER_TAKEN', { met: taken.standId });
}

/** The stand that another one is to become part of, by its workflow id. */
export async function receiverOf(
  db: Database,
  workflowId: string,
): Promise<(Receiver & { readonly closed: Refusal | undefined }) | Refusal> {
  const row = await db.prisma.stand.findUnique({
    where: { workflowId },
    select: { lifeId: true, standId: true, state: true },
  });
  const state = (row?.state ?? undefined) as unknown as StandState | undefined;
  if (row === null || state === undefined)
    return refuse('STAND_UNKNOWN', { met: workflowId, wanted: 'a stand that has begun' });
  const closed = state.closedOn === undefined ? undefined : closedRefusal(state);
  return { lifeId: row.lifeId, standId: row.standId, ...fittingOf(state), closed };
}

/** What a command hears that came after the land was moved; undefined where the life is open or simply ended. */
export async function movedRefusal(db: Database, workflowId: string): Promise<Refusal | undefined> {
  const row = await db.prisma.stand.findUnique({ where: { workflowId }, select: { state: true } });
  const state = (row?.state ?? undefined) as unknown as StandState | undefined;
  return state?.movedTo === undefined ? undefined : closedRefusal(state);
}

/** A life and those it came from, however many times their land was divided. */
export async function lineOf(db: Database, lifeId: string): Promise<readonly string[]> {
  const rows = await db.prisma.$queryRaw<{ life_id: string }[]>`
    with recursive line (life_id) as (
      select ${lifeId}::uuid
      union
      select (descent ->> 'lifeId')::uuid
      from line join stand using (life_id), jsonb_array_elements(coalesce(stand.state -> 'from', '[]')) descent)
    select life_id::text from line`;
  return rows.map(({ life_id }) => life_id);
}
