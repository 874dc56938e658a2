/** Outlines written as WKT: POINT, POLYGON and MULTIPOLYGON are what stands are drawn with. */
import type { Geometry, Position } from 'geojson';

/** The geometry, or undefined where the text is none of the three. */
export function wktGeometry(text: string): Geometry | undefined {
  const match = /^(?:SRID=\d+;)?\s*(POINT|POLYGON|MULTIPOLYGON)\s*Z?\s*(\(.*\))\s*$/is.exec(text.trim());
  if (match === null) return undefined;
  const type = match[1]!.toUpperCase();
  const coordinates = nested(match[2]!);
  if (coordinates === undefined) return undefined;
  if (type === 'POINT') return { type: 'Point', coordinates: (coordinates as Position[])[0]! };
  if (type === 'POLYGON') return { type: 'Polygon', coordinates: coordinates as Position[][] };
  return { type: 'MultiPolygon', coordinates: coordinates as Position[][][] };
}

/** `((1 2, 3 4))` as nested arrays: the brackets are JSON's once positions are bracketed too. */
function nested(text: string): unknown {
  const json = text
    .replace(/(-?[\d.eE+-]+(?:\s+-?[\d.eE+-]+)+)/g, (position) => `[${position.trim().split(/\s+/).join(',')}]`)
    .replace(/\(/g, '[')
    .replace(/\)/g, ']');
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}
