/** Outlines as WKT, with all digits of each number: what is read again is the same outline. */
import type { Geometry, Position } from 'geojson';

export function wktOf(geometry: Geometry): string {
  switch (geometry.type) {
    case 'Point':
      return `POINT (${positionOf(geometry.coordinates)})`;
    case 'Polygon':
      return `POLYGON ${ringsOf(geometry.coordinates)}`;
    case 'MultiPolygon':
      return `MULTIPOLYGON (${geometry.coordinates.map(ringsOf).join(', ')})`;
    default:
      throw new Error(`a stand has an outline of type ${geometry.type}; wanted: Point, Polygon or MultiPolygon`);
  }
}

function ringsOf(rings: readonly (readonly Position[])[]): string {
  return `(${rings.map((ring) => `(${ring.map(positionOf).join(', ')})`).join(', ')})`;
}

function positionOf([x, y]: Position): string {
  return `${x} ${y}`;
}
