/** Rows to be exported, page by page over one moment of the database: memory does not grow with them. */
import type { Geometry } from 'geojson';
import type { IsoDate } from '../domain/day.ts';
import type { Papers } from '../domain/stand/reported.ts';
import type { Mix } from '../domain/stand/mix.ts';
import type { PlantingMethod, Start } from '../domain/stand/state.ts';
import type { Span } from '../domain/window.ts';
import type { Database, Queries } from './database.ts';
import { Prisma } from './generated/client.ts';
import { DRAWN_FOR } from './outline-store.ts';

/** Rows of open stands, of one county or all. */
export interface ExportFilter {
  readonly county?: string;
  /** Only stands that became forest on one of these days. */
  readonly established?: Span;
}

interface OfStand {
  readonly countyCode: string;
  /** Stand number within the county. */
  readonly code: string;
  /** `<name>@<version>` */
  readonly policy: string;
  readonly geometry: Geometry | null;
}

export interface StandToExport extends OfStand {
  readonly lifeId: string;
  readonly name: string | null;
  readonly workYear: number;
  readonly plantedOn: IsoDate;
  readonly species: string;
  readonly areaM2: number;
  readonly designedPoints: number;
  readonly plantedPoints: number;
  readonly nurseryYears: number | null;
  readonly altitudeM: number | null;
  readonly method: PlantingMethod | Start | null;
  readonly commencedOn: IsoDate | null;
  readonly preparedOn: IsoDate | null;
  readonly stockOn: IsoDate | null;
  /** Of the stock of the first planting. */
  readonly papers: Papers | null;
  readonly stage: string;
  readonly livePoints: number | null;
  readonly basePoints: number | null;
  readonly verdict: string | null;
  readonly nextDueOn: IsoDate | null;
  /** Of each replanting the points by species code, where they were told. */
  readonly replanted: readonly Mix[] | null;
  readonly overdueStep: number;
  /** Area for which its outline was drawn. */
  readonly drawnForM2: number | null;
}

/** The completion polygon of a stand that became forest. */
export interface PolygonToExport extends StandToExport {
  /** Of its parts, the first one's. */
  readonly establishedOn: IsoDate;
  /** Of its area what counts as forest cover. */
  readonly coverM2: number;
}

/** A part of a stand that is in several. */
export interface PartToExport extends OfStand {
  readonly part: string;
  readonly from: string | null;
  readonly areaM2: number;
  readonly species: string;
  readonly plantedOn: IsoDate | null;
  readonly stage: string;
  readonly designedPoints: number;
  readonly plantedPoints: number;
  readonly livePoints: number | null;
  readonly verdict: string | null;
  /** Area for which its outline was drawn. */
  readonly drawnForM2: number | null;
}

/** A count of a whole stand, or one of its plots. */
export interface CountToExport extends OfStand {
  readonly capturedOn: IsoDate;
  readonly plot: number | null;
  readonly livePoints: number | null;
  readonly designedPoints: number | null;
  readonly plantedPoints: number | null;
  readonly deadPoints: number | null;
  readonly missingPoints: number | null;
  readonly largestDeadPatchM2: number | null;
  readonly state: string;
  readonly binding: boolean | null;
  readonly verdict: string | null;
}

export interface TaskToExport extends OfStand {
  readonly task: string;
  readonly duty: string;
  readonly state: string;
  readonly opensOn: IsoDate;
  readonly dueOn: IsoDate;
  readonly seedlings: number | null;
  readonly stockAge: number | null;
  /** Of the seedlings, by species code. */
  readonly bySpecies: Mix | null;
  readonly crew: string | null;
  readonly overdueStep: number;
}

/** Where the days before a planting stand: with the first one, else in the part that was planted anew. */
const PLANTING = Prisma.sql`(case when s.planted_on::text = s.seed -> 'planting' ->> 'plantedOn'
      then s.seed -> 'planting' else s.state -> 'parts' -> 0 end)`;

const STAND_COLUMNS = Prisma.sql`
    s.life_id::text "lifeId", s.name, s.work_year "workYear", s.planted_on::text "plantedOn", s.species, s.area_m2 "areaM2",
    s.designed_points "designedPoints", s.planted_points "plantedPoints",
    coalesce(s.state -> 'parts' -> 0 -> 'nurseryYears', s.seed -> 'planting' -> 'nurseryYears')::int "nurseryYears",
    (s.seed -> 'altitudeM')::float8 "altitudeM", s.seed ->> 'method' "method", s.seed ->> 'commencedOn' "commencedOn",
    ${PLANTING} ->> 'preparedOn' "preparedOn", ${PLANTING} ->> 'stockOn' "stockOn",
    ${PLANTING} -> 'papers' "papers", s.stage, s.live_points "livePoints",
    s.base_points "basePoints", s.verdict, s.next_due_on::text "nextDueOn",
    jsonb_path_query_array(s.state, '$.parts[*].replaced[*].bySpecies') "replanted", s.overdue_step "overdueStep",
    ${DRAWN_FOR} "drawnForM2", g.geometry`;

