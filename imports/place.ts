/** Whether a stand lies in the county it names; one that lies elsewhere has a wrong county or reference system, or swapped axes. */
import type { Geometry } from 'geojson';
import { isWithinArea } from './boundaries.ts';
import type { ToWgs84 } from './crs.ts';
import type { Known } from './known.ts';
import type { Outline } from './outline.ts';
import type { Area } from './pieces.ts';
import { firstPosition } from './positions.ts';

type Extent = readonly [minLon: number, minLat: number, maxLon: number, maxLat: number];

interface Named {
  readonly countyCode: string | undefined;
  readonly known: Known;
}

/** Whether there is anything to hold a place in this county against. */
export function isPlaceKnown(countyCode: string, known: Known): boolean {
  return known.extentOf(countyCode) !== undefined || known.boundaryOf?.(countyCode) !== undefined;
}

/** Where it lies and where it was wanted; undefined where it lies in its county, or nobody knows where that is. */
export function outsideOf({
  outline,
  countyCode,
  known,
}: Named & { readonly outline: Outline }): { met: string; wanted: string } | undefined {
  const [lon = 0, lat = 0] = outline.centre;
  const met = `${lon.toFixed(4)}, ${lat.toFixed(4)}`;
  if (countyCode === undefined) return { met, wanted: 'any county that the policy knows' };
  const [extent, boundary] = [known.extentOf(countyCode), known.boundaryOf?.(countyCode)];
  const isIn = extent === undefined || isWithin(extent, lon, lat);
  if (isIn && (boundary === undefined || isNearArea([lon, lat], boundary))) return undefined;
  return { met, wanted: isIn ? `county ${countyCode}, its boundary` : `county ${countyCode} (${extent.join(', ')})` };
}

/** Some 1–2 km: boundaries of web maps are shifted by up to 700 m, and drawn coarsely. */
const NEAR_DEGREES = 0.015;

function isNearArea([lon, lat]: readonly [number, number], boundary: Area): boolean {
  const steps = [-NEAR_DEGREES, 0, NEAR_DEGREES];
  return steps.some((east) => steps.some((north) => isWithinArea([lon + east, lat + north], boundary)));
}

/** Whether the outline would lie in its county, were its first position written the other way round. */
export function seemsSwapped({
  source,
  to,
  countyCode,
  known,
}: Named & { readonly source: Geometry; readonly to: ToWgs84 }): boolean {
  const extent = countyCode === undefined ? undefined : known.extentOf(countyCode);
  const [x, y] = firstPosition((source as { coordinates?: unknown }).coordinates) ?? [];
  if (extent === undefined || !Number.isFinite(x) || !Number.isFinite(y)) return false;
  try {
    const [lon = NaN, lat = NaN] = to([y!, x!]);
    return isWithin(extent, lon, lat);
  } catch {
    return false;
  }
}

function isWithin([minLon, minLat, maxLon, maxLat]: Extent, lon: number, lat: number): boolean {
  return minLon <= lon && lon <= maxLon && minLat <= lat && lat <= maxLat;
}
