/** A GeoPackage as a table: one of its layers, with outlines or without. */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Sqlite from 'node-sqlite3-wasm';
import { cellsOf, columnsOf, layerOf, rowsOf, systemOfLayer } from './geopackage-layer.ts';
import { ImportError } from './problems.ts';
import { anew, type ReadOptions, type SourceTable } from './table.ts';

const SIGNATURE = 'SQLite format 3\0';
const HEADER_BYTES = 100;
/** Where the header says how changes are written: 2 = into a file beside it. */
const WRITE_VERSION_AT = 18;

/** Rows of a file as small as that are held: opening it again would take longer than reading it. */
const SMALL_BYTES = 1_048_576;

export function isGeoPackage(bytes: Uint8Array): boolean {
  return bytes.length >= HEADER_BYTES && Buffer.from(bytes.subarray(0, 16)).toString('latin1') === SIGNATURE;
}

/** @throws ImportError where the file is no GeoPackage, broken, being written to, or its layer unclear */
export function readGeoPackage(bytes: Uint8Array, { layer: asked, beside }: ReadOptions): SourceTable {
  if ((beside?.files['gpkg-wal']?.length ?? 0) > 0)
    throw broken(`its last changes lie beside it in ${beside?.name}.gpkg-wal; close the program that has it open`);
  const [found] = opened(bytes, function* (db) {
    const layer = layerOf(db, asked);
    yield { layer, columns: columnsOf(db, layer), system: systemOfLayer(db, layer) };
  });
  const { layer, columns, system } = found!;
  const rows = anew(() => opened(bytes, (db) => rowsOf(db, layer, columns)));
  return { columns: cellsOf(columns), rows: bytes.length > SMALL_BYTES ? rows : [...rows], ...system };
}

/** What is read of a copy that is there for as long as it is read. */
function* opened<T>(bytes: Uint8Array, read: (db: Sqlite.Database) => Iterable<T>): Generator<T> {
  const folder = mkdtempSync(join(tmpdir(), 'standkeeper-import-'));
  try {
    yield* readCopy(copyOf(bytes, join(folder, 'copy.gpkg')), read);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function broken(met: string): ImportError {
  return new ImportError({ code: 'FILE_BROKEN', met: `GeoPackage: ${met}` });
}

/**
 * SQLite reads from a disk, page by page. A copy of ours has no leftover locks beside it, and may be told that nothing
 * of it is written elsewhere, without which a file that QGIS has had open is not opened.
 */
function copyOf(bytes: Uint8Array, path: string): string {
  const file = openSync(path, 'wx', 0o600);
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    writeSync(file, Uint8Array.of(1, 1), 0, 2, WRITE_VERSION_AT);
  } finally {
    closeSync(file);
  }
  return path;
}

function* readCopy<T>(path: string, read: (db: Sqlite.Database) => Iterable<T>): Generator<T> {
  // Loaded only where a file needs it.
  const { Database, SQLite3Error } = createRequire(import.meta.url)('node-sqlite3-wasm') as typeof Sqlite;
  const db = new Database(path, { readOnly: true });
  try {
    db.exec('pragma ignore_check_constraints = on; pragma trusted_schema = off');
    yield* read(db);
  } catch (error) {
    // What SQLite says is of the file; anything else is a fault of ours and stays one.
    if (error instanceof SQLite3Error) throw broken(error.message);
    throw error;
  } finally {
    db.close();
  }
}
