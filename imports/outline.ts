/** The outline of a stand: in WGS 84, whole, with its geodesic area. */
import { area } from '@turf/area';
import { centroid } from '@turf/centroid';
import type { Geometry, MultiPolygon, Point, Polygon, Position } from 'geojson';
import { firstCrossing, isWithinRing } from './crossings.ts';
import type { ToWgs84 } from './crs.ts';
import { firstPosition } from './positions.ts';
import type { Problem } from './problems.ts';
import { mend, type Polygons, type Repair } from './repair.ts';
import { MOST_AREA_HA, shown } from './values.ts';

export interface Outline {
  readonly geometry: Geometry;
  /** Geodesic, whole m²; 0 for a point. */
  readonly areaM2: number;
  readonly box: readonly [minLon: number, minLat: number, maxLon: number, maxLat: number];
  readonly centre: Position;
  /** What was mended on the way. */
  readonly repairs: readonly Repair[];
}

/** Of a meridian, 111.3 km at the equator and 0.5 % less here or there. */
const METRES_PER_DEGREE = 111_320;

type Broken = Omit<Problem, 'row'>;

export function isBroken(value: Outline | Broken): value is Broken {
  return 'code' in value;
}

type Ring = readonly Position[];

/**
 * The outline, or what is wrong with it.
 *
 * @param sliverM2 - pieces and holes below this are left out
 */
export function outlineOf(source: Geometry, to: ToWgs84, sliverM2: number): Outline | Broken {
  const met = shapeFault(source);
  if (met !== undefined) return broken(met);
  const drawn = carried(source as Point | Polygon | MultiPolygon, to);
  const positions = drawn.type === 'Point' ? [drawn.coordinates] : polygonsOf(drawn).flat(2);
  const outside = positions.find(([x = NaN, y = NaN]) => !(Math.abs(x) <= 180 && Math.abs(y) <= 90));
  if (outside !== undefined)
    return broken(`position ${placeOf(outside)} lies on no map; is the reference system right (--crs)?`);
  const box = boxOf(positions);
  const heights: readonly Repair[] = hasHeights(source) ? ['heights'] : [];
  if (drawn.type === 'Point') return { geometry: drawn, areaM2: 0, box, centre: drawn.coordinates, repairs: heights };
  const crossing = ringFault(polygonsOf(drawn));
  if (crossing !== undefined) return broken(crossing);
  const { polygons, repairs } = mend(polygonsOf(drawn), squareDegrees(sliverM2, box));
  const geometry = geometryOf(polygons);
  const areaM2 = Math.round(area(geometry));
  const fault = areaFault(areaM2);
  if (fault !== undefined) return broken(fault);
  const centre = centroid(geometry).geometry.coordinates;
  return { geometry, areaM2, box: boxOf(polygons.flat(2)), centre, repairs: [...heights, ...repairs] };
}

/** Measured at the height of the outline; enough to tell a sliver from land. */
function squareDegrees(m2: number, [, south, , north]: Outline['box']): number {
  return m2 / (METRES_PER_DEGREE ** 2 * Math.cos((((south + north) / 2) * Math.PI) / 180));
}

function geometryOf(polygons: Polygons): Polygon | MultiPolygon {
  const coordinates = polygons as Position[][][];
  return coordinates.length === 1
    ? { type: 'Polygon', coordinates: coordinates[0]! }
    : { type: 'MultiPolygon', coordinates };
}

function hasHeights(source: Geometry): boolean {
  return (firstPosition((source as { coordinates?: unknown }).coordinates)?.length ?? 0) > 2;
}

function broken(met: string): Broken {
  return { code: 'GEOMETRY_BROKEN', met };
}

function placeOf(position: Position): string {
  return position
    .slice(0, 2)
    .map((part) => (Math.abs(part) < 1e9 ? part.toFixed(2) : part.toPrecision(3)))
    .join(', ');
}

function polygonsOf({ type, coordinates }: Polygon | MultiPolygon): Polygons {
  return type === 'Polygon' ? [coordinates] : coordinates;
}

/** The first thing by which it is no point and no polygon; whatever the file holds in its place. */
function shapeFault(source: Geometry): string | undefined {
  const { type, coordinates } = source as { type?: unknown; coordinates?: unknown };
  if (type === 'Point') return isPosition(coordinates) ? undefined : `a point at ${shown(coordinates)?.slice(0, 60)}`;
  if (type !== 'Polygon' && type !== 'MultiPolygon')
    return `${typeof type === 'string' ? `a ${type}` : 'no geometry'}; wanted: Polygon or MultiPolygon`;
  const polygons: unknown = type === 'Polygon' ? [coordinates] : coordinates;
  if (!isList(polygons) || polygons.length === 0) return 'it has no positions';
  for (const polygon of polygons) {
    if (!isList(polygon) || polygon.length === 0) return 'it has no positions';
    for (const ring of polygon) {
      const fault = ringShapeFault(ring);
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

function ringShapeFault(ring: unknown): string | undefined {
  if (!isList(ring)) return 'a ring is no list of positions';
  if (!ring.every(isPosition)) return 'a position is no pair of numbers';
  if (ring.length < 4) return 'a ring has fewer than four positions';
  const [first, last] = [ring[0]!, ring.at(-1)!];
  return first[0] === last[0] && first[1] === last[1] ? undefined : 'a ring is not closed';
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Two numbers; a height after them is left aside. */
function isPosition(value: unknown): value is Position {
  return isList(value) && value.length >= 2 && Number.isFinite(value[0]) && Number.isFinite(value[1]);
}

/** A position that its reference system cannot carry over becomes none, which lies on no map. */
function carried(source: Point | Polygon | MultiPolygon, to: ToWgs84): Point | Polygon | MultiPolygon {
  const carry = (position: Position): Position => {
    try {
      return to(position);
    } catch {
      return [NaN, NaN];
    }
  };
  const polygon = (rings: readonly Ring[]) => rings.map((ring) => ring.map(carry));
  if (source.type === 'Point') return { type: 'Point', coordinates: carry(source.coordinates) };
  if (source.type === 'Polygon') return { type: 'Polygon', coordinates: polygon(source.coordinates) };
  return { type: 'MultiPolygon', coordinates: source.coordinates.map(polygon) };
}

function ringFault(polygons: Polygons): string | undefined {
  for (const [outer, ...holes] of polygons) {
    const crossing = firstCrossing([outer!, ...holes]);
    if (crossing !== undefined) return `it crosses itself at ${crossing.map((part) => part.toFixed(5)).join(', ')}`;
    const astray = holes.find((hole) => !hole.some((position) => isWithinRing(position, outer!)));
    if (astray !== undefined) return `a hole at ${placeOf(astray[0]!)} lies outside`;
  }
  return undefined;
}

function areaFault(areaM2: number): string | undefined {
  if (areaM2 < 1) return 'it has no area';
  const ha = Math.round(areaM2 / 10_000);
  return ha > MOST_AREA_HA ? `it has ${ha} ha; wanted: at most ${MOST_AREA_HA}` : undefined;
}

function boxOf(positions: readonly Position[]): Outline['box'] {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  for (const [x = 0, y = 0] of positions) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}
