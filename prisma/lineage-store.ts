/** Numbers of stands across splits: whether one is free, and where an old one has gone. */
import { refuse, type Refusal } from '../domain/errors.ts';
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
