/** Whether what a file holds in the place of an outline has the shape of one at all. */
import type { Geometry, Position } from 'geojson';
import { ringsFault } from './rings.ts';
import { shown } from './values.ts';

/** The first thing by which it is no point and no polygon; whatever the file holds in its place. */
export function shapeFault(source: Geometry): string | undefined {
  const { type, coordinates } = source as { type?: unknown; coordinates?: unknown };
  if (type === 'Point') return isPosition(coordinates) ? undefined : `a point at ${shown(coordinates)?.slice(0, 60)}`;
  if (type !== 'Polygon' && type !== 'MultiPolygon')
    return `${typeof type === 'string' ? `a ${type}` : 'no geometry'}; wanted: Polygon or MultiPolygon`;
  const polygons: unknown = type === 'Polygon' ? [coordinates] : coordinates;
  if (!isList(polygons) || polygons.length === 0) return 'it has no positions';
  let [rings, positions] = [0, 0];
  for (const polygon of polygons) {
    if (!isList(polygon) || polygon.length === 0) return 'it has no positions';
    for (const ring of polygon) {
      const fault = ringShapeFault(ring);
      if (fault !== undefined) return fault;
      rings += 1;
      positions += (ring as readonly unknown[]).length;
    }
  }
  return ringsFault(rings, positions);
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
