/** Outlines that come after their stands: what they are held against, and how they are written and taken back. */
import type { Geometry } from 'geojson';
import type { MovedTo } from '../domain/stand/state.ts';
import type { Queries } from './database.ts';
import { Prisma } from './generated/client.ts';
import { chunksOf } from './insert.ts';
import type { NewGeometry } from './stand-rows.ts';

/** The youngest life of a stand number, the open one before others. */
export interface OutlinedStand {
  readonly lifeId: string;
  readonly standId: string;
  readonly areaM2: number;
  readonly isOpen: boolean;
  /** Where its land went. */
  readonly movedTo: MovedTo | null;
  readonly parts: readonly { readonly id: string; readonly areaM2: number }[];
  /** Area for which its outline was drawn; null = it has none. */
  readonly drawnForM2: number | null;
  /** That of its parts. */
  readonly partsDrawn: Readonly<Record<string, number>>;
}

/** Area for which the outline `g` of the stand `s` was drawn: that with which both were imported, unless it says another. */
export const DRAWN_FOR = Prisma.sql`case when g.life_id is not null then coalesce(g.stated_m2, (s.seed ->> 'areaM2')::int) end`;

/**
 * Within a transaction no turn of the open ones is written from here on, so none is split or merged while it is drawn.
 *
 * @param standIds - whose number within the county is in small letters
 */
export async function outlinedStands(db: Queries, standIds: readonly string[]): Promise<readonly OutlinedStand[]> {
  await db.$executeRaw`
    select 1 from stand where lower(stand_id) = any (${[...standIds]}) and closed_on is null order by life_id for share`;
  return db.$queryRaw<OutlinedStand[]>`
    select distinct on (lower(s.stand_id)) s.life_id::text "lifeId", s.stand_id "standId", s.area_m2 "areaM2",
      s.closed_on is null "isOpen", s.state -> 'movedTo' "movedTo", ${DRAWN_FOR} "drawnForM2",
      coalesce((select jsonb_agg(jsonb_build_object('id', p -> 'id', 'areaM2', p -> 'areaM2'))
        from jsonb_array_elements(s.state -> 'parts') p), '[]') "parts",
      coalesce((select jsonb_object_agg(p.part_id, p.stated_m2) from part_geometry p where p.life_id = s.life_id), '{}') "partsDrawn"
    from stand s left join stand_geometry g using (life_id)
    where lower(s.stand_id) = any (${[...standIds]})
    order by lower(s.stand_id), (s.closed_on is null) desc, s.work_year desc, s.closed_on desc`;
}

/** Numbers of the open stands of some counties, to name the nearest ones. */
export async function openStandIds(db: Queries, counties: readonly string[]): Promise<readonly string[]> {
  const rows = await db.stand.findMany({
    where: { countyCode: { in: [...counties] }, closedOn: null },
    select: { standId: true },
  });
  return rows.map(({ standId }) => standId);
}

/** Outline of a life, open or closed. */
export interface DrawnLife {
  readonly lifeId: string;
  readonly standId: string;
  readonly geometry: Geometry;
  /** It was drawn for the area that the stand has, or had when it ended. */
  readonly fits: boolean;
}

export function drawnLives(db: Queries, lifeIds: readonly string[]): Promise<readonly DrawnLife[]> {
  return db.$queryRaw<DrawnLife[]>`
    select s.life_id::text "lifeId", s.stand_id "standId", g.geometry, ${DRAWN_FOR} = s.area_m2 "fits"
    from stand s join stand_geometry g using (life_id) where s.life_id = any (${[...lifeIds]}::uuid[])`;
}

/** Those of these lives whose outline was drawn for the area that they have. */
export async function livesDrawnToFit(db: Queries, lifeIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.$queryRaw<{ lifeId: string }[]>`
    select s.life_id::text "lifeId" from stand s join stand_geometry g using (life_id)
    where s.life_id = any (${[...lifeIds]}::uuid[]) and ${DRAWN_FOR} = s.area_m2`;
  return new Set(rows.map(({ lifeId }) => lifeId));
}

