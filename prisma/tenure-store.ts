/** Who holds stands and in which townships they lie. */
import type { IsoDate } from '../domain/day.ts';
import type { Tenure } from '../domain/register/tenure.ts';
import type { SharedStand, TownshipShare } from '../domain/register/township.ts';
import { dateOf, type Database } from './database.ts';

/** Another holder from the same day takes the place of the one written down. */
export async function writeTenure(
  db: Database,
  { lifeId, fromOn, holder, by }: Tenure & { readonly lifeId: string; readonly by: string },
): Promise<void> {
  const where = { lifeId_fromOn: { lifeId, fromOn: dateOf(fromOn) } };
  const data = { holder, writtenBy: by };
  await db.prisma.tenure.upsert({ where, create: { lifeId, fromOn: dateOf(fromOn), ...data }, update: data });
}

/**
 * By life, the earliest first; a life without tenures is not in it. Whom the file of a stand named holds it from its planting
 * on, until another is written down.
 */
export async function tenuresOf(
  db: Database,
  lifeIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Tenure[]>> {
  const found = new Map<string, Tenure[]>();
  const rows = await db.prisma.$queryRaw<(Tenure & { readonly lifeId: string })[]>`
    select life_id::text "lifeId", from_on::text "fromOn", holder from tenure where life_id = any(${[...lifeIds]}::uuid[])
    union all
    select s.life_id::text, s.seed -> 'planting' ->> 'plantedOn', s.owner from stand s
    where s.owner is not null and s.life_id = any(${[...lifeIds]}::uuid[]) and not exists (
      select 1 from tenure t where t.life_id = s.life_id and t.from_on::text = s.seed -> 'planting' ->> 'plantedOn')
    order by "fromOn"`;
  for (const { lifeId, fromOn, holder } of rows) {
    const own = found.get(lifeId) ?? [];
    found.set(lifeId, own);
    own.push({ fromOn, holder });
  }
  return found;
}

interface Descended {
  readonly lifeId: string;
  readonly state: { readonly from?: readonly { readonly lifeId: string; readonly on: IsoDate }[] };
}

/** Tenures of each life and of those its land comes from, as `holderOn` takes them. */
export async function tenureLines(
  db: Database,
  lives: readonly Descended[],
): Promise<ReadonlyMap<string, readonly (readonly Tenure[])[]>> {
  const lines = lives.map(
    ({ lifeId, state }) =>
      [lifeId, [lifeId, ...(state.from ?? []).map((descent) => descent.lifeId).toReversed()]] as const,
  );
  const tenures = await tenuresOf(
    db,
    lines.flatMap(([, line]) => line),
  );
  return new Map(lines.map(([lifeId, line]) => [lifeId, line.map((id) => tenures.get(id) ?? [])]));
}

/** In the place of those written down before. */
export async function writeTownships(db: Database, lifeId: string, shares: readonly TownshipShare[]): Promise<void> {
  await db.prisma.$transaction([
    db.prisma.standTownship.deleteMany({ where: { lifeId } }),
    db.prisma.standTownship.createMany({ data: shares.map((share) => ({ lifeId, ...share })) }),
  ]);
}

/** The largest first. */
export function townshipsOf(db: Database, lifeId: string): Promise<readonly TownshipShare[]> {
  return db.prisma.standTownship.findMany({
    where: { lifeId },
    select: { township: true, areaM2: true },
    orderBy: [{ areaM2: 'desc' }, { township: 'asc' }],
  });
}

/** Open stands of a county. */
export async function sharedStands(db: Database, county: string): Promise<readonly SharedStand[]> {
  const rows = await db.prisma.stand.findMany({
    where: { countyCode: county, closedOn: null },
    select: {
      areaM2: true,
      livePoints: true,
      basePoints: true,
      townships: { select: { township: true, areaM2: true } },
    },
  });
  return rows.map(({ areaM2, livePoints, basePoints, townships }) => ({
    areaM2,
    ...(livePoints !== null && basePoints !== null && { livePoints, basePoints }),
    shares: townships,
  }));
}
