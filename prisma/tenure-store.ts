/** Who holds stands and in which townships they lie. */
import type { IsoDate } from '../domain/day.ts';
import type { Refusal } from '../domain/errors.ts';
import { landLine, nearest } from '../domain/register/land-past.ts';
import { holderOn, holdersOf, type Tenure } from '../domain/register/tenure.ts';
import { sharedOut, type SharedStand, type TownshipShare } from '../domain/register/township.ts';
import { besideStand, type BesideStand } from './beside-stand.ts';
import { dateOf, dayOf, type Database, type Queries } from './database.ts';
import { originsOf } from './lineage-store.ts';

/** Another holder from the same day takes the place of the one written down. */
export function writeTenure(
  db: Database,
  { lifeId, standId, fromOn, holder, by }: BesideStand & Tenure & { readonly by: string },
): Promise<Refusal | undefined> {
  return besideStand(db, { lifeId, standId }, async (tx) => {
    const where = { lifeId_fromOn: { lifeId, fromOn: dateOf(fromOn) } };
    const data = { holder, writtenBy: by };
    await tx.tenure.upsert({ where, create: { lifeId, fromOn: dateOf(fromOn), ...data }, update: data });
    return undefined;
  });
}

/**
 * By life, the earliest first; a life without tenures is not in it. Whom the file of a stand named holds it from its planting
 * on, until another is written down.
 */
async function tenuresOf(db: Queries, lifeIds: readonly string[]): Promise<ReadonlyMap<string, readonly Tenure[]>> {
  const found = new Map<string, Tenure[]>();
  const rows = await db.$queryRaw<(Tenure & { readonly lifeId: string })[]>`
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

/** Tenures of each life and of those its land comes from, as `holderOn` takes them. */
export async function tenureLines(
  db: Queries,
  lifeIds: readonly string[],
): Promise<ReadonlyMap<string, readonly (readonly Tenure[])[]>> {
  const origins = await originsOf(db, { lifeIds });
  const lines = lifeIds.map((lifeId) => [lifeId, landLine(origins, lifeId)] as const);
  const tenures = await tenuresOf(
    db,
    lines.flatMap(([, line]) => line),
  );
  return new Map(lines.map(([lifeId, line]) => [lifeId, line.map((id) => tenures.get(id) ?? [])]));
}

/** Who holds each stand on a day, of a planting to come who is the first to; one of nobody is not in it. */
export async function holdersOn(
  db: Queries,
  lifeIds: readonly string[],
  on: IsoDate,
): Promise<ReadonlyMap<string, string>> {
  const lines = [...(await tenureLines(db, lifeIds))];
  return new Map(
    lines.flatMap(([lifeId, line]) => {
      const holder = holderOn(line, on) ?? holdersOf(line)[0]?.holder;
      return holder === undefined ? [] : [[lifeId, holder] as const];
    }),
  );
}

/** In the place of those written down before. */
export function writeTownships(
  db: Database,
  stand: BesideStand,
  shares: readonly TownshipShare[],
): Promise<Refusal | undefined> {
  const { lifeId } = stand;
  return besideStand(db, stand, async (tx) => {
    await tx.standTownship.deleteMany({ where: { lifeId } });
    await tx.standTownship.createMany({ data: shares.map((share) => ({ lifeId, ...share })) });
    return undefined;
  });
}

type Shares = ReadonlyMap<string, readonly TownshipShare[]>;

/** By life, the largest first; a life of which nothing is written down is not in it. */
async function sharesKept(db: Database, lifeIds: readonly string[]): Promise<Shares> {
  const rows = await db.prisma.standTownship.findMany({
    where: { lifeId: { in: [...lifeIds] } },
    orderBy: [{ areaM2: 'desc' }, { township: 'asc' }],
  });
  const kept = new Map<string, TownshipShare[]>();
  for (const { lifeId, township, areaM2 } of rows)
    kept.set(lifeId, [...(kept.get(lifeId) ?? []), { township, areaM2 }]);
  return kept;
}

/**
 * By life, the largest first. Of a stand that was split off, the shares of its land before, in proportion to its own area,
 * until its own are written down.
 */
export async function townshipsOf(
  db: Database,
  stands: readonly { readonly lifeId: string; readonly areaM2: number }[],
): Promise<Shares> {
  const origins = await originsOf(db.prisma, { lifeIds: stands.map(({ lifeId }) => lifeId) });
  const lines = stands.map(({ lifeId }) => landLine(origins, lifeId));
  const kept = await sharesKept(db, lines.flat());
  return new Map(
    stands.map(({ lifeId, areaM2 }, index) => {
      const own = kept.get(lifeId);
      return [lifeId, own ?? sharedOut(areaM2, nearest(lines[index]!, kept) ?? [])];
    }),
  );
}

/** A letter of the ladder that stands. */
export interface Letter {
  readonly lifeId: string;
  readonly standId: string;
  readonly areaM2: number;
  readonly dutyId: string;
  /** Code of the step. */
  readonly code: string;
  readonly issuedOn: IsoDate;
  readonly replyDueOn?: IsoDate;
}

/** Letters of a county from a day on, in the order of their issue; a nudge is none. */
export async function lettersSince(db: Database, county: string, since: IsoDate): Promise<readonly Letter[]> {
  const rows = await db.prisma.escalation.findMany({
    where: { stand: { countyCode: county }, step: { gt: 0 }, takenBackAt: null, issuedOn: { gte: dateOf(since) } },
    orderBy: [
      { issuedOn: 'asc' },
      { stand: { standId: 'asc' } },
      { lifeId: 'asc' },
      { dutyId: 'asc' },
      { step: 'asc' },
    ],
    include: { stand: { select: { standId: true, areaM2: true } } },
  });
  return rows.map(({ lifeId, stand, dutyId, code, issuedOn, replyDueOn }) => ({
    ...stand,
    lifeId,
    dutyId,
    code,
    issuedOn: dayOf(issuedOn),
    ...(replyDueOn !== null && { replyDueOn: dayOf(replyDueOn) }),
  }));
}

/** Open stands of a county. */
export async function sharedStands(db: Database, county: string): Promise<readonly SharedStand[]> {
  const rows = await db.prisma.stand.findMany({
    where: { countyCode: county, closedOn: null },
    select: { lifeId: true, areaM2: true, livePoints: true, basePoints: true },
  });
  const origins = await originsOf(db.prisma, { countyCode: county });
  const lines = rows.map(({ lifeId }) => landLine(origins, lifeId));
  const kept = await sharesKept(db, lines.flat());
  return rows.map(({ areaM2, livePoints, basePoints }, index) => ({
    areaM2,
    ...(livePoints !== null && basePoints !== null && { livePoints, basePoints }),
    shares: nearest(lines[index]!, kept) ?? [],
  }));
}
