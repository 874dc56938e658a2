/** Outlines carried over from their reference system to WGS 84. */
import type { MultiPolygon, Point, Polygon, Position } from 'geojson';
import type { ToWgs84 } from './crs.ts';
import type { Ring } from './pieces.ts';
import { placeOf } from './positions.ts';

/** A position that its reference system cannot carry over becomes none, which lies on no map. */
export function carried(source: Point | Polygon | MultiPolygon, to: ToWgs84): Point | Polygon | MultiPolygon {
  const carry = (position: Position): Position => {
    try {
      return to(position);
    } catch {
      return [NaN, NaN];
    }
  };
  const polygon = (rings: readonly Ring[]) => rings.map((ring) => ring.map(carry));
  if (source.type === 'Point') return { type: 'Point', coordinates: carry(source.coordinates) };
  if (source.type === 'Polygon') return { type: 'Polygon', coordinates: polygon(source.coordinates) };
  return { type: 'MultiPolygon', coordinates: source.coordinates.map(polygon) };
}

/** What is wrong with the first position that lies on no map. */
export function offMap(positions: readonly Position[]): string | undefined {
  const outside = positions.find(([x = NaN, y = NaN]) => !(Math.abs(x) <= 180 && Math.abs(y) <= 90));
  return outside && `position ${placeOf(outside)} lies on no map; is the reference system right (--crs)?`;
}
