/** Reference systems: EPSG codes from Esri's published list, and whatever proj4 reads. */
import { createRequire } from 'node:module';
import type { Position } from 'geojson';
import proj4 from 'proj4';
import type { Grid } from './china-grids.ts';
import { inDegrees } from './angle-unit.ts';
import { remarksOn } from './datum.ts';
import { unshifted } from './gcj02.ts';
import { ImportError } from './problems.ts';
import type { RowFault } from './table.ts';

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
/** No authority numbers it. */
const GCJ02 = /^gcj-?0?2$/i;
const WKT = /^[A-Z_]{4,12}\s*\[/i;
/** CGCS2000 differs from WGS 84 by centimetres and is taken as it is. */
const AS_WGS84 = ['4326', '4490'];
const WANTED = 'an EPSG code such as EPSG:4547, a proj4 string or WKT';

/** A system in which positions are written, and the way out of it. */
export interface ReferenceSystem {
  /** Short enough to be kept with each outline. */
  readonly name: string;
  readonly kind: 'degrees' | 'metres';
  readonly toWgs84: ToWgs84;
  /** Of angles in grads or seconds; absent = 1. */
  readonly degreesPerUnit?: number;
  /** Of a transverse Mercator: what the zones of China are told by. */
  readonly grid?: Grid;
  readonly remarks: readonly RowFault[];
}

/**
 * How positions become WGS 84. Positions are easting or longitude first, as GeoJSON has them, whatever order the
 * system's authority names.
 *
 * @param stated - `EPSG:3301`, an OGC URN, `GCJ-02`, a proj4 string or WKT; undefined = WGS 84
 * @throws ImportError where the system is not known
 */
export function referenceSystem(stated: string | undefined): ReferenceSystem {
  const name = stated?.trim();
  if (name === undefined || CRS84.test(name)) return inWgs84(stated ?? 'EPSG:4326');
  if (GCJ02.test(name)) return { name: 'GCJ-02', kind: 'degrees', toWgs84: unshifted, remarks: [] };
  const code = EPSG.exec(name)?.[1] ?? /^\d{4,6}$/.exec(name)?.[0];
  if (code !== undefined && AS_WGS84.includes(code)) return inWgs84(name);
  const definition = code === undefined ? definitionIn(name) : wktOf(code);
  if (definition === undefined) throw unknown(name);
  try {
    return systemOf(definition, shortName(name));
  } catch (error) {
    throw unknown(`${name} (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** Whether `referenceSystem` takes it. */
export function isKnownSystem(stated: string): boolean {
  try {
    return referenceSystem(stated) !== undefined;
  } catch {
    return false;
  }
}

function inWgs84(name: string): ReferenceSystem {
  return { name, kind: 'degrees', toWgs84: asItIs, remarks: [] };
}

const DEGREES = 'longlat';
/** A plan of a building site or a mine, which lies nowhere. */
const LOCAL = 'identity';
const TRANSVERSE_MERCATOR = /^(tmerc|etmerc|gauss.?kr[uü]e?ger|.*transverse.mercator.*)$/i;

/** What proj4 makes of a definition; its types leave out the most of it. */
interface Parsed {
  readonly projName: string;
  readonly a: number;
  readonly x0?: number;
  /** Radians. */
  readonly long0?: number;
  readonly datum?: { readonly datum_type?: number };
}

function systemOf(stated: string, name: string): ReferenceSystem {
  const { definition, degrees: perUnit } = inDegrees(withMeridian(stated));
  const parsed = new proj4.Proj(definition) as unknown as Parsed;
  if (parsed.projName === LOCAL) throw new Error('a local system');
  const { forward } = proj4(definition, 'WGS84');
  const grid = { falseEasting: Math.round(parsed.x0 ?? 0), centralMeridian: degrees(parsed.long0 ?? 0) };
  const isGlobe = parsed.projName === DEGREES;
  const size = isGlobe ? perUnit : 1;
  return {
    name,
    kind: isGlobe ? 'degrees' : 'metres',
    ...(size !== 1 && { degreesPerUnit: size }),
    toWgs84: ([x = 0, y = 0]) => forward([x * size, y * size]),
    ...(TRANSVERSE_MERCATOR.test(parsed.projName) && { grid }),
    remarks: remarksOn({ name, a: parsed.a, datumType: parsed.datum?.datum_type, text: definition }),
  };
}

/** The meridian of New Zealand's old grid is called so by Esri, and otherwise by proj4, which finds none there. */
function withMeridian(definition: string): string {
  return /"New_Zealand_Map_Grid"/.test(definition)
    ? definition.replace(/"Longitude_Of_Origin"/i, '"Central_Meridian"')
    : definition;
}

function degrees(radians: number): number {
  return Math.round((radians * 180 * 1e6) / Math.PI) / 1e6;
}

/** WKT by its code where it ends with one, else by its name. */
function shortName(stated: string): string {
  if (!WKT.test(stated)) return stated;
  const code = /(?:AUTHORITY|ID)\["EPSG",\s*"?(\d{4,6})"?\]\s*\]$/i.exec(stated)?.[1];
  return code === undefined ? (/"([^"]*)"/.exec(stated)?.[1] ?? stated).slice(0, 80) : `EPSG:${code}`;
}

function asItIs([x = 0, y = 0]: Position): Position {
  return [x, y];
}

/** Of a system with heights the part before them, which is the one on the ground. */
const WITH_HEIGHTS = /^(COMPD_?CS|COMPOUNDCRS)\s*\[\s*"[^"]*"\s*,\s*/i;

function definitionIn(name: string): string | undefined {
  return name.startsWith('+') || WKT.test(name) ? name.replace(WITH_HEIGHTS, '') : undefined;
}

function wktOf(code: string): string | undefined {
  const definitions = createRequire(import.meta.url)('@esri/proj-codes') as Definitions;
  return definitions.lookup(Number(code))?.wkt;
}

function unknown(met: string): ImportError {
  return new ImportError({ code: 'CRS_UNKNOWN', met: met.slice(0, 160) || '(empty)', wanted: WANTED });
}
