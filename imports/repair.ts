/** Outlines with slips that leave no doubt what was meant: mended, and each mending said. */
import type { Position } from 'geojson';
import { piecesOf, type Pieces, type Ring } from './pieces.ts';
import { polygonsOf, ringsFault, signedArea } from './rings.ts';

/** In words a GIS has for them. */
export type Repair = 'heights' | 'ring order' | 'self-touching ring' | 'spike' | 'sliver';

interface Mended {
  readonly pieces: Pieces;
  readonly repairs: readonly Repair[];
}

/**
 * Corners that stand twice and lines that run back on themselves go; a ring that touches itself in a corner is parted
 * there into rings that do not; pieces and holes too small to be land go; rings of land run against the clock and those
 * of holes with it (RFC 7946). A ring that crosses itself is left as it is: nobody knows which side was meant.
 *
 * @param sliver - area, in the square of the positions' unit, below which a piece is none
 * @returns a text where a ring that touches itself comes apart into more than can be told apart
 */
export function mend(drawn: Pieces, sliver: number): Mended | string {
  const repairs = new Set<Repair>();
  const mended: Pieces[] = [];
  for (const rings of drawn) {
    const smooth = rings.map((ring) => withoutSpikes(ring, repairs));
    const parted = partedInto(smooth, repairs);
    if (typeof parted === 'string') return parted;
    mended.push(parted);
  }
  const whole = withoutSlivers(mended.flat(), sliver, repairs);
  return { pieces: whole.map((rings) => turned(rings, repairs)), repairs: [...repairs] };
}

function partedInto(smooth: readonly Ring[], repairs: Set<Repair>): Pieces | string {
  const parted = smooth.map(partedAtTouches);
  if (parted.every((parts) => parts.length === 1)) return [smooth];
  repairs.add('self-touching ring');
  const rings = parted.flat();
  const positions = rings.reduce((sum, { length }) => sum + length, 0);
  return ringsFault(rings.length, positions) ?? piecesOf(polygonsOf(rings));
}

/** Of `A B A` nothing is left but A: a line has no land. Closed again at its end. */
function withoutSpikes(ring: Ring, repairs: Set<Repair>): Ring {
  const kept: Position[] = [];
  for (const position of ring.slice(0, -1)) {
    if (isSame(kept.at(-1), position)) continue;
    if (isSame(kept.at(-2), position)) {
      kept.pop();
      repairs.add('spike');
    } else kept.push(position);
  }
  let first = 0;
  while (kept.length - first > 2 && isSame(kept[first], kept.at(-1))) kept.pop();
  while (kept.length - first > 2 && isSame(kept[first + 1], kept.at(-1))) {
    first += 1;
    kept.pop();
    repairs.add('spike');
  }
  return kept.length - first < 3 ? ring : [...kept.slice(first), kept[first]!];
}

/** Each time a corner comes again, what lies between is a ring of its own. */
function partedAtTouches(ring: Ring): readonly Ring[] {
  if (!mayTouchItself(ring)) return [ring];
  const open: Position[] = [];
  const at = new Map<string, number>();
  const rings: Ring[] = [];
  for (const position of ring.slice(0, -1)) {
    const key = `${position[0]} ${position[1]}`;
    const before = at.get(key);
    if (before === undefined) {
      at.set(key, open.length);
      open.push(position);
      continue;
    }
    const loop = open.splice(before + 1);
    for (const [x, y] of loop) at.delete(`${x} ${y}`);
    if (loop.length >= 2) rings.push([position, ...loop, position]);
  }
  return rings.length === 0 ? [ring] : [...(open.length >= 3 ? [[...open, open[0]!]] : []), ...rings];
}

/** Almost no ring does, and numbers alone tell so: the same corner has the same sum. */
function mayTouchItself(ring: Ring): boolean {
  const sums = new Set(ring.map(([x = 0, y = 0]) => x + y * Math.PI));
  return sums.size < ring.length - 1;
}

/** The largest piece stays, however small: whether it has an area at all is another question. */
function withoutSlivers(pieces: Pieces, least: number, repairs: Set<Repair>): Pieces {
  const size = (rings: readonly Ring[]) => Math.abs(signedArea(rings[0]!));
  const largest = pieces.reduce((most, rings) => Math.max(most, size(rings)), 0);
  const isLand = (area: number) => area >= least;
  const kept = pieces.filter((rings) => isLand(size(rings)) || size(rings) === largest);
  const holed = kept.map(([outer, ...holes]) => [
    outer!,
    ...holes.filter((hole) => isLand(Math.abs(signedArea(hole)))),
  ]);
  if (holed.flat().length < pieces.flat().length) repairs.add('sliver');
  return holed;
}

function turned(rings: readonly Ring[], repairs: Set<Repair>): readonly Ring[] {
  return rings.map((ring, index) => {
    const area = signedArea(ring);
    if (area === 0 || area > 0 === (index === 0)) return ring;
    repairs.add('ring order');
    return ring.toReversed();
  });
}

function isSame(a: Position | undefined, b: Position | undefined): boolean {
  return a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];
}
