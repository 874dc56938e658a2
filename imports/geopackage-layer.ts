/** Layers of a GeoPackage (OGC 12-128): which there are, where they lie, and their rows. */
import type { Database, SQLiteValue } from 'node-sqlite3-wasm';
import { isKnownSystem } from './crs.ts';
import { ImportError } from './problems.ts';
import type { SourceRow, SourceTable } from './table.ts';
import { readGeoPackageBinary } from './wkb.ts';

type Row = Readonly<Record<string, SQLiteValue>>;

interface Layer {
  readonly table: string;
  /** Of its outlines, where it has any. */
  readonly geometry?: { readonly column: string; readonly srsId: number };
}

/**
 * The one layer of the file, or the one asked for; layers with outlines go before tables without.
 *
 * @throws ImportError where there is none, or another number than one, or it is damaged
 */
export function layerOf(db: Database, asked: string | undefined): Layer {
  if (!isTable(db, 'gpkg_contents'))
    throw new ImportError({ code: 'FILE_KIND', met: 'a SQLite file that is no GeoPackage', wanted: 'a GeoPackage' });
  checked(db, 'gpkg_contents');
  const contents = all(db, 'select table_name, identifier, data_type from gpkg_contents order by table_name');
  const layers = contents.filter(({ data_type }) => data_type === 'features' || data_type === 'attributes');
  const drawn = layers.filter(({ data_type }) => data_type === 'features');
  const usual = drawn.length > 0 ? drawn : layers;
  const found = asked === undefined ? usual : layers.filter((layer) => isCalled(layer, asked));
  const names = (rows: readonly Row[]) => rows.map(({ table_name }) => String(table_name)).join(', ');
  if (layers.length === 0) {
    const met = `a GeoPackage without a layer of stands (it holds ${names(contents) || 'nothing'})`;
    throw new ImportError({ code: 'FILE_KIND', met, wanted: 'one with features or attributes' });
  }
  if (found.length === 0) throw new ImportError({ code: 'LAYER_UNKNOWN', met: asked!, wanted: names(layers) });
  if (found.length > 1) throw new ImportError({ code: 'LAYER_UNCLEAR', met: names(found) });
  const [{ table_name: table, data_type: kind }] = found as [Row];
  return { table: checked(db, String(table)), ...(kind === 'features' && { geometry: geometryOf(db, String(table)) }) };
}

function isCalled({ table_name, identifier }: Row, asked: string): boolean {
  const wanted = asked.trim().toLowerCase();
  return [table_name, identifier].some((name) => String(name).toLowerCase() === wanted);
}

function all(db: Database, sql: string, values: SQLiteValue[] = []): readonly Row[] {
  return db.all(sql, values) as readonly Row[];
}

/** A plain table: a view could be made to count for ever, and a virtual one to ask for code that is not here. */
function isTable(db: Database, name: string): boolean {
  const [found] = all(db, "select sql from sqlite_schema where type = 'table' and name = ? collate nocase", [name]);
  return found !== undefined && !/^\s*create\s+virtual/i.test(String(found['sql']));
}

/** Every page of a sound table is in it once, so that reading it ends. */
function checked(db: Database, table: string): string {
  const fault = (met: string) => new ImportError({ code: 'FILE_BROKEN', met: `GeoPackage: ${table}: ${met}` });
  if (!isTable(db, table)) throw fault('it is no table of the file');
  const [result] = all(db, `pragma quick_check(${quoted(table)})`);
  const [met] = Object.values(result ?? {});
  if (met !== 'ok') throw fault(String(met));
  return table;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function geometryOf(db: Database, table: string): NonNullable<Layer['geometry']> {
  const sql = `select column_name, srs_id from ${checked(db, 'gpkg_geometry_columns')} where table_name = ? collate nocase`;
  const [row] = all(db, sql, [table]);
  if (row === undefined)
    throw new ImportError({
      code: 'FILE_BROKEN',
      met: `GeoPackage: no column of ${table} is said to have its outlines`,
    });
  return { column: String(row['column_name']), srsId: Number(row['srs_id']) };
}

/** The system as its register calls it, where that is known here, else by its definition. */
export function systemOfLayer(db: Database, { table, geometry }: Layer): Pick<SourceTable, 'crs' | 'crsMissing'> {
  if (geometry === undefined) return {};
  const sql = `select * from ${checked(db, 'gpkg_spatial_ref_sys')} where srs_id = ?`;
  const [row] = all(db, sql, [geometry.srsId]);
  const code = `${String(row?.['organization'])}:${String(row?.['organization_coordsys_id'])}`.toUpperCase();
  if (code.startsWith('EPSG:') && isKnownSystem(code)) return { crs: code };
  const definition = String(row?.['definition'] ?? 'undefined').trim();
  // -1 and 0 stand for a plan and a globe that nobody has named.
  const isNamed = !/^(undefined)?$/i.test(definition);
  return isNamed ? { crs: definition } : { crsMissing: `the reference system of layer ${table}` };
}

interface Columns {
  /** All of them. */
  readonly named: readonly string[];
  /** The one that has the outlines. */
  readonly drawn: string | undefined;
}

export function columnsOf(db: Database, { table, geometry }: Layer): Columns {
  const named = all(db, `pragma table_info(${quoted(table)})`).map(({ name }) => String(name));
  const drawn = geometry && named.find((name) => name.toLowerCase() === geometry.column.toLowerCase());
  if (geometry !== undefined && drawn === undefined)
    throw new ImportError({ code: 'FILE_BROKEN', met: `GeoPackage: ${table} has no column ${geometry.column}` });
  return { named, drawn };
}

/** @param columns - of the layer, as `columnsOf` found them */
export function* rowsOf(db: Database, { table, geometry }: Layer, { named, drawn }: Columns): Generator<SourceRow> {
  const columns = cellsOf({ named, drawn });
  const statement = db.prepare(`select ${named.map(quoted).join(', ')} from ${quoted(table)}`);
  try {
    let number = 0;
    for (const row of statement.iterate() as IterableIterator<Row>) {
      const values = Object.fromEntries(columns.map((name) => [name, valueOf(row[name])]));
      const outline = drawn === undefined ? null : row[drawn];
      const shape = outline instanceof Uint8Array ? readGeoPackageBinary(outline, geometry!.srsId) : {};
      number += 1;
      yield { row: number, values, ...shape };
    }
  } finally {
    statement.finalize();
  }
}

/** Columns beside the outlines. */
export function cellsOf({ named, drawn }: Columns): readonly string[] {
  return named.filter((name) => name !== drawn);
}

/** Pictures and the like are passed over. */
function valueOf(value: SQLiteValue | undefined): string | number | undefined {
  if (value === null || value === undefined || value instanceof Uint8Array || value === '') return undefined;
  return typeof value === 'bigint' ? String(value) : value;
}