export interface PartOutline {
  readonly lifeId: string;
  readonly partId: string;
  readonly geometry: Geometry;
  readonly areaM2: number;
  readonly box: readonly [number, number, number, number];
  readonly statedM2: number;
}

export function partOutlines(db: Queries, lifeIds: readonly string[]): Promise<readonly PartOutline[]> {
  return db.$queryRaw<PartOutline[]>`
    select life_id::text "lifeId", part_id "partId", geometry, area_m2 "areaM2", stated_m2 "statedM2",
      array[min_lon, min_lat, max_lon, max_lat] "box"
    from part_geometry where life_id = any (${[...lifeIds]}::uuid[]) order by life_id, part_id`;
}

/** Of one life: how large its outline is and for which area it was drawn, and those of its parts. */
export interface OutlinesOfStand {
  readonly whole?: OutlineFacts;
  readonly parts: Readonly<Record<string, OutlineFacts>>;
}

export interface OutlineFacts {
  /** Of the outline, geodesic. */
  readonly areaM2: number;
  readonly drawnForM2: number;
}

export async function outlinesOf(db: Queries, lifeId: string): Promise<OutlinesOfStand> {
  const [whole] = await db.$queryRaw<OutlineFacts[]>`
    select g.area_m2 "areaM2", ${DRAWN_FOR} "drawnForM2"
    from stand s join stand_geometry g using (life_id) where s.life_id = ${lifeId}::uuid`;
  const parts = await partOutlines(db, [lifeId]);
  return {
    ...(whole && { whole }),
    parts: Object.fromEntries(
      parts.map(({ partId, areaM2, statedM2: drawnForM2 }) => [partId, { areaM2, drawnForM2 }] as const),
    ),
  };
}

export interface NewOutline extends NewGeometry {
  readonly lifeId: string;
  /** Absent = of the whole stand. */
  readonly partId?: string;
  /** Area for which it was drawn. */
  readonly statedM2: number;
}

const CHUNK = 100;
const TABLES = {
  stand: { name: Prisma.raw('stand_geometry'), key: Prisma.raw('life_id') },
  part: { name: Prisma.raw('part_geometry'), key: Prisma.raw('life_id, part_id') },
} as const;

/** One that is kept stays with the new one, for the day when the import is taken back. */
export async function saveOutlines(tx: Queries, batchId: string, outlines: Iterable<NewOutline>): Promise<void> {
  for (const chunk of chunksOf(outlines, CHUNK)) {
    const of = (isPart: boolean) => chunk.filter(({ partId }) => (partId !== undefined) === isPart);
    await put(tx, TABLES.stand, of(false).map(rowOf(batchId)));
    await put(tx, TABLES.part, of(true).map(rowOf(batchId)));
  }
}

type Table = (typeof TABLES)[keyof typeof TABLES];

async function put(tx: Queries, { name, key }: Table, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    insert into ${name} as kept select * from jsonb_populate_recordset(null::${name}, ${JSON.stringify(rows)}::jsonb)
    on conflict (${key}) do update set (geometry, area_m2, min_lon, min_lat, max_lon, max_lat, crs, stated_m2, batch_id, former) =
      (excluded.geometry, excluded.area_m2, excluded.min_lon, excluded.min_lat, excluded.max_lon, excluded.max_lat,
        excluded.crs, excluded.stated_m2, excluded.batch_id, to_jsonb(kept))`;
}

function rowOf(batchId: string) {
  return ({ lifeId, partId, geometry, areaM2, box, crs, statedM2 }: NewOutline) => {
    const [min_lon, min_lat, max_lon, max_lat] = box;
    const land = { geometry, area_m2: areaM2, min_lon, min_lat, max_lon, max_lat, crs };
    return { life_id: lifeId, part_id: partId, ...land, stated_m2: statedM2, batch_id: batchId };
  };
}

/** What they took the place of comes back. */
export async function takeOutlinesBack(tx: Queries, batchId: string): Promise<void> {
  for (const { name } of Object.values(TABLES))
    await tx.$executeRaw`
      with gone as (delete from ${name} where batch_id = ${batchId}::uuid returning former)
      insert into ${name} select was.* from gone, jsonb_populate_record(null::${name}, gone.former) was
      where gone.former is not null`;
}
