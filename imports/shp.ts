/** Outlines of a shapefile, one a row of its table. */
import type { Geometry, Position } from 'geojson';
import { ImportError } from './problems.ts';
import { polygonsOf, ringsFault } from './rings.ts';
import type { Drawn } from './table.ts';
import { viewOf } from './zip.ts';

interface Files {
  readonly shp: Uint8Array;
  /** Where each outline begins; seldom needed, and often lost or stale. */
  readonly shx?: Uint8Array;
  /** Rows of the table. */
  readonly count: number;
  readonly name: string;
}

interface Place {
  readonly at: number;
  readonly bytes: number;
}

const HEADER_BYTES = 100;
const RECORD_HEADER_BYTES = 8;
const FILE_CODE = 9994;

/**
 * The outline of each row, by the row's number counted from 0, read when it is asked for.
 *
 * @throws ImportError where the outlines cannot be matched to the rows one by one
 */
export function readShp({ shp, shx, count, name }: Files): (index: number) => Drawn {
  const view = viewOf(shp);
  if (shp.length < HEADER_BYTES || view.getInt32(0) !== FILE_CODE) throw broken(name, 'it is no shapefile');
  const walked = placesIn(view);
  const found = typeof walked !== 'string' && walked.length === count ? walked : placesBy(view, shx, count);
  if (found !== undefined) return (index) => shapeAt(view, found[index]!.at, found[index]!.bytes);
  if (typeof walked === 'string') throw broken(name, walked);
  throw broken(name, `it has ${walked.length} outlines and its .dbf ${count} rows`);
}

function broken(name: string, met: string): ImportError {
  return new ImportError({ code: 'FILE_BROKEN', met: `${name}: ${met}` });
}

/** Outlines one after the other, as nearly every program writes them; a text says where that breaks off. */
function placesIn(view: DataView): readonly Place[] | string {
  const stated = view.getUint32(24) * 2;
  const end = stated > HEADER_BYTES && stated < view.byteLength ? stated : view.byteLength;
  const places: Place[] = [];
  for (let at = HEADER_BYTES; at + RECORD_HEADER_BYTES <= end;) {
    const bytes = view.getUint32(at + 4) * 2;
    if (bytes < 4 || at + RECORD_HEADER_BYTES + bytes > view.byteLength)
      return `outline ${places.length + 1} reaches beyond its end; was it cut off?`;
    places.push({ at: at + RECORD_HEADER_BYTES, bytes });
    at += RECORD_HEADER_BYTES + bytes;
  }
  return places;
}

/** By the index: a program that changed outlines in place leaves gaps between them. */
function placesBy(view: DataView, shx: Uint8Array | undefined, count: number): readonly Place[] | undefined {
  if (shx === undefined || shx.length !== HEADER_BYTES + count * 8) return undefined;
  const index = viewOf(shx);
  const places = Array.from({ length: count }, (_, row) => ({
    at: index.getUint32(HEADER_BYTES + row * 8) * 2 + RECORD_HEADER_BYTES,
    bytes: index.getUint32(HEADER_BYTES + row * 8 + 4) * 2,
  }));
  const isThere = ({ at, bytes }: Place) =>
    bytes >= 4 && at + bytes <= view.byteLength && view.getUint32(at - 4) * 2 === bytes;
  return places.every(isThere) ? places : undefined;
}

const OTHERS: Readonly<Record<number, string>> = {
  3: 'MultiLineString',
  8: 'MultiPoint',
  13: 'MultiLineString',
  18: 'MultiPoint',
  23: 'MultiLineString',
  28: 'MultiPoint',
  31: 'MultiPatch',
};

/** Heights and measures come after the positions and are left aside. */
function shapeAt(view: DataView, at: number, bytes: number): Drawn {
  const type = view.getInt32(at, true);
  if (type === 0) return {};
  if ([1, 11, 21].includes(type)) {
    if (bytes < 20) return fault('a point is cut off');
    return { geometry: { type: 'Point', coordinates: positionAt(view, at + 4) } };
  }
  if ([5, 15, 25].includes(type)) return polygonAt(view, at, bytes);
  // Whatever it is, it is no outline, and says so.
  return { geometry: { type: OTHERS[type] ?? `shape of type ${type}`, coordinates: [] } as unknown as Geometry };
}

function fault(met: string): Drawn {
  return { faults: [{ code: 'GEOMETRY_BROKEN', met }] };
}

function positionAt(view: DataView, at: number): Position {
  return [view.getFloat64(at, true), view.getFloat64(at + 8, true)];
}

/** Its counts are checked against its length before anything is made of them. */
function polygonAt(view: DataView, at: number, bytes: number): Drawn {
  if (bytes < 44) return fault('a polygon is cut off');
  const parts = view.getUint32(at + 36, true);
  const points = view.getUint32(at + 40, true);
  if (parts === 0 || points === 0) return {};
  const tooMany = ringsFault(parts, points);
  if (tooMany !== undefined) return fault(tooMany);
  if (44 + parts * 4 + points * 16 > bytes) return fault(`it states ${points} positions and has fewer`);
  const starts = Array.from({ length: parts }, (_, part) => view.getUint32(at + 44 + part * 4, true));
  const ends = [...starts.slice(1), points];
  if (starts[0] !== 0 || starts.some((start, part) => start > ends[part]!)) return fault('its rings are out of order');
  const from = at + 44 + parts * 4;
  const rings = starts.map((start, part) =>
    Array.from({ length: ends[part]! - start }, (_, index) => positionAt(view, from + (start + index) * 16)),
  );
  return { geometry: polygonsOf(rings.filter((ring) => ring.length > 0)) };
}
