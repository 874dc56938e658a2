/** Stands as others speak of them: whether a number is free, where an old one has gone, what a life came from. */
import type { IsoDate } from '../domain/day.ts';
import { refuse, type Refusal } from '../domain/errors.ts';
import { landLine, type Origin, type Origins } from '../domain/register/land-past.ts';
import type { Receiver } from '../domain/stand/command.ts';
import { fittingOf } from '../domain/stand/fitting.ts';
import { closedRefusal } from '../domain/stand/refusals.ts';
import type { StandState } from '../domain/stand/state.ts';
import type { Database, Queries } from './database.ts';
import { Prisma } from './generated/client.ts';

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
  return landLine(await originsOf(db.prisma, { lifeIds: [lifeId] }), lifeId);
}

/** Numbers that the land of a life has and had, its own among them. */
export async function landNumbers(db: Queries, lifeId: string): Promise<readonly string[]> {
  const line = landLine(await originsOf(db, { lifeIds: [lifeId] }), lifeId);
  const rows = await db.stand.findMany({ where: { lifeId: { in: [...line] } }, select: { standId: true } });
  return rows.map(({ standId }) => standId);
}

/**
 * What a life came of at once: the stand it was split off from, which its seed names, and each that became part of it
 * since. Those few are found by indexes of their own.
 */
export const DESCENT = Prisma.sql`(
  select life_id, (seed -> 'inherits' -> 'from' -> -1 ->> 'lifeId')::uuid from_id, null::text joined_on, null::jsonb parts
  from stand where seed ? 'inherits'
  union all
  select life_id, (body -> 'inherited' -> 'from' -> -1 ->> 'lifeId')::uuid, on_day::text,
    jsonb_path_query_array(body, '$.inherited.parts[*].id')
  from stand_event where type = 'StandAbsorbed')`;

/** The past of some lives, or of all open stands of a county, back to the first ones. */
export async function originsOf(
  db: Queries,
  of: { readonly lifeIds: readonly string[] } | { readonly countyCode: string },
): Promise<Origins> {
  const wanted =
    'lifeIds' in of
      ? Prisma.sql`s.life_id = any(${[...of.lifeIds]}::uuid[])`
      : Prisma.sql`s.county_code = ${of.countyCode} and s.closed_on is null`;
  const rows = await db.$queryRaw<Descended[]>`
    with recursive line as (
      select d.life_id, d.from_id, d.joined_on, d.parts from ${DESCENT} d join stand s using (life_id) where ${wanted}
      union
      select d.life_id, d.from_id, d.joined_on, d.parts from line join ${DESCENT} d on d.life_id = line.from_id)
    select life_id::text, from_id::text, joined_on, parts from line order by joined_on nulls first, from_id`;
  const origins = new Map<string, Origin[]>();
  for (const { life_id: lifeId, from_id: from, joined_on: joinedOn, parts } of rows) {
    const past = origins.get(lifeId) ?? [];
    origins.set(lifeId, past);
    past.push({ lifeId: from, ...(joinedOn !== null && { joinedOn }), ...(parts !== null && { parts }) });
  }
  return origins;
}

interface Descended {
  readonly life_id: string;
  readonly from_id: string;
  readonly joined_on: IsoDate | null;
  readonly parts: readonly string[] | null;
}

/** Parts of lives and first plantings, of those that have begun. */
export async function partsOf(db: Queries, lifeIds: readonly string[]) {
  const rows = await db.$queryRaw<{ lifeId: string; plantedOn: IsoDate; parts: { id: string; from?: string }[] }[]>`
    select life_id::text "lifeId", seed -> 'planting' ->> 'plantedOn' "plantedOn",
      (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', p -> 'id', 'from', p -> 'from')) order by n)
        from jsonb_array_elements(state -> 'parts') with ordinality each (p, n)) parts
    from stand where life_id = any(${[...lifeIds]}::uuid[]) and state is not null`;
  return {
    parts: new Map(rows.map(({ lifeId, parts }) => [lifeId, parts])),
    plantedOn: new Map(rows.map(({ lifeId, plantedOn }) => [lifeId, plantedOn])),
  };
}

export interface LandNow {
  readonly lifeId: string;
  readonly standId: string;
}

/** Open stands that the land of closed lives is in now, by number; of a life that simply ended there is none. */
export async function landNowIn(
  db: Queries,
  lifeIds: readonly string[],
): Promise<ReadonlyMap<string, readonly LandNow[]>> {
  const rows = await db.$queryRaw<(LandNow & { readonly origin: string })[]>`
    with recursive land (life_id, now_id) as (
      select life_id, life_id from stand where life_id = any(${[...lifeIds]}::uuid[]) and closed_on is not null
      union
      select land.life_id, d.life_id from land join ${DESCENT} d on d.from_id = land.now_id)
    select land.life_id::text origin, s.life_id::text "lifeId", s.stand_id "standId"
    from land join stand s on s.life_id = land.now_id where s.closed_on is null order by s.stand_id, s.life_id`;
  const land = new Map<string, LandNow[]>();
  for (const { origin, ...now } of rows) land.set(origin, [...(land.get(origin) ?? []), now]);
  return land;
}
