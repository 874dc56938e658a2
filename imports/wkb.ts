/** Outlines as GeoPackage keeps them: well-known binary behind a header of its own. Heights and measures are left aside. */
import type { Geometry, Position } from 'geojson';
import type { Drawn } from './table.ts';
import { viewOf } from './zip.ts';

const MAGIC = 0x4750;
/** Bytes of the box in the header, by its kind. */
const BOX_BYTES = [0, 32, 48, 48, 64] as const;
const HEADER_BYTES = 8;

/** @param srsId - number of the layer's reference system in its file */
export function readGeoPackageBinary(bytes: Uint8Array, srsId: number): Drawn {
  const view = viewOf(bytes);
  if (bytes.length < HEADER_BYTES || view.getUint16(0) !== MAGIC) return fault('it is no outline of a GeoPackage');
  const flags = view.getUint8(3);
  const box = BOX_BYTES[(flags >> 1) & 7];
  if (box === undefined || (flags & 0x20) !== 0) return fault('it is of an extended form');
  if ((flags & 0x10) !== 0) return {};
  const own = view.getInt32(4, (flags & 1) === 1);
  if (own > 0 && own !== srsId) return fault(`its reference system is number ${own}, that of the layer ${srsId}`);
  return readWkb(bytes.subarray(HEADER_BYTES + box));
}

function fault(met: string): Drawn {
  return { faults: [{ code: 'GEOMETRY_BROKEN', met }] };
}

function readWkb(bytes: Uint8Array): Drawn {
  try {
    const geometry = new WkbReader(bytes).geometry();
    return geometry === undefined ? {} : { geometry };
  } catch (error) {
    if (error instanceof RangeError) return fault('it is cut off');
    throw error;
  }
}

const TYPES: Readonly<Record<number, string>> = {
  1: 'Point',
  2: 'LineString',
  3: 'Polygon',
  4: 'MultiPoint',
  5: 'MultiLineString',
  6: 'MultiPolygon',
  7: 'GeometryCollection',
  8: 'CircularString',
  9: 'CompoundCurve',
  10: 'CurvePolygon',
  11: 'MultiCurve',
  12: 'MultiSurface',
  15: 'PolyhedralSurface',
  16: 'TIN',
  17: 'Triangle',
};

/** Reads on from where it is; beyond the end a view throws a RangeError. */
class WkbReader {
  private readonly view: DataView;
  private at = 0;
  private little = true;

  constructor(bytes: Uint8Array) {
    this.view = viewOf(bytes);
  }

  geometry(): Geometry | undefined {
    const { type, stride } = this.head();
    if (type === 1) return this.point(stride);
    if (type === 3) return { type: 'Polygon', coordinates: this.rings(stride) };
    if (type === 6) return { type: 'MultiPolygon', coordinates: this.list(9, () => this.rings(this.head().stride)) };
    // Whatever it is, it is no outline, and says so.
    return { type: TYPES[type] ?? `shape of type ${type}`, coordinates: [] } as unknown as Geometry;
  }

  /** ISO adds thousands to the type for heights and measures, PostGIS sets bits. */
  private head(): { type: number; stride: number } {
    this.little = this.view.getUint8(this.at) === 1;
    const code = this.view.getUint32(this.at + 1, this.little);
    this.at += (code & 0x20000000) === 0 ? 5 : 9;
    const plain = code & 0x0fffffff;
    const more = Math.floor(plain / 1000);
    const flags = (code & 0x80000000 ? 1 : 0) + (code & 0x40000000 ? 1 : 0);
    return { type: plain % 1000, stride: (2 + (more === 3 ? 2 : more > 0 ? 1 : flags)) * 8 };
  }

  /** A point without coordinates is written as not-a-number. */
  private point(stride: number): Geometry | undefined {
    const position = this.position(stride);
    return position.some(Number.isNaN) ? undefined : { type: 'Point', coordinates: position };
  }

  private rings(stride: number): Position[][] {
    return this.list(4, () => this.list(stride, () => this.position(stride)));
  }

  private position(stride: number): Position {
    const position = [this.view.getFloat64(this.at, this.little), this.view.getFloat64(this.at + 8, this.little)];
    this.at += stride;
    return position;
  }

  /** A count is held against what is left before anything is made of it. */
  private list<T>(leastBytes: number, read: () => T): T[] {
    const count = this.view.getUint32(this.at, this.little);
    this.at += 4;
    if (count * leastBytes > this.view.byteLength - this.at) throw new RangeError('more than there is');
    return Array.from({ length: count }, read);
  }
}
