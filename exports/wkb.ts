/** Outlines as GeoPackage keeps them: well-known binary behind a header with their box (OGC 12-128, 2.1.3). */
import type { Geometry, Position } from 'geojson';

export type Box = readonly [minX: number, minY: number, maxX: number, maxY: number];

/** @param srsId - number of the reference system in the file */
export function geoPackageBinary(geometry: Geometry, srsId: number): { bytes: Buffer; box: Box } {
  const box = boxOf(geometry);
  const header = Buffer.alloc(8);
  header.write('GP', 'latin1');
  // Little end first, with a box of two dimensions.
  header[3] = 0b11;
  header.writeInt32LE(srsId, 4);
  const [minX, minY, maxX, maxY] = box;
  return { bytes: Buffer.concat([header, doubles([minX, maxX, minY, maxY]), wkbOf(geometry)]), box };
}

function wkbOf(geometry: Geometry): Buffer {
  switch (geometry.type) {
    case 'Point':
      return Buffer.concat([head(1), doubles(geometry.coordinates.slice(0, 2))]);
    case 'Polygon':
      return polygon(geometry.coordinates);
    case 'MultiPolygon':
      return Buffer.concat([head(6), count(geometry.coordinates.length), ...geometry.coordinates.map(polygon)]);
    default:
      throw new Error(`a stand has an outline of type ${geometry.type}; wanted: Point, Polygon or MultiPolygon`);
  }
}

function polygon(rings: readonly (readonly Position[])[]): Buffer {
  return Buffer.concat([head(3), count(rings.length), ...rings.flatMap((ring) => [count(ring.length), ringOf(ring)])]);
}

function ringOf(ring: readonly Position[]): Buffer {
  return doubles(ring.flatMap(([x = NaN, y = NaN]) => [x, y]));
}

function head(type: number): Buffer {
  return Buffer.concat([Buffer.of(1), count(type)]);
}

function count(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function doubles(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 8);
  values.forEach((value, index) => bytes.writeDoubleLE(value, index * 8));
  return bytes;
}

function boxOf(geometry: Geometry): Box {
  const coordinates = 'coordinates' in geometry ? geometry.coordinates : [];
  const flat = (coordinates as unknown[]).flat(3) as number[];
  // Positions have two numbers each: an import leaves heights aside.
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  flat.forEach((value, index) => {
    const axis = index % 2;
    box[axis] = Math.min(box[axis]!, value);
    box[axis + 2] = Math.max(box[axis + 2]!, value);
  });
  return box;
}
