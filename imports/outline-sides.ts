/** Whether the rings of an outline bound land: none crosses another, holes lie within, and no land is drawn twice. */
import type { Polygon, Position } from 'geojson';
import { boxesMeeting } from './boxes-meeting.ts';
import { firstCrossing, isWithinRing, TOO_INTRICATE } from './crossings.ts';
import { boxOf, type Piece, type Pieces, type Ring } from './pieces.ts';
import { placeOf } from './positions.ts';
import { positionWithin, signedArea, sizeOf } from './rings.ts';
import { sharedArea } from './shared-area.ts';

const INTRICATE = 'it has too many sides beside each other to be checked; simplify it';

/** The first crossing of two sides, or the first hole outside of its land. */
export function sidesFault(pieces: Pieces): string | undefined {
  for (const [outer, ...holes] of pieces) {
    const crossing = firstCrossing([outer!, ...holes]);
    if (crossing === TOO_INTRICATE) return INTRICATE;
    if (crossing !== undefined) return `it crosses itself at ${crossing.map((part) => part.toFixed(5)).join(', ')}`;
    const astray = holes.find((hole) => !isHoleOf(hole, outer!));
    if (astray !== undefined) return `a hole at ${placeOf(astray[0]!)} lies outside`;
  }
  return undefined;
}

/** As they do not cross, one position tells which of them may be around the other; of a hole without an inside its first. */
function isHoleOf(hole: Ring, outer: Ring): boolean {
  if (Math.abs(signedArea(hole)) > Math.abs(signedArea(outer))) return false;
  return isWithinRing(positionWithin(hole) ?? hole[0]!, outer);
}

/** Of the smaller piece; digitised twice, a common border leaves less. */
const MOST_SHARED = 0.01;
/** Sides of pieces compared pair by pair, some seconds of it; a pair alone costs as much as so many sides. */
const MOST_COMPARED = 60_000_000;
const SIDES_A_PAIR = 300;

/** Land that two pieces share would count twice, and the land of a neighbour upon it not at all. */
export function sharedFault(pieces: Pieces): string | undefined {
  if (pieces.length < 2) return undefined;
  let compared = 0;
  for (const [a, b] of boxesMeeting(pieces.map(measured))) {
    compared += a.sides + b.sides + SIDES_A_PAIR;
    if (compared > MOST_COMPARED) return INTRICATE;
    const part = sharedArea(a.land, b.land) / Math.min(a.size, b.size);
    if (part > MOST_SHARED)
      return `two of its pieces, at ${placeOf(a.at)} and ${placeOf(b.at)}, share ${Math.round(part * 100)} % of the smaller one`;
  }
  return undefined;
}

function measured(piece: Piece) {
  const outer = piece[0]!;
  const land: Polygon = { type: 'Polygon', coordinates: piece as Position[][] };
  return { land, box: boxOf(outer), at: outer[0]!, size: sizeOf(piece), sides: piece.flat().length };
}
