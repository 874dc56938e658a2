/** Facts of stands that are kept, as a file may state them otherwise. */
import type { IsoDate } from '../domain/day.ts';
import { dayOf, type Queries } from './database.ts';

export interface KeptFacts {
  readonly workflowId: string;
  readonly name?: string;
  readonly species: string;
  readonly plantedOn: IsoDate;
  readonly areaM2: number;
  readonly designedPoints: number;
  readonly plantedPoints: number;
  /** [minLon, minLat, maxLon, maxLat] of the outline. */
  readonly box?: readonly [number, number, number, number];
}

/** How many stands a query asks for at once: PostgreSQL takes 65,535 parameters. */
const STANDS_A_QUERY = 10_000;

export async function keptFacts(db: Queries, workflowIds: readonly string[]): Promise<readonly KeptFacts[]> {
  const found: KeptFacts[] = [];
  for (let from = 0; from < workflowIds.length; from += STANDS_A_QUERY) {
    const rows = await db.stand.findMany({
      where: { workflowId: { in: workflowIds.slice(from, from + STANDS_A_QUERY) }, closedOn: null },
      select: {
        workflowId: true,
        name: true,
        species: true,
        plantedOn: true,
        areaM2: true,
        designedPoints: true,
        plantedPoints: true,
        geometry: { select: { minLon: true, minLat: true, maxLon: true, maxLat: true } },
      },
    });
    for (const { name, plantedOn, geometry, ...row } of rows)
      found.push({
        ...row,
        plantedOn: dayOf(plantedOn),
        ...(name !== null && { name }),
        ...(geometry && { box: [geometry.minLon, geometry.minLat, geometry.maxLon, geometry.maxLat] }),
      });
  }
  return found;
}
