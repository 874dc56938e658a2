/** Outlines written as WKT, or as GeoJSON in a cell. Whether they are outlines of a stand, `outline.ts` finds out. */
import type { Geometry } from 'geojson';

const TYPES: Readonly<Record<string, Geometry['type']>> = {
  POINT: 'Point',
  LINESTRING: 'LineString',
  POLYGON: 'Polygon',
  MULTIPOINT: 'MultiPoint',
  MULTILINESTRING: 'MultiLineString',
  MULTIPOLYGON: 'MultiPolygon',
};
/** Of a text whose blanks are collapsed: blanks that three pieces in a row may take would be parted in every way. */
const WKT = /^(?:SRID=\d{1,9};)? ?([A-Z]{5,15}?) ?(?:Z|M|ZM)? ?(EMPTY|\(.*\))$/i;

/** The geometry, or undefined where the text is none. */
export function readWkt(text: string): Geometry | undefined {
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) return parsed(trimmed) as Geometry | undefined;
  const match = WKT.exec(trimmed.replace(/\s+/g, ' '));
  const type = match === null ? undefined : TYPES[match[1]!.toUpperCase()];
  if (match === null || type === undefined) return undefined;
  if (match[2]!.toUpperCase() === 'EMPTY') return { type, coordinates: [] } as unknown as Geometry;
  const coordinates = nested(match[2]!);
  if (coordinates === undefined) return undefined;
  return { type, coordinates: type === 'Point' ? (coordinates as unknown[])[0] : coordinates } as Geometry;
}

/** @example sridOf('SRID=4547;POINT (1 2)') // 'EPSG:4547' */
export function sridOf(text: string): string | undefined {
  const code = /^\s*SRID=(\d+);/i.exec(text)?.[1];
  return code === undefined ? undefined : `EPSG:${code}`;
}

/** `((1 2, 3 4))` as nested arrays: the brackets are JSON's once positions are bracketed too. */
function nested(text: string): unknown {
  const json = text
    .replace(/[^(),]+/g, positionIn)
    .replace(/\(/g, '[')
    .replace(/\)/g, ']');
  return parsed(json);
}

function positionIn(text: string): string {
  const numbers = text.trim().split(' ');
  return numbers.length > 1 && /^[\d.eE+ -]+$/.test(text) ? `[${numbers.join(',')}]` : text;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}
