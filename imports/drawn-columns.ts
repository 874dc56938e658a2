/** Outlines in the cells of a table that has none of its own: as WKT or GeoJSON, or as longitude and latitude. */
import type { Geometry } from 'geojson';
import { degreesIn } from './degrees.ts';
import type { Drawn } from './table.ts';
import { readWkt, sridOf } from './wkt.ts';

/** As PostGIS, QGIS, GDAL and GeoPandas call them, and people who name the form beside the thing. */
const GEOMETRY_COLUMNS = [
  'geometry',
  'wkt',
  'geom',
  'the_geom',
  'wkt_geom',
  'geom_wkt',
  'geometry_wkt',
  'wkt_geometry',
].concat(['wkb_geometry', 'shape_wkt', 'ewkt', 'st_astext', 'st_asewkt', '几何', '边界']);
const LONGITUDES = ['lon', 'lng', 'long', 'longitude', '经度', '东经'];
const LATITUDES = ['lat', 'latitude', '纬度', '北纬'];

/** Text of the cell in a column, counted from 0; empty where there is none. */
export type CellText = (column: number) => string;

export interface Drawing {
  /** Columns it is in, counted from 0. */
  readonly columns: readonly number[];
  /** System that the first of the outlines names. */
  readonly crs?: string;
  of(cell: CellText): Drawn;
}

export function drawingIn(columns: readonly string[], rows: Iterable<CellText>): Drawing {
  const names = columns.map((name) => name.toLowerCase());
  const outline = names.findIndex((name) => GEOMETRY_COLUMNS.includes(name));
  if (outline >= 0) return inOneCell(piecesOf(names, outline), rows);
  const [lon, lat] = [LONGITUDES, LATITUDES].map((known) => names.findIndex((name) => known.includes(name)));
  if (lon! < 0 || lat! < 0) return { columns: [], of: () => ({}) };
  return { columns: [lon!, lat!], of: (cell) => pointOf(cell(lon!), cell(lat!)) };
}

/** A spreadsheet's cell holds 32,767 characters; what is longer goes on in `wkt 2`, `wkt 3`, … */
function piecesOf(names: readonly string[], first: number): readonly number[] {
  const pieces = [first];
  for (;;) {
    const next = names.indexOf(`${names[first]} ${pieces.length + 1}`);
    if (next < 0) return pieces;
    pieces.push(next);
  }
}

function inOneCell(pieces: readonly number[], rows: Iterable<CellText>): Drawing {
  let crs: string | undefined;
  for (const cell of rows) if ((crs = sridOf(cell(pieces[0]!))) !== undefined) break;
  const textOf = (cell: CellText) => pieces.map(cell).join('');
  return { columns: pieces, ...(crs !== undefined && { crs }), of: (cell) => drawn(textOf(cell), crs) };
}

function drawn(text: string, crs: string | undefined): Drawn {
  if (text === '') return {};
  const geometry = readWkt(text);
  const srid = sridOf(text);
  if (geometry === undefined)
    return { faults: [{ code: 'GEOMETRY_BROKEN', met: `it is no WKT: ${text.slice(0, 60)}` }] };
  if (srid !== undefined && srid !== crs)
    return { faults: [{ code: 'GEOMETRY_BROKEN', met: `it is in ${srid}; the rows before it are in ${crs}` }] };
  return { geometry };
}

/** What is no number is kept as it is written: `outline.ts` names it, and a count of live points does not mind. */
function pointOf(lon: string, lat: string): Drawn {
  if (lon === '' && lat === '') return {};
  return { geometry: { type: 'Point', coordinates: [degreesIn(lon, 'EW'), degreesIn(lat, 'NS')] } as Geometry };
}
