/** GeoPackages as tests want them, written by SQLite itself; statements may break them anywhere. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Database, type SQLiteValue } from 'node-sqlite3-wasm';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { square, type Ring } from './shapefile-files.ts';

/** A shapefile's ring runs with the clock; here land runs against it. */
export function land(x: number, y: number, size: number): Ring {
  return square(x, y, size).toReversed();
}

export const LAND = land(113, 38.5, 0.003);

export interface LayerIn {
  readonly name: string;
  readonly srsId?: number;
  /** Null = a table without outlines. */
  readonly outlines?: readonly (Uint8Array | null)[] | null;
  readonly columns?: readonly string[];
  readonly rows?: readonly (readonly SQLiteValue[])[];
}

export const COLUMNS = ['县代码', '小班号', '树种', '造林日期', '设计株数'] as const;
export const STAND: readonly SQLiteValue[] = ['140921', '0001', '油松', '2026-04-10', 2000];

const SYSTEMS = `
create table gpkg_spatial_ref_sys (srs_name text not null, srs_id integer primary key, organization text not null, organization_coordsys_id integer not null, definition text not null, description text);
insert into gpkg_spatial_ref_sys values ('none', -1, 'NONE', -1, 'undefined', null), ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84"]', null), ('zone 38', 4526, 'EPSG', 4526, '', null);
create table gpkg_contents (table_name text primary key, data_type text not null, identifier text unique, srs_id integer);
create table gpkg_geometry_columns (table_name text not null, column_name text not null, geometry_type_name text not null, srs_id integer not null, z tinyint not null, m tinyint not null);
`;

export function geoPackageOf(layers: readonly LayerIn[], ...more: readonly string[]): Buffer {
  const folder = temporaryFolder();
  const path = join(folder.path, 'test.gpkg');
  const db = new Database(path);
  try {
    db.exec(SYSTEMS);
    layers.forEach((layer) => addLayer(db, layer));
    more.forEach((statement) => db.exec(statement));
    db.close();
    return readFileSync(path);
  } finally {
    if (db.isOpen) db.close();
    folder.remove();
  }
}

function addLayer(db: Database, layer: LayerIn): void {
  const { name, srsId = 4326, outlines = [geometryOf()], columns = COLUMNS, rows = [STAND] } = layer;
  const quoted = columns.map((column) => `"${column}"`).join(', ');
  const isDrawn = outlines !== null;
  db.exec(`create table "${name}" (fid integer primary key, ${isDrawn ? 'geom blob, ' : ''}${quoted})`);
  const kind = isDrawn ? 'features' : 'attributes';
  db.run('insert into gpkg_contents values (?, ?, ?, ?)', [name, kind, `layer ${name}`, isDrawn ? srsId : null]);
  if (isDrawn) db.run("insert into gpkg_geometry_columns values (?, 'GEOM', 'POLYGON', ?, 0, 0)", [name, srsId]);
  const places = [...(isDrawn ? ['?'] : []), ...columns.map(() => '?')].join(', ');
  rows.forEach((row, index) =>
    db.run(`insert into "${name}" values (null, ${places})`, [...(isDrawn ? [outlines[index] ?? null] : []), ...row]),
  );
}

interface Form {
  /** 0 none, 1 heights, 2 measures, 3 both. */
  readonly more?: number;
  readonly ewkb?: boolean;
  readonly big?: boolean;
  readonly srsId?: number;
  readonly box?: number;
  readonly flags?: number;
}

/** The outline behind its header; `wkb` alone where a test wants another one. */
export function geometryOf(form: Form = {}, wkb = polygonOf([LAND], form)): Buffer {
  const { srsId = 4326, box = 0, flags = 0 } = form;
  const header = Buffer.alloc(8 + [0, 32, 48, 48, 64][box]!);
  header.write('GP');
  header[3] = 1 | (box << 1) | flags;
  header.writeInt32LE(srsId, 4);
  return Buffer.concat([header, wkb]);
}

export function polygonOf(rings: readonly Ring[], form: Form = {}): Buffer {
  return Buffer.concat([wkbHead(3, form), count(rings.length, form), ...rings.map((ring) => ringOf(ring, form))]);
}

function ringOf(ring: Ring, form: Form): Buffer {
  const extra = form.more === 3 ? [7, 7] : form.more ? [7] : [];
  return Buffer.concat([
    count(ring.length, form),
    ...(ring.flat().length ? ring.map((at) => doubles([...at, ...extra], form)) : []),
  ]);
}

export function wkbHead(type: number, { more = 0, ewkb = false, big = false }: Form = {}): Buffer {
  const flags = (more & 1 ? 0x80000000 : 0) + (more & 2 ? 0x40000000 : 0);
  return Buffer.concat([Buffer.of(big ? 0 : 1), count(ewkb ? type + flags : type + more * 1000, { big })]);
}

export function count(value: number, { big = false }: Form = {}): Buffer {
  const bytes = Buffer.alloc(4);
  if (big) bytes.writeUInt32BE(value);
  else bytes.writeUInt32LE(value);
  return bytes;
}

export function doubles(values: readonly number[], { big = false }: Form = {}): Buffer {
  const bytes = Buffer.alloc(values.length * 8);
  values.forEach((value, index) =>
    big ? bytes.writeDoubleBE(value, index * 8) : bytes.writeDoubleLE(value, index * 8),
  );
  return bytes;
}
