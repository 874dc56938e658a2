/** Outlines go with the land: what was drawn of a part is drawn of it under whatever number it goes on. */
import type { ChildStand } from '../domain/stand/event.ts';
import type { Inheritance, Part, StandState } from '../domain/stand/state.ts';
import type { Queries } from './database.ts';
import { Prisma } from './generated/client.ts';

/** Of an outline `g`, what it is and not whose. */
const LAND = Prisma.sql`g.geometry, g.area_m2, g.min_lon, g.min_lat, g.max_lon, g.max_lat, g.crs`;
const LAND_COLUMNS = Prisma.sql`geometry, area_m2, min_lon, min_lat, max_lon, max_lat, crs, stated_m2, batch_id`;

interface Move {
  readonly fromLife: string;
  readonly toLife: string;
}

/**
 * A child has the outlines of the parts that went to it whole; where it is in one part, that is the child's own. What was
 * cut has to be drawn.
 *
 * @param state - of the stand that is split, with its parts as they were cut
 */
export async function outlinesToChildren(
  tx: Queries,
  { seed, parts }: StandState,
  children: readonly ChildStand[],
): Promise<void> {
  for (const { lifeId: toLife, parts: ids } of children) {
    const move = { fromLife: seed.lifeId, toLife };
    const own = parts.filter(({ id }) => ids.includes(id));
    if (own.length === 1) await partAsWhole(tx, move, own[0]!);
    else await partsAsParts(tx, move, own, own);
  }
}

/**
 * The parts that a stand takes in keep their outlines under their new numbers. Of a stand that was in one part, its own
 * outline is that of the part now: those of both draw no stand any more.
 *
 * @param state - of the stand that stays, before it takes them in
 * @param inherited - under the numbers of the stand that stays
 */
export async function outlinesTakenIn(tx: Queries, state: StandState, inherited: Inheritance): Promise<void> {
  const { lifeId: toLife } = state.seed;
  const { lifeId: fromLife } = inherited.from.at(-1)!;
  const gone = await tx.stand.findUnique({ where: { lifeId: fromLife }, select: { state: true } });
  const { parts: were = [] } = (gone?.state ?? {}) as unknown as Partial<StandState>;
  if (were.length === 1) await wholeAsPart(tx, { fromLife, toLife }, inherited.parts[0]!.id);
  else await partsAsParts(tx, { fromLife, toLife }, were, inherited.parts);
  if (state.parts.length === 1) await wholeAsPart(tx, { fromLife: toLife, toLife }, state.parts[0]!.id);
}

/** A stand that nobody could take in goes on as another life, with what was drawn of it. */
export async function outlinesReturned(tx: Queries, move: Move, parts: readonly Part[]): Promise<void> {
  await tx.$executeRaw`
    insert into stand_geometry (life_id, ${LAND_COLUMNS})
    select ${move.toLife}::uuid, ${LAND}, coalesce(g.stated_m2, (s.seed ->> 'areaM2')::int), g.batch_id
    from stand_geometry g join stand s using (life_id) where g.life_id = ${move.fromLife}::uuid`;
  await partsAsParts(tx, move, parts, parts);
}

/** @param were - parts as they were, in the order of those they are now */
async function partsAsParts(
  tx: Queries,
  { fromLife, toLife }: Move,
  were: readonly Part[],
  now: readonly Part[],
): Promise<void> {
  const ids = (parts: readonly Part[]) => parts.map(({ id }) => id);
  await tx.$executeRaw`
    insert into part_geometry (life_id, part_id, ${LAND_COLUMNS})
    select ${toLife}::uuid, moved.now, ${LAND}, g.stated_m2, g.batch_id
    from unnest(${ids(were)}::text[], ${ids(now)}::text[], ${now.map(({ areaM2 }) => areaM2)}::int[]) moved (was, now, m2)
    join part_geometry g on g.life_id = ${fromLife}::uuid and g.part_id = moved.was and g.stated_m2 = moved.m2
    on conflict do nothing`;
}

async function partAsWhole(tx: Queries, { fromLife, toLife }: Move, { id, areaM2 }: Part): Promise<void> {
  await tx.$executeRaw`
    insert into stand_geometry (life_id, ${LAND_COLUMNS})
    select ${toLife}::uuid, ${LAND}, g.stated_m2, g.batch_id
    from part_geometry g where g.life_id = ${fromLife}::uuid and g.part_id = ${id} and g.stated_m2 = ${areaM2}`;
}

/** A point bounds no land. */
async function wholeAsPart(tx: Queries, { fromLife, toLife }: Move, partId: string): Promise<void> {
  await tx.$executeRaw`
    insert into part_geometry (life_id, part_id, ${LAND_COLUMNS})
    select ${toLife}::uuid, ${partId}, ${LAND}, coalesce(g.stated_m2, (s.seed ->> 'areaM2')::int), g.batch_id
    from stand_geometry g join stand s using (life_id)
    where g.life_id = ${fromLife}::uuid and g.geometry ->> 'type' <> 'Point'
    on conflict do nothing`;
}
