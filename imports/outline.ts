/** The outline of a stand: in WGS 84, whole, with its geodesic area. */
import { area } from '@turf/area';
import { centroid } from '@turf/centroid';
import { kinks } from '@turf/kinks';
import type { Geometry, MultiPolygon, Polygon, Position } from 'geojson';
import { reproject, type ToWgs84 } from './crs.ts';
import type { Problem } from './problems.ts';

export interface Outline {
  readonly geometry: Geometry;
  /** Geodesic, whole m²; 0 for a point. */
  readonly areaM2: number;
  readonly box: readonly [minLon: number, minLat: number, maxLon: number, maxLat: number];
  readonly centre: Position;
}

type Broken = Omit<Problem, 'row'>;

export function isBroken(value: Outline | Broken): value is Broken {
  return 'code' in value;
}

/** Difference between stated and drawn area that is worth a word: planning maps are drawn to about this. */
export const AREA_TOLERANCE = 0.05;

/** The outline, or what is wrong with it. */
export function outlineOf(source: Geometry, to: ToWgs84): Outline | Broken {
  const broken = (met: string): Broken => ({ code: 'GEOMETRY_BROKEN', met });
  if (source.type !== 'Polygon' && source.type !== 'MultiPolygon' && source.type !== 'Point')
    return broken(`a ${source.type}; wanted: Polygon or MultiPolygon`);
  const shape = shapeFault(source);
  if (shape !== undefined) return broken(shape);
  const geometry = reproject(source, to) as Polygon | MultiPolygon | { type: 'Point'; coordinates: Position };
  const positions = positionsOf(geometry);
  const outside = positions.find(([x = NaN, y = NaN]) => !(Math.abs(x) <= 180 && Math.abs(y) <= 90));
  if (outside !== undefined)
    return broken(
      `position ${outside.map((part) => part.toFixed(2)).join(', ')} lies on no map; is the reference system right (--crs)?`,
    );
  if (geometry.type !== 'Point') {
    const crossing = kinks(geometry).features[0];
    if (crossing !== undefined)
      return broken(`it crosses itself at ${crossing.geometry.coordinates.map((part) => part.toFixed(5)).join(', ')}`);
  }
  const xs = positions.map(([x = 0]) => x);
  const ys = positions.map(([, y = 0]) => y);
  return {
    geometry,
    areaM2: geometry.type === 'Point' ? 0 : Math.round(area(geometry)),
    box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)],
    centre: centroid(geometry).geometry.coordinates,
  };
}

function positionsOf({ coordinates }: Polygon | MultiPolygon | { coordinates: Position }): Position[] {
  const flat = (value: unknown): Position[] =>
    Array.isArray(value) ? (typeof value[0] === 'number' ? [value as Position] : value.flatMap(flat)) : [];
  return flat(coordinates);
}

function shapeFault(source: Geometry): string | undefined {
  const { coordinates } = source as Polygon;
  const positions = positionsOf({ coordinates } as Polygon);
  if (positions.length === 0) return 'it has no positions';
  if (positions.some((position) => position.slice(0, 2).some((part) => !Number.isFinite(part))))
    return 'a position is no pair of numbers';
  if (source.type === 'Point') return undefined;
  const rings = source.type === 'Polygon' ? source.coordinates : (source as MultiPolygon).coordinates.flat();
  const short = rings.find((ring) => !Array.isArray(ring) || ring.length < 4);
  return short === undefined ? undefined : 'a ring has fewer than four positions';
}
