/** Reference systems: EPSG codes from Esri's published list, and whatever proj4 reads. */
import { createRequire } from 'node:module';
import type { Position } from 'geojson';
import proj4 from 'proj4';
import { ImportError } from './problems.ts';

/** `lookup` scans 15 MB of definitions; loaded only where a file is not in WGS 84. */
interface Definitions {
  lookup(code: number): { wkt?: string } | undefined;
}

export type ToWgs84 = (position: Position) => Position;

/** `EPSG:3301`, `EPSG::3301`, and the URNs and addresses that OGC has given it over time. */
const EPSG =
  /^(?:urn:(?:x-)?ogc:def:crs:|https?:\/\/www\.opengis\.net\/(?:def\/crs\/|gml\/srs\/))?EPSG(?:[:/][\d.]*)?(?:[:/]|\.xml#)(\d{4,6})$/i;
const CRS84 =
  /^(?:(?:urn:(?:x-)?ogc:def:crs:|https?:\/\/www\.opengis\.net\/def\/crs\/)?OGC[:/][\d.]*[:/]?)?CRS:?84h?$/i;
const WKT = /^[A-Z_]{4,12}\s*\[/i;
/** CGCS2000 differs from WGS 84 by centimetres and is taken as it is. */
const AS_WGS84 = ['4326', '4490'];
const WANTED = 'an EPSG code such as EPSG:4547, a proj4 string or WKT';

/**
 * How positions become WGS 84. Positions are easting or longitude first, as GeoJSON has them, whatever order the
 * system's authority names.
 *
 * @param stated - `EPSG:3301`, an OGC URN, a proj4 string or WKT; undefined = WGS 84
 * @throws ImportError where the system is not known
 */
export function toWgs84(stated: string | undefined): ToWgs84 {
  const name = stated?.trim();
  if (name === undefined || CRS84.test(name)) return asItIs;
  const code = EPSG.exec(name)?.[1] ?? /^\d{4,6}$/.exec(name)?.[0];
  if (code !== undefined && AS_WGS84.includes(code)) return asItIs;
  const definition = code === undefined ? definitionIn(name) : wktOf(code);
  if (definition === undefined) throw unknown(name);
  try {
    const { forward } = proj4(definition, 'WGS84');
    return ([x = 0, y = 0]) => forward([x, y]);
  } catch (error) {
    throw unknown(`${name} (${error instanceof Error ? error.message : String(error)})`);
  }
}

function asItIs([x = 0, y = 0]: Position): Position {
  return [x, y];
}

function definitionIn(name: string): string | undefined {
  return name.startsWith('+') || WKT.test(name) ? name : undefined;
}

function wktOf(code: string): string | undefined {
  const definitions = createRequire(import.meta.url)('@esri/proj-codes') as Definitions;
  return definitions.lookup(Number(code))?.wkt;
}

function unknown(met: string): ImportError {
  return new ImportError({ code: 'CRS_UNKNOWN', met: met.slice(0, 160) || '(empty)', wanted: WANTED });
}
