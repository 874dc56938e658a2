/** A survey file as a table, by what it holds rather than by its name. */
import { readCsv } from './csv.ts';
import { textOf } from './encoding.ts';
import { readGeoJson } from './geojson.ts';
import { ImportError } from './problems.ts';
import { readShapefile, type ReadOptions } from './shapefile.ts';
import type { SourceTable } from './table.ts';
import { isZip } from './zip.ts';

/** A larger file would not fit beside its own parsed form. */
const MOST_BYTES = 256 * 1024 * 1024;

/** @throws ImportError where the file is empty, too large, broken or of another kind */
export function readTable(bytes: Uint8Array, options: ReadOptions = {}): SourceTable {
  if (bytes.length > MOST_BYTES)
    throw new ImportError({ code: 'FILE_TOO_LARGE', met: String(bytes.length), wanted: String(MOST_BYTES) });
  const table = isZip(bytes) ? readShapefile(bytes, options) : readText(bytes);
  if (table.rows.length === 0) throw new ImportError({ code: 'FILE_NO_ROWS' });
  return table;
}

function readText(bytes: Uint8Array): SourceTable {
  refuseOtherKinds(bytes);
  const text = textOf(bytes);
  if (text.trim() === '') throw new ImportError({ code: 'FILE_EMPTY' });
  if (/^\s*</.test(text)) throw otherKind('XML or HTML (KML, GML, a web page)');
  return /^[\s\u001e]*[{[]/.test(text) ? readGeoJson(text) : readCsv(text);
}

const BARE_SHP = 'a bare .shp, which holds outlines without their table';
const BARE_DBF = 'a bare .dbf, which holds a table without its outlines';

const KINDS: readonly (readonly [signature: string, kind: string])[] = [
  ['504b0304', 'a zip archive (XLSX or zipped shapefile)'],
  ['504b0506', 'an empty zip archive'],
  ['53514c69', 'a SQLite file (GeoPackage)'],
  ['0000270a', BARE_SHP],
  ['25504446', 'a PDF'],
  ['d0cf11e0', 'an old Excel file'],
  ['1f8b', 'a gzip archive'],
  ['52617221', 'a RAR archive'],
  ['377abcaf', 'a 7z archive'],
  ['89504e47', 'a PNG picture'],
  ['ffd8ff', 'a JPEG picture'],
];

function refuseOtherKinds(bytes: Uint8Array): void {
  const signature = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  const kind = isDbf(bytes) ? BARE_DBF : KINDS.find(([known]) => signature.startsWith(known))?.[1];
  if (kind !== undefined) throw otherKind(kind);
}

/** Its first bytes are a version, month and day of the last change; fields of 32 bytes and an end mark follow. */
function isDbf(bytes: Uint8Array): boolean {
  const [version, , month = 0, day = 0] = bytes;
  const headerBytes = bytes.length > 32 ? bytes[8]! + bytes[9]! * 256 : 0;
  return version === 3 && month <= 12 && day <= 31 && headerBytes > 32 && headerBytes % 32 === 1;
}

function otherKind(met: string): ImportError {
  const bare = met === BARE_SHP || met === BARE_DBF;
  const wanted = bare ? 'a zip of the .shp with its .dbf, .shx and .prj' : 'GeoJSON, CSV or a zipped shapefile';
  return new ImportError({ code: 'FILE_KIND', met, wanted });
}
