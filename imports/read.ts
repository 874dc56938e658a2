/** A survey file as a table, by what it holds rather than by its name. */
import { readCsv } from './csv.ts';
import { textOf } from './encoding.ts';
import { readGeoJson } from './geojson.ts';
import { ImportError } from './problems.ts';
import type { SourceTable } from './table.ts';

/** A larger file would not fit beside its own parsed form. */
const MOST_BYTES = 256 * 1024 * 1024;

/** @throws ImportError where the file is empty, too large, broken or of another kind */
export function readTable(bytes: Uint8Array): SourceTable {
  if (bytes.length > MOST_BYTES)
    throw new ImportError({ code: 'FILE_TOO_LARGE', met: String(bytes.length), wanted: String(MOST_BYTES) });
  refuseOtherKinds(bytes);
  const text = textOf(bytes);
  if (text.trim() === '') throw new ImportError({ code: 'FILE_EMPTY' });
  if (/^\s*</.test(text)) throw otherKind('XML or HTML (KML, GML, a web page)');
  const table = /^[\s\u001e]*[{[]/.test(text) ? readGeoJson(text) : readCsv(text);
  if (table.rows.length === 0) throw new ImportError({ code: 'FILE_NO_ROWS' });
  return table;
}

const KINDS: readonly (readonly [signature: string, kind: string])[] = [
  ['504b0304', 'a zip archive (XLSX or zipped shapefile)'],
  ['504b0506', 'an empty zip archive'],
  ['53514c69', 'a SQLite file (GeoPackage)'],
  ['0000270a', 'a bare shapefile'],
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
  const kind = KINDS.find(([known]) => signature.startsWith(known))?.[1];
  if (kind !== undefined) throw otherKind(kind);
}

function otherKind(met: string): ImportError {
  return new ImportError({ code: 'FILE_KIND', met, wanted: 'GeoJSON or CSV' });
}
