/** Whether lines of an outline cross: along a sweep over it, so that ten thousand corners take no minutes. */
import type { Position } from 'geojson';

interface Segment {
  readonly from: Position;
  readonly to: Position;
  /** Along the sweep. */
  readonly first: number;
  readonly last: number;
  /** Across it. */
  readonly low: number;
  readonly high: number;
}

type Axis = 0 | 1;

/** Sides beside each other in both directions: some seconds of comparing, and far more than any stand's outline has. */
const MOST_COMPARED = 50_000_000;
/** Compared faster than the other way would be found out. */
const FEW = 1_000_000;

/** Said in the place of a crossing where the sides are too many to look for one. */
export const TOO_INTRICATE = 'too intricate';

/** A place where two sides cross; touching in a corner is none. */
export function firstCrossing(rings: readonly (readonly Position[])[]): Position | typeof TOO_INTRICATE | undefined {
  const eastward = comparisons(rings, 0);
  const northward = eastward <= FEW ? Infinity : comparisons(rings, 1);
  if (Math.min(eastward, northward) > MOST_COMPARED) return TOO_INTRICATE;
  const along = eastward <= northward ? 0 : 1;
  const segments = rings.flatMap((ring) => segmentsOf(ring, along)).toSorted((a, b) => a.first - b.first);
  let open: Segment[] = [];
  for (const segment of segments) {
    open = open.filter(({ last }) => last >= segment.first);
    for (const other of open) if (cross(segment, other)) return meetingPoint(segment, other);
    open.push(segment);
  }
  return undefined;
}

/** Pairs of sides that lie beside each other somewhere along the sweep: by how many have begun and how many have ended. */
function comparisons(rings: readonly (readonly Position[])[], along: Axis): number {
  const sides = rings.reduce((sum, ring) => sum + Math.max(0, ring.length - 1), 0);
  const [begins, ends] = [new Float64Array(sides), new Float64Array(sides)];
  let at = 0;
  for (const ring of rings)
    for (let index = 1; index < ring.length; index += 1, at += 1) {
      const [from, to] = [ring[index - 1]![along]!, ring[index]![along]!];
      [begins[at], ends[at]] = [Math.min(from, to), Math.max(from, to)];
    }
  begins.sort();
  ends.sort();
  let [pairs, ended] = [0, 0];
  for (let begun = 0; begun < sides; begun += 1) {
    while (ends[ended]! < begins[begun]!) ended += 1;
    pairs += begun - ended;
  }
  return pairs;
}

function segmentsOf(ring: readonly Position[], along: Axis): Segment[] {
  const across = along === 0 ? 1 : 0;
  return ring.slice(1).map((to, index) => {
    const from = ring[index]!;
    return {
      from,
      to,
      first: Math.min(from[along]!, to[along]!),
      last: Math.max(from[along]!, to[along]!),
      low: Math.min(from[across]!, to[across]!),
      high: Math.max(from[across]!, to[across]!),
    };
  });
}

/** Each lies with its ends on both sides of the other. */
function cross(a: Segment, b: Segment): boolean {
  if (a.high < b.low || b.high < a.low) return false;
  return side(a, b.from) * side(a, b.to) < 0 && side(b, a.from) * side(b, a.to) < 0;
}

/** -1 right of the segment, 1 left of it, 0 on its line. */
function side({ from, to }: Segment, [x = 0, y = 0]: Position): number {
  return Math.sign((to[0]! - from[0]!) * (y - from[1]!) - (to[1]! - from[1]!) * (x - from[0]!));
}

function meetingPoint({ from, to }: Segment, other: Segment): Position {
  const [dx, dy] = [to[0]! - from[0]!, to[1]! - from[1]!];
  const [ox, oy] = [other.to[0]! - other.from[0]!, other.to[1]! - other.from[1]!];
  const along = ((other.from[0]! - from[0]!) * oy - (other.from[1]! - from[1]!) * ox) / (dx * oy - dy * ox);
  return [from[0]! + along * dx, from[1]! + along * dy];
}

/** Whether the position lies within the ring (even-odd rule); on its line is either. */
export function isWithinRing([x = 0, y = 0]: Position, ring: readonly Position[]): boolean {
  let inside = false;
  for (let index = 1; index < ring.length; index += 1) {
    const [ax = 0, ay = 0] = ring[index - 1]!;
    const [bx = 0, by = 0] = ring[index]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
