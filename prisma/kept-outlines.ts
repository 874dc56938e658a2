/** Where open stands lie: boxes first, as most of them are far away, and outlines of those that may touch. */
import type { Geometry } from 'geojson';
import type { Queries } from './database.ts';

type Box = readonly [minLon: number, minLat: number, maxLon: number, maxLat: number];

export interface KeptBox {
  readonly lifeId: string;
  readonly standId: string;
  readonly box: Box;
  readonly areaM2: number;
}

/** Open stands whose boxes meet this one. */
export async function keptBoxes(db: Queries, [west, south, east, north]: Box): Promise<readonly KeptBox[]> {
  const rows = await db.standGeometry.findMany({
    where: {
      stand: { closedOn: null },
      minLon: { lt: east },
      maxLon: { gt: west },
      minLat: { lt: north },
      maxLat: { gt: south },
    },
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
