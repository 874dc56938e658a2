/** Layers of land that is not planted: loaded whole, one a county, kind and project. */
import { refuse, type Refusal } from '../domain/errors.ts';
import type { IsoInstant } from '../domain/day.ts';
import type { LandKind } from '../domain/register/barred-land.ts';
import type { MultiPolygon, Polygon } from 'geojson';
import type { Database, Queries } from './database.ts';
import type { BarredLayer } from './generated/client.ts';
import { oneImport } from './import-store.ts';
import { asJson } from './json.ts';
import { ensureCounties, type CountyName } from './org-store.ts';

type Box = readonly [minLon: number, minLat: number, maxLon: number, maxLat: number];
type Area = Polygon | MultiPolygon;

export interface NewLayer {
  readonly county: CountyName;
  readonly kind: LandKind;
  /** Of another project alone; else empty. */
  readonly project: string;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly by: string;
  readonly at: IsoInstant;
  readonly pieces: readonly { readonly geometry: Area; readonly areaM2: number; readonly box: Box }[];
}

export interface LayerRow {
  readonly id: number;
  readonly countyCode: string;
  readonly kind: LandKind;
  readonly project: string;
  readonly fileName: string;
  readonly loadedAt: IsoInstant;
  readonly by: string;
  readonly pieces: number;
  /** Whole m². */
  readonly areaM2: number;
}

/** Rows a statement carries. */
const CHUNK = 1000;

/**
 * Loads a layer in the place of the one that was there, while no import looks at it.
 *
 * @returns the layer, whether this very file was loaded already, and the layer that gave way
 */
export function loadLayer(
  db: Database,
  layer: NewLayer,
): Promise<{ readonly layer: LayerRow; readonly already: boolean; readonly replaced?: LayerRow }> {
  const { county, kind, project, fileName, fileSha256, by, at, pieces } = layer;
  return oneImport(db, async (tx) => {
    await ensureCounties(tx, [county]);
    const before = await tx.barredLayer.findFirst({ where: { countyCode: county.code, kind, project } });
    const known = before && (await rowOf(tx, before));
    if (known && before.fileSha256 === fileSha256) return { layer: known, already: true };
    if (before) await tx.barredLayer.delete({ where: { id: before.id } });
    const said = { countyCode: county.code, kind, project, fileName, fileSha256, loadedBy: by };
    const row = await tx.barredLayer.create({ data: { ...said, loadedAt: new Date(at) } });
    for (let from = 0; from < pieces.length; from += CHUNK)
      await tx.barredPiece.createMany({
        data: pieces.slice(from, from + CHUNK).map(({ geometry, areaM2, box }) => {
          const [minLon, minLat, maxLon, maxLat] = box;
          return { layerId: row.id, geometry: asJson(geometry), areaM2, minLon, minLat, maxLon, maxLat };
        }),
      });
    return { layer: await rowOf(tx, row), already: false, ...(known && { replaced: known }) };
  });
}

/** By county and kind. */
export async function listLayers(db: Database, county?: string): Promise<readonly LayerRow[]> {
  const layers = await db.prisma.barredLayer.findMany({
    where: county === undefined ? {} : { countyCode: county },
    orderBy: [{ countyCode: 'asc' }, { kind: 'asc' }, { project: 'asc' }],
  });
  return Promise.all(layers.map((layer) => rowOf(db.prisma, layer)));
}

/** Takes a layer away: nothing is held against it any more. */
export function dropLayer(db: Database, id: number): Promise<LayerRow | Refusal> {
  return oneImport(db, async (tx) => {
    const layer = await tx.barredLayer.findUnique({ where: { id } });
    if (layer === null) return refuse('LAYER_NOT_LOADED', { met: id });
    const row = await rowOf(tx, layer);
    await tx.barredLayer.delete({ where: { id } });
    return row;
  });
}

async function rowOf(db: Queries, { fileSha256: _, loadedBy, loadedAt, ...layer }: BarredLayer): Promise<LayerRow> {
  const { _count, _sum } = await db.barredPiece.aggregate({
    where: { layerId: layer.id },
    _count: true,
    _sum: { areaM2: true },
  });
  const counted = { pieces: _count, areaM2: Number(_sum.areaM2 ?? 0) };
  return { ...layer, loadedAt: loadedAt.toISOString(), by: loadedBy, ...counted };
}

export interface BarredBox {
  readonly id: bigint;
  readonly layerId: number;
  readonly box: Box;
}

/** Pieces that meet this box, of all counties: a stand at a border may lie on its neighbour's farmland. */
export async function barredBoxes(db: Queries, [west, south, east, north]: Box): Promise<readonly BarredBox[]> {
  const rows = await db.barredPiece.findMany({
    where: { minLon: { lt: east }, maxLon: { gt: west }, minLat: { lt: north }, maxLat: { gt: south } },
    select: { id: true, layerId: true, minLon: true, minLat: true, maxLon: true, maxLat: true },
  });
  return rows.map(({ id, layerId, minLon, minLat, maxLon, maxLat }) => ({
    id,
    layerId,
    box: [minLon, minLat, maxLon, maxLat],
  }));
}

export interface KeptPiece {
  readonly layer: { readonly id: number; readonly kind: LandKind; readonly project: string };
  readonly box: Box;
  readonly geometry: Area;
}

/** How many outlines a query asks for at once. */
const PIECES_A_QUERY = 5_000;

/** Their outlines, with the layers they belong to. */
export async function barredPieces(db: Queries, boxes: readonly BarredBox[]): Promise<readonly KeptPiece[]> {
  const layers = new Map(
    (await db.barredLayer.findMany({ select: { id: true, kind: true, project: true } })).map((each) => [each.id, each]),
  );
  const found: KeptPiece[] = [];
  for (let from = 0; from < boxes.length; from += PIECES_A_QUERY) {
    const asked = new Map(boxes.slice(from, from + PIECES_A_QUERY).map((each) => [each.id, each]));
    const rows = await db.barredPiece.findMany({
      where: { id: { in: [...asked.keys()] } },
      select: { id: true, geometry: true },
    });
    for (const { id, geometry } of rows) {
      const { box, layerId } = asked.get(id)!;
      found.push({ layer: layers.get(layerId)!, box, geometry: geometry as unknown as Area });
    }
  }
  return found;
}
