/** Reference systems: EPSG codes from Esri's published list, and whatever proj4 reads. */
import { createRequire } from 'node:module';
import type { Geometry, Position } from 'geojson';
import proj4 from 'proj4';
import { ImportError } from './problems.ts';

/** `lookup` scans 15 MB of definitions; loaded only where a file is not in WGS 84. */
interface Definitions {
  lookup(code: number): { wkt?: string } | undefined;
}

export type ToWgs84 = (position: Position) => Position;

const WGS84 =
  /^(urn:ogc:def:crs:)?(OGC:[\d.]*:?CRS84|EPSG:{1,2}4326|EPSG:{1,2}4490)$|^(urn:ogc:def:crs:)?EPSG:[\d.]*:(4326|4490)$/i;

/**
 * How positions become WGS 84.
 *
 * CGCS2000 (EPSG:4490) differs from WGS 84 by centimetres and is taken as it is.
 *
 * @param stated - `EPSG:3301`, an OGC URN, a proj4 string or WKT; undefined = WGS 84
 * @throws ImportError where the system is not known
 */
export function toWgs84(stated: string | undefined): ToWgs84 {
  if (stated === undefined || WGS84.test(stated.trim())) return ([x = 0, y = 0]) => [x, y];
  const definition = definitionOf(stated.trim());
  try {
    const { forward } = proj4(definition, 'WGS84');
    return ([x = 0, y = 0]) => forward([x, y]);
  } catch (error) {
    throw new ImportError({
      code: 'CRS_UNKNOWN',
      met: `${stated.slice(0, 60)} (${(error as Error).message})`,
      wanted: 'an EPSG code, a proj4 string or WKT',
    });
  }
}

function definitionOf(stated: string): string {
  if (stated.startsWith('+') || /^(PROJCS|GEOGCS|PROJCRS|GEOGCRS)/i.test(stated)) return stated;
  const code = /^(?:urn:ogc:def:crs:)?EPSG:(?:[\d.]*:)?(\d+)$/i.exec(stated)?.[1] ?? /^\d+$/.exec(stated)?.[0];
  const definitions = createRequire(import.meta.url)('@esri/proj-codes') as Definitions;
  const wkt = code === undefined ? undefined : definitions.lookup(Number(code))?.wkt;
  if (wkt === undefined)
    throw new ImportError({
      code: 'CRS_UNKNOWN',
      met: stated.slice(0, 80),
      wanted: 'an EPSG code such as EPSG:4547, a proj4 string or WKT',
    });
  return wkt;
}

/** The geometry with every position carried over. */
export function reproject(geometry: Geometry, to: ToWgs84): Geometry {
  const carry = (value: unknown): unknown =>
    Array.isArray(value) ? (typeof value[0] === 'number' ? to(value as Position) : value.map(carry)) : value;
  return 'coordinates' in geometry ? ({ ...geometry, coordinates: carry(geometry.coordinates) } as Geometry) : geometry;
}
