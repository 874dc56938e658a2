/** Whether a stand lies in the county it names; one that lies elsewhere has a wrong county or reference system, or swapped axes. */
import type { Geometry, Position } from 'geojson';
import type { ToWgs84 } from './crs.ts';
import type { Known } from './known.ts';
import type { Outline } from './outline.ts';

type Extent = readonly [minLon: number, minLat: number, maxLon: number, maxLat: number];

interface Named {
  readonly countyCode: string | undefined;
  readonly known: Known;
}

/** Where it lies and where it was wanted; undefined where it lies in its county. */
export function outsideOf({
  outline,
  countyCode,
  known,
}: Named & { readonly outline: Outline }): { met: string; wanted: string } | undefined {
  const [lon = 0, lat = 0] = outline.centre;
  const met = `${lon.toFixed(4)}, ${lat.toFixed(4)}`;
  if (countyCode === undefined) return { met, wanted: 'any county that the policy knows' };
  const extent = known.extentOf(countyCode);
  if (extent !== undefined && isWithin(extent, lon, lat)) return undefined;
  return { met, wanted: `county ${countyCode} (${extent?.join(', ')})` };
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

/** The first two numbers of whatever a file holds in the place of coordinates. */
export function firstPosition(value: unknown): Position | undefined {
  let inner = value;
  while (Array.isArray(inner) && Array.isArray(inner[0])) inner = inner[0];
  return Array.isArray(inner) ? (inner as Position) : undefined;
}

function isWithin([minLon, minLat, maxLon, maxLat]: Extent, lon: number, lat: number): boolean {
  return minLon <= lon && lon <= maxLon && minLat <= lat && lat <= maxLat;
}
