/** How much land two outlines share: by strips between the heights of their corners and crossings, in which no line crosses another. */
import type { Position } from 'geojson';
import { piecesOf, type Area, type Piece } from './pieces.ts';

interface Edge {
  readonly low: number;
  readonly high: number;
  /** x at `low`, and its change with y. */
  readonly x: number;
  readonly slope: number;
}

/**
 * The shared area in the square of the positions' unit. Sums strips and builds no outline, so shared borders and
 * touching corners, which trouble programs that cut polygons, are strips of no width here.
 */
export function sharedArea(a: Area, b: Area): number {
  const [first, second] = [piecesOf(a).flat(), piecesOf(b).flat()];
  const [[ourLow, ourHigh], [theirLow, theirHigh]] = [heightsOf(first), heightsOf(second)];
  const [from, to] = [Math.max(ourLow, theirLow), Math.min(ourHigh, theirHigh)];
  if (!(from < to)) return 0;
  const [ours, theirs] = [edgesOf(first, from, to), edgesOf(second, from, to)];
  const heights = [...ours, ...theirs].flatMap(({ low, high }) => [low, high]);
  const inside = [...heights, ...crossingHeights(ours, theirs)].filter((y) => y > from && y < to);
  const stops = [...new Set([from, ...inside, to])].toSorted((x, y) => x - y);
  const [openOurs, openTheirs] = [new Open(ours), new Open(theirs)];
  let area = 0;
  for (let index = 1; index < stops.length; index += 1) {
    const [low, high] = [stops[index - 1]!, stops[index]!];
    const middle = (low + high) / 2;
    area += (high - low) * sharedWidth(openOurs.crossingsAt(middle), openTheirs.crossingsAt(middle));
  }
  return area;
}

function heightsOf(rings: Piece): readonly [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const ring of rings) for (const [, y = NaN] of ring) [low, high] = [Math.min(low, y), Math.max(high, y)];
  return [low, high];
}

/** Between two heights, from low to high; level lines bound no strip. */
function edgesOf(rings: Piece, from: number, to: number): readonly Edge[] {
  const edges: Edge[] = [];
  for (const ring of rings)
    for (let index = 1; index < ring.length; index += 1) {
      const [start, end] = [ring[index - 1]!, ring[index]!];
      const [lower, upper] = start[1]! < end[1]! ? [start, end] : [end, start];
      if (upper[1]! > from && lower[1]! < to && lower[1] !== upper[1]) edges.push(edgeOf(lower, upper));
    }
  return edges.toSorted((a, b) => a.low - b.low);
}

function edgeOf([x = 0, low = 0]: Position, [otherX = 0, high = 0]: Position): Edge {
  return { low, high, x, slope: (otherX - x) / (high - low) };
}

/** Edges met on the way up; those that ended below are dropped as it goes. */
class Open {
  private next = 0;
  private open: Edge[] = [];
  private readonly edges: readonly Edge[];

  constructor(edges: readonly Edge[]) {
    this.edges = edges;
  }

  /** Where the lines stand at this height, from west to east; heights must rise from call to call. */
  crossingsAt(y: number): readonly number[] {
    while (this.next < this.edges.length && this.edges[this.next]!.low < y) this.open.push(this.edges[this.next++]!);
    this.open = this.open.filter(({ high }) => high > y);
    return this.open.map((edge) => xAt(edge, y)).toSorted((a, b) => a - b);
  }
}

function xAt({ low, x, slope }: Edge, y: number): number {
  return x + slope * (y - low);
}

/** Heights at which a line of one outline crosses one of the other. */
function crossingHeights(ours: readonly Edge[], theirs: readonly Edge[]): readonly number[] {
  const heights: number[] = [];
  let open: Edge[] = [];
  let next = 0;
  for (const edge of ours) {
    while (next < theirs.length && theirs[next]!.low < edge.high) open.push(theirs[next++]!);
    open = open.filter(({ high }) => high > edge.low);
    for (const other of open) {
      const y = meeting(edge, other);
      if (y !== undefined) heights.push(y);
    }
  }
  return heights;
}

function meeting(a: Edge, b: Edge): number | undefined {
  const [from, to] = [Math.max(a.low, b.low), Math.min(a.high, b.high)];
  if (from >= to || a.slope === b.slope) return undefined;
  const [before, after] = [xAt(a, from) - xAt(b, from), xAt(a, to) - xAt(b, to)];
  return before * after < 0 ? from + (before / (before - after)) * (to - from) : undefined;
}

/** Land lies between the first line and the second, the third and the fourth, and so on. */
function sharedWidth(ours: readonly number[], theirs: readonly number[]): number {
  let [width, i, j] = [0, 0, 0];
  while (i + 1 < ours.length && j + 1 < theirs.length) {
    const east = Math.min(ours[i + 1]!, theirs[j + 1]!);
    width += Math.max(0, east - Math.max(ours[i]!, theirs[j]!));
    if (ours[i + 1]! <= theirs[j + 1]!) i += 2;
    else j += 2;
  }
  return width;
}
