/** GeoPackage 1.3 (OGC 12-128): one layer, with outlines in WGS 84 or without. */
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type * as Sqlite from 'node-sqlite3-wasm';
import type { Database, SQLiteValue, Statement } from 'node-sqlite3-wasm';
import type { CellKind, ExportRow, ExportTable, TableWriter } from './table.ts';
import { geoPackageBinary, type Box } from './wkb.ts';

const SRS = 4326;
/** "GPKG" in ASCII, and the version. */
const APPLICATION = 0x47504b47;
const VERSION = 10_300;

const TYPES: Readonly<Record<CellKind, string>> = {
  text: 'TEXT',
  whole: 'INTEGER',
  number: 'DOUBLE',
  day: 'DATE',
  instant: 'DATETIME',
};

const WGS84 =
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]';

/** The file is renamed once it is whole, so nothing of it need be undone after a crash. */
const SYSTEM_TABLES = `
pragma journal_mode = off;
pragma synchronous = off;
pragma application_id = ${APPLICATION};
pragma user_version = ${VERSION};
create table gpkg_spatial_ref_sys (srs_name text not null, srs_id integer primary key, organization text not null,
  organization_coordsys_id integer not null, definition text not null, description text);
insert into gpkg_spatial_ref_sys values
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', null),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', null),
  ('WGS 84 geodetic', ${SRS}, 'EPSG', ${SRS}, '${WGS84}', null);
create table gpkg_contents (table_name text not null primary key, data_type text not null, identifier text unique,
  description text default '', last_change datetime not null, min_x double, min_y double, max_x double, max_y double,
  srs_id integer references gpkg_spatial_ref_sys (srs_id));
create table gpkg_geometry_columns (table_name text not null unique references gpkg_contents (table_name),
  column_name text not null, geometry_type_name text not null, srs_id integer not null, z tinyint not null,
  m tinyint not null, primary key (table_name, column_name));
`;

export async function geoPackageWriter(path: string, table: ExportTable): Promise<TableWriter> {
  await rm(path, { force: true });
  // Loaded only where a file needs it.
  const sqlite = createRequire(import.meta.url)('node-sqlite3-wasm') as typeof Sqlite;
  const db = new sqlite.Database(path);
  const insert = begun(db, table);
  const close = () => {
    // A statement that failed may say so again.
    try {
      insert.finalize();
    } finally {
      db.close();
    }
  };
  let around: Box | undefined;
  return {
    write(rows) {
      for (const row of rows) {
        const { values, box } = valuesOf(row, table.isDrawn);
        insert.run(values);
        around = box === undefined ? around : joined(around ?? box, box);
      }
      return Promise.resolve();
    },
    end() {
      if (around !== undefined)
        db.run('update gpkg_contents set min_x = ?, min_y = ?, max_x = ?, max_y = ?', [...around]);
      db.exec('commit');
      close();
      return Promise.resolve();
    },
    abandon: async () => close(),
  };
}

/** Its tables, and the statement that fills them; a file that cannot even begin is closed again. */
function begun(db: Database, table: ExportTable): Statement {
  try {
    db.exec(SYSTEM_TABLES);
    addLayer(db, table);
    db.exec('begin');
    return db.prepare(insertInto(table));
  } catch (error) {
    db.close();
    throw error;
  }
}

function addLayer(db: Database, { name, columns, isDrawn, at }: ExportTable): void {
  const typed = columns.map(({ heading, kind }) => `${quoted(heading)} ${TYPES[kind]}`);
  const geometry = isDrawn ? ['geom GEOMETRY'] : [];
  db.exec(`create table ${quoted(name)} (${['fid integer primary key', ...geometry, ...typed].join(', ')})`);
  db.run(
    'insert into gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) values (?, ?, ?, ?, ?, ?)',
    [name, isDrawn ? 'features' : 'attributes', name, `exported by Standkeeper at ${at}`, at, isDrawn ? SRS : null],
  );
  if (isDrawn) db.run("insert into gpkg_geometry_columns values (?, 'geom', 'GEOMETRY', ?, 0, 0)", [name, SRS]);
}

function insertInto({ name, columns, isDrawn }: ExportTable): string {
  const names = [...(isDrawn ? ['geom'] : []), ...columns.map(({ heading }) => quoted(heading))];
  return `insert into ${quoted(name)} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function valuesOf({ cells, geometry }: ExportRow, isDrawn: boolean): { values: SQLiteValue[]; box?: Box } {
  const values = cells.map((cell) => cell ?? null);
  if (!isDrawn) return { values };
  if (geometry === undefined) return { values: [null, ...values] };
  const { bytes, box } = geoPackageBinary(geometry, SRS);
  return { values: [bytes, ...values], box };
}

function joined(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}
