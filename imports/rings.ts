/** Rings of a shapefile's polygon as outlines with their holes. */
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { areaOfPieces, boxOf, type Box, type Piece } from './pieces.ts';

/** More rings than any stand has; each is compared with the others. */
const MOST_RINGS = 5_000;
/** Rings times positions: some seconds of comparing. */
const MOST_COMPARED = 300_000_000;

/** What is too much of them to tell land from holes; undefined where it is not. */
export function ringsFault(rings: number, positions: number): string | undefined {
  if (rings > MOST_RINGS) return `it has ${rings} rings; wanted: at most ${MOST_RINGS}`;
  if (rings === 1 || rings * positions <= MOST_COMPARED) return undefined;
  return `it has ${rings} rings of ${positions} positions; wanted: at most ${Math.floor(MOST_COMPARED / rings)}`;
}

interface Ring {
  readonly positions: readonly Position[];
  readonly box: Box;
  /** Above 0 = against the clock. */
  readonly area: number;
  /** Inside of it and on no ring that touches it; undefined where it has no inside. */
  readonly within: Position | undefined;
  /** Its positions once more, x and y in turn: a million comparisons of numbers in one row take milliseconds. */
  readonly line: Float64Array;
}

/** How many rings are around a ring, and the smallest of them. */
interface Nested {
  readonly depth: number;
  readonly around?: number;
}

/**
 * A shapefile lists rings in any order and tells holes by their direction, which many programs get wrong. What lies
 * within another ring is its hole, and what lies within that hole is land again: that is so whatever the direction.
 */
export function polygonsOf(rings: readonly (readonly Position[])[]): Polygon | MultiPolygon {
  const known = rings.map(ringOf);
  const nested = known.map((ring) => nestingOf(ring, known));
  // Of rings that cross each other the depths need not follow: such a ring is land, which its rivals share then.
  const isHole = ({ depth, around }: Nested) =>
    depth % 2 === 1 && around !== undefined && nested[around]!.depth === depth - 1;
  const holes = new Map<number, Position[][]>();
  for (const [index, nesting] of nested.entries())
    if (isHole(nesting)) {
      const of = holes.get(nesting.around!) ?? [];
      holes.set(nesting.around!, of);
      of.push(turned(known[index]!, false));
    }
  return areaOfPieces(
    known.flatMap((ring, index) => (isHole(nested[index]!) ? [] : [[turned(ring, true), ...(holes.get(index) ?? [])]])),
  );
}

function nestingOf(ring: Ring, known: readonly Ring[]): Nested {
  let depth = 0;
  let around: number | undefined;
  for (const [index, other] of known.entries()) {
    if (other === ring || !contains(other, ring)) continue;
    depth += 1;
    if (around === undefined || Math.abs(other.area) < Math.abs(known[around]!.area)) around = index;
  }
  return { depth, ...(around !== undefined && { around }) };
}

function ringOf(positions: readonly Position[]): Ring {
  return {
    positions,
    box: boxOf(positions),
    area: signedArea(positions),
    within: positionWithin(positions),
    line: Float64Array.from(positions.flatMap(([x = NaN, y = NaN]) => [x, y])),
  };
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

/** Land of a piece, without its holes; in the square of the positions' unit. */
export function sizeOf([outer, ...holes]: Piece): number {
  const size = (ring: readonly Position[]) => Math.abs(signedArea(ring));
  return holes.reduce((left, hole) => left - size(hole), size(outer!));
}

/** Rings of a sound polygon may touch and never cross, so one position within tells of the whole ring. */
function contains(outer: Ring, { area, box, within }: Ring): boolean {
  if (Math.abs(outer.area) <= Math.abs(area)) return false;
  const [[minX, minY, maxX, maxY], [left, bottom, right, top]] = [outer.box, box];
  if (left < minX || bottom < minY || right > maxX || top > maxY) return false;
  return within !== undefined && isWithinLine(within, outer.line);
}

/** As `isWithinRing`, of positions in one row. */
function isWithinLine([x = 0, y = 0]: Position, line: Float64Array): boolean {
  let inside = false;
  for (let at = 2; at < line.length; at += 2) {
    const [ay, by] = [line[at - 1]!, line[at + 1]!];
    if (ay > y === by > y) continue;
    const [ax, bx] = [line[at - 2]!, line[at]!];
    if (x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** A position inside the ring and on no ring that touches it: between two of its edges, half way up between two corners. */
export function positionWithin(positions: readonly Position[]): Position | undefined {
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
