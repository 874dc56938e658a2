/** Where open stands lie: boxes first, as most of them are far away, and outlines of those that may touch. */
import type { Geometry } from 'geojson';
import { Prisma } from './generated/client.ts';
import type { Queries } from './database.ts';
import { landNowIn } from './lineage-store.ts';
import { livesDrawnToFit } from './outline-store.ts';

type Box = readonly [minLon: number, minLat: number, maxLon: number, maxLat: number];

export interface KeptBox {
  readonly lifeId: string;
  readonly standId: string;
  /** Other stands that have a piece of it. */
  readonly sharedWith?: readonly string[];
  readonly box: Box;
  readonly areaM2: number;
}

/** Open stands whose boxes meet this one. */
export function keptBoxes(db: Queries, box: Box): Promise<readonly KeptBox[]> {
  return boxesOf(db, { closedOn: null }, box);
}

/**
 * Outlines of lives that were split or merged, under the stands that have their land now, where one of these is not drawn
 * for all of its area: nothing else shows that the land is taken.
 */
export async function boxesLeftBehind(db: Queries, box: Box): Promise<readonly KeptBox[]> {
  const ended = await boxesOf(db, { closedOn: { not: null }, state: { path: ['movedTo'], not: Prisma.AnyNull } }, box);
  const landNow = await landNowIn(
    db,
    ended.map(({ lifeId }) => lifeId),
  );
  const drawn = await livesDrawnToFit(
    db,
    [...landNow.values()].flat().map(({ lifeId }) => lifeId),
  );
  return ended.flatMap((life) => {
    const stands = landNow.get(life.lifeId) ?? [];
    const [standId, ...sharedWith] = stands.map((stand) => stand.standId);
    if (standId === undefined || stands.every(({ lifeId }) => drawn.has(lifeId))) return [];
    return [{ ...life, standId, sharedWith }];
  });
}

async function boxesOf(
  db: Queries,
  stand: Prisma.StandWhereInput,
  [west, south, east, north]: Box,
): Promise<readonly KeptBox[]> {
  const rows = await db.standGeometry.findMany({
    where: { stand, minLon: { lt: east }, maxLon: { gt: west }, minLat: { lt: north }, maxLat: { gt: south } },
    select: {
      lifeId: true,
      areaM2: true,
      minLon: true,
      minLat: true,
      maxLon: true,
      maxLat: true,
      stand: { select: { standId: true } },
    },
  });
  return rows.map(({ lifeId, areaM2, stand, minLon, minLat, maxLon, maxLat }) => ({
    lifeId,
    standId: stand.standId,
    areaM2,
    box: [minLon, minLat, maxLon, maxLat],
  }));
}

/** How many lives a query asks for at once: their outlines are held in memory together. */
const LIVES_A_QUERY = 5_000;

export async function keptGeometries(db: Queries, lifeIds: readonly string[]): Promise<ReadonlyMap<string, Geometry>> {
  const found = new Map<string, Geometry>();
  for (let from = 0; from < lifeIds.length; from += LIVES_A_QUERY) {
    const asked = lifeIds.slice(from, from + LIVES_A_QUERY);
    const rows = await db.standGeometry.findMany({
      where: { lifeId: { in: asked } },
      select: { lifeId: true, geometry: true },
    });
    for (const { lifeId, geometry } of rows) found.set(lifeId, geometry as unknown as Geometry);
  }
  return found;
}
