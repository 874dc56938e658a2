/** Rings of a shapefile's polygon as outlines with their holes. */
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { isWithinRing } from './crossings.ts';

type Box = readonly [minX: number, minY: number, maxX: number, maxY: number];

interface Ring {
  readonly positions: readonly Position[];
  readonly box: Box;
  /** Above 0 = against the clock. */
  readonly area: number;
}

/**
 * A shapefile lists rings in any order and tells holes by their direction, which many programs get wrong. What lies
 * within another ring is its hole, and what lies within that hole is land again: that is so whatever the direction.
 */
export function polygonsOf(rings: readonly (readonly Position[])[]): Polygon | MultiPolygon {
  const known = rings.map(ringOf);
  const around = known.map((ring) => known.filter((other) => other !== ring && contains(other, ring)));
  const polygons = known.flatMap((ring, index) => {
    const depth = around[index]!.length;
    if (depth % 2 === 1) return [];
    const isHole = (other: number) => around[other]!.length === depth + 1 && around[other]!.includes(ring);
    const holes = known.filter((_, other) => isHole(other));
    return [[turned(ring, true), ...holes.map((hole) => turned(hole, false))]];
  });
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0]! }
    : { type: 'MultiPolygon', coordinates: polygons };
}

function ringOf(positions: readonly Position[]): Ring {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x = NaN, y = NaN] of positions)
    [minX, minY, maxX, maxY] = [Math.min(minX, x), Math.min(minY, y), Math.max(maxX, x), Math.max(maxY, y)];
  return { positions, box: [minX, minY, maxX, maxY], area: signedArea(positions) };
}

/** In the square of the positions' unit; above 0 = against the clock. */
export function signedArea(positions: readonly Position[]): number {
  let area = 0;
  // Measured from its first corner: prefixed eastings squared leave no digits for an area.
  const [originX = 0, originY = 0] = positions[0]!;
  let [beforeX, beforeY] = [0, 0];
  for (const [x = NaN, y = NaN] of positions) {
    area += (beforeX * (y - originY) - (x - originX) * beforeY) / 2;
    [beforeX, beforeY] = [x - originX, y - originY];
  }
  return area;
}

/** Rings of a sound polygon may touch and never cross, so one position within tells of the whole ring. */
function contains(outer: Ring, inner: Ring): boolean {
  if (Math.abs(outer.area) <= Math.abs(inner.area)) return false;
  const [[minX, minY, maxX, maxY], [left, bottom, right, top]] = [outer.box, inner.box];
  if (left < minX || bottom < minY || right > maxX || top > maxY) return false;
  const within = positionWithin(inner);
  return within !== undefined && isWithinRing(within, outer.positions);
}

/** A position inside the ring and on no ring that touches it: between two of its edges, half way up between two corners. */
function positionWithin({ positions }: Ring): Position | undefined {
  const heights = [...new Set(positions.map(([, y = NaN]) => y))].toSorted((a, b) => a - b);
  const middle = Math.floor(heights.length / 2);
  if (middle === 0) return undefined;
  const y = (heights[middle - 1]! + heights[middle]!) / 2;
  const crossings = positions.slice(1).flatMap(([bx = 0, by = 0], index) => {
    const [ax = 0, ay = 0] = positions[index]!;
    return ay > y !== by > y ? [((bx - ax) * (y - ay)) / (by - ay) + ax] : [];
  });
  const [first, second] = crossings.toSorted((a, b) => a - b);
  return first === undefined || second === undefined ? undefined : [(first + second) / 2, y];
}

/** GeoJSON goes around land against the clock, around holes with it. */
function turned({ positions, area }: Ring, counterClockwise: boolean): Position[] {
  return area > 0 === counterClockwise ? [...positions] : positions.toReversed();
}
