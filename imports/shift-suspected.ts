/** Whether outlines seem to be in GCJ-02: asked about, never shifted by itself (docs/decisions). */
import type { Position } from 'geojson';
import { isWithinArea } from './boundaries.ts';
import { shifted, unshifted } from './gcj02.ts';
import type { Known } from './known.ts';
import type { Outline } from './outline.ts';
import type { RowFault } from './table.ts';

/** A stand of the file, beside the outline kept of the same stand. */
export interface SameStand {
  readonly fileCentre: Position;
  readonly keptCentre: Position;
}

/** One or two stands may lie where they lie by chance. */
const ENOUGH = 3;
const MOST_OF_THEM = 0.8;
/** The reconstruction holds to a metre or two; outlines of one stand digitised twice differ by some ten. */
const CLOSE_M = 40;

/**
 * By stands that are kept: of at least three that moved, four fifths lie where the shift puts them, and not where they
 * are kept. The shift is 300–700 m and differs from place to place, so nothing else does that.
 */
export function shiftByKept(stands: readonly SameStand[]): RowFault | undefined {
  const moved = stands.filter(({ fileCentre, keptCentre }) => metres(fileCentre, keptCentre) > CLOSE_M);
  const fit = moved.filter(({ fileCentre, keptCentre }) => metres(fileCentre, shifted(keptCentre)) <= CLOSE_M);
  return fit.length >= ENOUGH && fit.length >= stands.length * MOST_OF_THEM
    ? { code: 'GCJ_SUSPECTED', met: String(fit.length), wanted: String(stands.length) }
    : undefined;
}

interface Placed {
  readonly countyCode: string;
  readonly outline?: Outline;
}

/**
 * By the counties' boundaries, where they are known: of at least three stands that stick out of their county, four
 * fifths lie within it once the shift is taken back, and no more than a fifth as many that lay within stick out then.
 * Boundaries of web maps are shifted themselves; then it is the other way round and nothing is suspected.
 */
export function shiftByBoundary(drafts: Iterable<Placed>, known: Known): RowFault | undefined {
  if (known.boundaryOf === undefined) return undefined;
  let [out, mended, spoilt] = [0, 0, 0];
  for (const { countyCode, outline } of drafts) {
    const boundary = known.boundaryOf(countyCode);
    if (boundary === undefined || outline === undefined) continue;
    const corners = cornersOf(outline);
    const isIn = corners.every((corner) => isWithinArea(corner, boundary));
    const isInAfter = corners.every((corner) => isWithinArea(unshifted(corner), boundary));
    out += isIn ? 0 : 1;
    mended += !isIn && isInAfter ? 1 : 0;
    spoilt += isIn && !isInAfter ? 1 : 0;
  }
  return mended >= ENOUGH && mended >= out * MOST_OF_THEM && spoilt <= mended * (1 - MOST_OF_THEM)
    ? { code: 'GCJ_SUSPECTED', met: String(mended), wanted: String(out) }
    : undefined;
}

function cornersOf({ box: [west, south, east, north] }: Outline): readonly Position[] {
  return [
    [west, south],
    [west, north],
    [east, south],
    [east, north],
  ];
}

/** Over a few kilometres the earth is flat. */
function metres([lon = 0, lat = 0]: Position, [otherLon = 0, otherLat = 0]: Position): number {
  const degree = 111_320;
  const east = (lon - otherLon) * degree * Math.cos((lat * Math.PI) / 180);
  return Math.hypot(east, (lat - otherLat) * degree);
}
