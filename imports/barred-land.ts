/** A county's layer of land that is not planted: outlines alone, for nothing else of it is asked. */
import { area } from '@turf/area';
import { carried, offMap } from './carried.ts';
import { shapeFault } from './outline-shape.ts';
import { boxOf, piecesOf, type Area, type Box } from './pieces.ts';
import { ImportError } from './problems.ts';
import { systemOf } from './stated-crs.ts';
import type { SourceRow, SourceTable } from './table.ts';

export interface BarredOutline {
  /** In WGS 84. */
  readonly geometry: Area;
  readonly box: Box;
  /** Geodesic, whole m². */
  readonly areaM2: number;
}

/**
 * Outlines of a layer, one a row. They are taken as drawn, with rings that cross themselves: whoever drew the farmland is
 * not here to mend it, and shared land is measured all the same.
 *
 * @param crs - reference system given by hand; else the file's own, else WGS 84
 * @throws ImportError naming the first row that is no area, or the reference system
 */
export function readBarredLand(table: SourceTable, crs?: string): readonly BarredOutline[] {
  const { toWgs84 } = systemOf(table, crs);
  return Array.from(table.rows, (row) => {
    const { geometry } = row;
    const fault = faultOf(row);
    if (fault !== undefined || geometry === undefined) throw broken(row, fault ?? 'it has no outline');
    const land = carried(geometry as Area, toWgs84) as Area;
    const positions = piecesOf(land).flat(2);
    const outside = offMap(positions);
    if (outside !== undefined) throw broken(row, outside);
    return { geometry: land, box: boxOf(positions), areaM2: Math.round(area(land)) };
  });
}

function faultOf({ geometry, faults = [] }: SourceRow): string | undefined {
  const [fault] = faults;
  if (fault !== undefined) return fault.met ?? fault.code;
  if (geometry === undefined) return undefined;
  return geometry.type === 'Point' ? 'a Point; wanted: Polygon or MultiPolygon' : shapeFault(geometry);
}

function broken({ row }: SourceRow, met: string): ImportError {
  return new ImportError({ code: 'GEOMETRY_BROKEN', met: `row ${row}: ${met}` });
}
