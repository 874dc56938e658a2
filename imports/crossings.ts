/** Whether lines of an outline cross: along a sweep from west to east, so that ten thousand corners take no minutes. */
import type { Position } from 'geojson';

interface Segment {
  readonly from: Position;
  readonly to: Position;
  readonly west: number;
  readonly east: number;
}

/** A place where two sides cross; touching in a corner is none. */
export function firstCrossing(rings: readonly (readonly Position[])[]): Position | undefined {
  const segments = rings.flatMap(segmentsOf).toSorted((a, b) => a.west - b.west);
  let open: Segment[] = [];
  for (const segment of segments) {
    open = open.filter(({ east }) => east >= segment.west);
    for (const other of open) if (cross(segment, other)) return meetingPoint(segment, other);
    open.push(segment);
  }
  return undefined;
}

function segmentsOf(ring: readonly Position[]): Segment[] {
  return ring.slice(1).map((to, index) => {
    const from = ring[index]!;
    return { from, to, west: Math.min(from[0]!, to[0]!), east: Math.max(from[0]!, to[0]!) };
  });
}

/** Each lies with its ends on both sides of the other. */
function cross(a: Segment, b: Segment): boolean {
  if (Math.max(a.from[1]!, a.to[1]!) < Math.min(b.from[1]!, b.to[1]!)) return false;
  if (Math.max(b.from[1]!, b.to[1]!) < Math.min(a.from[1]!, a.to[1]!)) return false;
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
