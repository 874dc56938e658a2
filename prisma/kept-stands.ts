/** Facts of stands that are kept, as a file may state them otherwise. */
import type { IsoDate } from '../domain/day.ts';
import type { Queries } from './database.ts';

export interface KeptFacts {
  readonly workflowId: string;
  readonly lifeId: string;
  readonly name?: string;
  readonly species: string;
  readonly plantedOn: IsoDate;
  readonly areaM2: number;
  readonly designedPoints: number;
  readonly plantedPoints: number;
  readonly nurseryYears?: number;
  readonly altitudeM?: number;
  readonly method: string;
  /** [minLon, minLat, maxLon, maxLat] of the outline, and what it encloses. */
  readonly box?: readonly [number, number, number, number];
  readonly drawnM2?: number;
}

/** How many stands a query asks for at once. */
const STANDS_A_QUERY = 10_000;

type Row = { readonly [Field in keyof KeptFacts]-?: KeptFacts[Field] | null };

/** Of the open ones among these; as they are now, like in an export. */
export async function keptFacts(db: Queries, workflowIds: readonly string[]): Promise<readonly KeptFacts[]> {
  const found: KeptFacts[] = [];
  for (let from = 0; from < workflowIds.length; from += STANDS_A_QUERY) {
    const rows = await db.$queryRaw<Row[]>`
      select s.workflow_id "workflowId", s.life_id::text "lifeId", s.name, s.species, s.planted_on::text "plantedOn", s.area_m2 "areaM2",
        s.designed_points "designedPoints", s.planted_points "plantedPoints",
        coalesce(s.state -> 'parts' -> 0 -> 'nurseryYears', s.seed -> 'planting' -> 'nurseryYears')::int "nurseryYears",
        (s.seed -> 'altitudeM')::float8 "altitudeM", coalesce(s.seed ->> 'method', 'PLANTING') "method",
        case when g.life_id is not null then array[g.min_lon, g.min_lat, g.max_lon, g.max_lat] end "box", g.area_m2 "drawnM2"
      from stand s left join stand_geometry g using (life_id)
      where s.closed_on is null and s.workflow_id = any (${workflowIds.slice(from, from + STANDS_A_QUERY)})`;
    found.push(...rows.map(withoutNulls));
  }
  return found;
}

/** What is not kept is absent. */
function withoutNulls(row: Row): KeptFacts {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as KeptFacts;
}