/** What each kind has of its own; all have their stand `s` and may have its outline `g`. */
const SELECTED = {
  stands: Prisma.sql`${STAND_COLUMNS}
    from stand s left join stand_geometry g using (life_id)`,
  polygons: Prisma.sql`${STAND_COLUMNS}, s.established_on::text "establishedOn", s.cover_m2 "coverM2"
    from stand s left join stand_geometry g using (life_id)`,
  parts: Prisma.sql`
    p ->> 'id' "part", p ->> 'from' "from", (p -> 'areaM2')::int "areaM2", p ->> 'species' "species",
    p -> 'anchors' ->> 'planted' "plantedOn", p ->> 'stage' "stage", (p -> 'designedPoints')::int "designedPoints",
    (p -> 'plantedPoints')::int "plantedPoints", (p -> 'livePoints')::int "livePoints",
    p -> 'verdicts' -> -1 ->> 'verdict' "verdict", g.stated_m2 "drawnForM2", g.geometry
    from stand s cross join lateral jsonb_array_elements(s.state -> 'parts') p
    left join part_geometry g on g.life_id = s.life_id and g.part_id = p ->> 'id'`,
  surveys: Prisma.sql`
    c.captured_on::text "capturedOn", p.number "plot", coalesce(p.live_points, c.live_points) "livePoints",
    coalesce(p.designed_points, c.designed_points) "designedPoints",
    case when p.number is null then c.planted_points else p.planted_points end "plantedPoints",
    p.dead_points "deadPoints", p.missing_points "missingPoints", c.largest_dead_patch_m2 "largestDeadPatchM2",
    c.state::text "state", c.binding, c.verdict, null "geometry"
    from stand s join survey c using (life_id) left join plot p on p.life_id = c.life_id and p.survey_id = c.id`,
  tasks: Prisma.sql`
    t.id "task", t.code "duty", t.state::text "state", t.opens_on::text "opensOn", t.due_on::text "dueOn", t.seedlings,
    t.stock_age "stockAge",
    jsonb_path_query_first(s.state, '$.duties[*] ? (@.id == $duty).needs.bySpecies',
      jsonb_build_object('duty', t.duty_id)) "bySpecies", t.crew_id "crew", s.overdue_step "overdueStep", g.geometry
    from stand s join task t using (life_id) left join stand_geometry g using (life_id)`,
} as const;

/** Counts that came by hand and never arrived are none, and refused ones are no record of the stand. */
const WANTED = {
  stands: Prisma.sql`true`,
  polygons: Prisma.sql`s.established_on is not null`,
  parts: Prisma.sql`jsonb_array_length(s.state -> 'parts') > 1`,
  surveys: Prisma.sql`c.live_points is not null and (c.state = 'recorded' or (c.state = 'staged' and c.import_batch_id is not null))`,
  tasks: Prisma.sql`true`,
} as const;

const ORDER = {
  stands: Prisma.sql`s.stand_id, s.life_id`,
  polygons: Prisma.sql`s.stand_id, s.life_id`,
  parts: Prisma.sql`s.stand_id, s.life_id, substr(p ->> 'id', 2)::int`,
  surveys: Prisma.sql`s.stand_id, s.life_id, c.captured_on, c.id, p.number`,
  tasks: Prisma.sql`t.due_on, t.id`,
} as const;

export type ExportKind = keyof typeof SELECTED;

interface RowsOf {
  readonly stands: StandToExport;
  readonly polygons: PolygonToExport;
  readonly parts: PartToExport;
  readonly surveys: CountToExport;
  readonly tasks: TaskToExport;
}

export interface ExportSize {
  readonly rows: number;
  /** Characters of the longest outline as GeoJSON; as WKT it has fewer. */
  readonly longestOutline: number;
}

const PAGE = 1000;
/** A province's stands on a busy machine. */
const MOST_MS = 3_600_000;

/** Tells the size first, then hands on page after page; all of it as it was when it began. */
export async function exportRows<Kind extends ExportKind>(
  db: Database,
  kind: Kind,
  filter: ExportFilter,
  hear: (page: readonly RowsOf[Kind][], size: ExportSize, tx: Queries) => Promise<void>,
): Promise<ExportSize> {
  const work = async (tx: Queries) => {
    const query = queryFor(kind, filter);
    const [size] = await tx.$queryRaw<[ExportSize]>`
      select count(*)::int "rows", coalesce(max(length(e.geometry::text)), 0)::int "longestOutline" from (${query}) e`;
    await tx.$executeRaw`declare exported no scroll cursor for ${query}`;
    for (let done = 0; done < size.rows;) {
      const page = await tx.$queryRawUnsafe<RowsOf[Kind][]>(`fetch ${PAGE} from exported`);
      if (page.length === 0) break;
      await hear(page, size, tx);
      done += page.length;
    }
    return size;
  };
  return db.prisma.$transaction(work, { isolationLevel: 'RepeatableRead', timeout: MOST_MS, maxWait: 10_000 });
}

function queryFor(kind: ExportKind, { county, established }: ExportFilter): Prisma.Sql {
  const inCounty = county === undefined ? Prisma.empty : Prisma.sql`and s.county_code = ${county}`;
  const becameForest =
    established === undefined
      ? Prisma.empty
      : Prisma.sql`and s.established_on between ${established.opensOn}::date and ${established.endsOn}::date`;
  return Prisma.sql`select s.county_code "countyCode", s.code, s.policy, ${SELECTED[kind]}
    where s.closed_on is null and ${WANTED[kind]} ${inCounty} ${becameForest} order by ${ORDER[kind]}`;
}
