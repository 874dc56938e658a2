/** Boundaries of counties from a GeoJSON that names their codes. */
import type { Position } from 'geojson';
import { carried, offMap } from './carried.ts';
import { isWithinRing } from './crossings.ts';
import { utf8Of } from './encoding.ts';
import { readGeoJson } from './geojson.ts';
import { shapeFault } from './outline-shape.ts';
import { areaOfPieces, piecesOf, type Area, type Piece } from './pieces.ts';
import { ImportError } from './problems.ts';
import { systemOf } from './stated-crs.ts';
import { shown } from './values.ts';

/** Names under which files of boundaries keep the county's code. */
const CODES = ['id', 'code', 'adcode', 'gb', '县代码', '行政代码', 'county', 'county code'];

/**
 * Boundaries by county code, in WGS 84; areas of one county are one boundary, areas of other counties are passed over.
 * A `gb` of nine digits has the country before the code.
 *
 * @param counties - codes of the counties that are asked for
 * @throws ImportError where the file is no GeoJSON, none of its areas names a code, or an area is broken
 */
export function readBoundaries(bytes: Uint8Array, counties: readonly string[]): ReadonlyMap<string, Area> {
  const table = readGeoJson(utf8Of(bytes).bytes);
  const { toWgs84 } = systemOf(table, undefined);
  const pieces = new Map<string, Piece[]>();
  for (const { values, geometry } of table.rows) {
    const code = CODES.map((name) => codeIn(values[name], counties)).find((each) => each !== undefined);
    if (code === undefined || (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon')) continue;
    refuseBroken(shapeFault(geometry), code);
    const own = piecesOf(carried(geometry, toWgs84) as Area);
    refuseBroken(offMap(own.flat(2)), code);
    pieces.set(code, [...(pieces.get(code) ?? []), ...own]);
  }
  if (pieces.size === 0)
    throw new ImportError({
      code: 'FILE_KIND',
      met: 'without counties',
      wanted: `areas with the code of their county (id, code, adcode), e.g. ${counties[0]}`,
    });
  return new Map([...pieces].map(([code, all]) => [code, areaOfPieces(all)]));
}

function codeIn(value: unknown, counties: readonly string[]): string | undefined {
  const text = shown(value ?? '')
    .trim()
    .toLowerCase()
    .replace(/^156(?=\d{6}$)/, '');
  return counties.find((code) => code.toLowerCase() === text);
}

function refuseBroken(met: string | undefined, county: string): void {
  if (met !== undefined) throw new ImportError({ code: 'GEOMETRY_BROKEN', met: `county ${county}: ${met}` });
}

export function isWithinArea(position: Position, area: Area): boolean {
  return piecesOf(area).some(
    ([outer = [], ...holes]) => isWithinRing(position, outer) && !holes.some((hole) => isWithinRing(position, hole)),
  );
}
