/** Boundaries of counties from a GeoJSON that names their codes. */
import type { Position } from 'geojson';
import { isWithinRing } from './crossings.ts';
import { textOf } from './encoding.ts';
import { readGeoJson } from './geojson.ts';
import { piecesOf, type Area } from './pieces.ts';
import { ImportError } from './problems.ts';
import { shown } from './values.ts';

/** Names under which files of boundaries keep the county's code. */
const CODES = ['id', 'code', 'adcode', 'gb', '县代码', '行政代码', 'county', 'county code'];

/**
 * Boundaries by county code, in WGS 84. A `gb` of nine digits begins with the code.
 *
 * @throws ImportError where the file is no GeoJSON, or none of its areas names a code
 */
export function readBoundaries(bytes: Uint8Array): ReadonlyMap<string, Area> {
  const { rows } = readGeoJson(textOf(bytes));
  const found = rows.flatMap(({ values, geometry }) => {
    const code = CODES.map((name) => values[name])
      .map(codeIn)
      .find((each) => each !== undefined);
    const isArea = geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon';
    return code !== undefined && isArea ? [[code, geometry] as const] : [];
  });
  if (found.length === 0)
    throw new ImportError({
      code: 'FILE_KIND',
      met: 'without counties',
      wanted: 'areas with the code of their county (id, code, adcode)',
    });
  return new Map(found);
}

function codeIn(value: unknown): string | undefined {
  return /^(?:156)?(\d{6})$/.exec(shown(value ?? ''))?.[1];
}

export function isWithinArea(position: Position, area: Area): boolean {
  return piecesOf(area).some(
    ([outer = [], ...holes]) => isWithinRing(position, outer) && !holes.some((hole) => isWithinRing(position, hole)),
  );
}
