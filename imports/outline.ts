/** The outline of a stand: in WGS 84, whole, with its geodesic area. */
import { area } from '@turf/area';
import { centroid } from '@turf/centroid';
import type { Geometry, MultiPolygon, Point, Polygon, Position } from 'geojson';
import { carried, offMap } from './carried.ts';
import type { ToWgs84 } from './crs.ts';
import { shapeFault } from './outline-shape.ts';
import { sharedFault, sidesFault } from './outline-sides.ts';
import { PackedLand } from './packed-land.ts';
import { areaOfPieces, boxOf, piecesOf, type Area, type Box } from './pieces.ts';
import { firstPosition } from './positions.ts';
import type { Problem } from './problems.ts';
import { mend, type Repair } from './repair.ts';
import { MOST_AREA_HA } from './values.ts';

export interface Outline {
  /** Of land made anew each time it is asked for. */
  readonly geometry: Geometry;
  /** Geodesic, whole m²; 0 for a point. */
  readonly areaM2: number;
  readonly box: Box;
  readonly centre: Position;
  /** What was mended on the way. */
  readonly repairs: readonly Repair[];
}

/** What is known of some land at a glance. */
type LandFacts = Omit<Outline, 'geometry'>;

/** That, with the land itself packed. */
export class LandOutline implements Outline {
  readonly areaM2: number;
  readonly box: Box;
  readonly centre: Position;
  readonly repairs: readonly Repair[];
  readonly land: PackedLand;

  constructor(land: PackedLand, { areaM2, box, centre, repairs }: LandFacts) {
    this.land = land;
    [this.areaM2, this.box, this.centre, this.repairs] = [areaM2, box, centre, repairs];
  }

  get geometry(): Area {
    return areaOfPieces(this.land.pieces);
  }

  get facts(): LandFacts {
    const { areaM2, box, centre, repairs } = this;
    return { areaM2, box, centre, repairs };
  }
}

/** Of a meridian, 111.3 km at the equator and 0.5 % less here or there. */
const METRES_PER_DEGREE = 111_320;

type Broken = Omit<Problem, 'row'>;

export function isBroken(value: Outline | Broken): value is Broken {
  return 'code' in value;
}

/**
 * The outline, or what is wrong with it.
 *
 * @param sliverM2 - pieces and holes below this are left out
 */
export function outlineOf(source: Geometry, to: ToWgs84, sliverM2: number): Outline | Broken {
  const met = shapeFault(source);
  if (met !== undefined) return broken(met);
  const drawn = carried(source as Point | Polygon | MultiPolygon, to);
  const positions = drawn.type === 'Point' ? [drawn.coordinates] : piecesOf(drawn).flat(2);
  const outside = offMap(positions);
  if (outside !== undefined) return broken(outside);
  const box = boxOf(positions);
  const heights: readonly Repair[] = hasHeights(source) ? ['heights'] : [];
  if (drawn.type === 'Point') return { geometry: drawn, areaM2: 0, box, centre: drawn.coordinates, repairs: heights };
  const crossing = sidesFault(piecesOf(drawn));
  if (crossing !== undefined) return broken(crossing);
  const mended = mend(piecesOf(drawn), squareDegrees(sliverM2, box));
  if (typeof mended === 'string') return broken(mended);
  const { pieces, repairs } = mended;
  const twice = sharedFault(pieces);
  if (twice !== undefined) return broken(twice);
  const geometry = areaOfPieces(pieces);
  const areaM2 = Math.round(area(geometry));
  const fault = areaFault(areaM2);
  if (fault !== undefined) return broken(fault);
  const centre = centroid(geometry).geometry.coordinates;
  const facts = { areaM2, box: boxOf(pieces.flat(2)), centre, repairs: [...heights, ...repairs] };
  return new LandOutline(new PackedLand(pieces), facts);
}

/** Measured at the height of the outline; enough to tell a sliver from land. */
function squareDegrees(m2: number, [, south, , north]: Outline['box']): number {
  return m2 / (METRES_PER_DEGREE ** 2 * Math.cos((((south + north) / 2) * Math.PI) / 180));
}

function hasHeights(source: Geometry): boolean {
  return (firstPosition((source as { coordinates?: unknown }).coordinates)?.length ?? 0) > 2;
}

function broken(met: string): Broken {
  return { code: 'GEOMETRY_BROKEN', met };
}

function areaFault(areaM2: number): string | undefined {
  if (areaM2 < 1) return 'it has no area';
  const ha = Math.round(areaM2 / 10_000);
  return ha > MOST_AREA_HA ? `it has ${ha} ha; wanted: at most ${MOST_AREA_HA}` : undefined;
}
