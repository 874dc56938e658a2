/** A survey file as a table, by what it holds rather than by its name. */
import { withoutColumnNumbers } from './column-numbers.ts';
import { readCsv } from './csv.ts';
import { beginsJson, utf8Of } from './encoding.ts';
import { readGeoJson } from './geojson.ts';
import { isGeoPackage, readGeoPackage } from './geopackage.ts';
import { readLooseShapefile } from './loose-shapefile.ts';
import { refuseOtherKinds, isBareShp, otherKind } from './other-kinds.ts';
import { ImportError } from './problems.ts';
import type { ReadOptions, SourceTable } from './table.ts';
import { textKind } from './text-kinds.ts';
import { isWorkbook, readWorkbook } from './workbook.ts';
import { isZip, zipEntries } from './zip.ts';
import { readZippedShapefile } from './zipped-shapefile.ts';

/** The bytes of a file are held while it is read. */
const MOST_BYTES = 256 * 1024 * 1024;

/** @throws ImportError where the file is empty, too large, broken or of another kind */
export function readTable(bytes: Uint8Array, options: ReadOptions = {}): SourceTable {
  refuseTooLarge(bytes, options);
  const table = withoutColumnNumbers(tableIn(bytes, options));
  for (const _ of table.rows) return table;
  throw new ImportError({ code: 'FILE_NO_ROWS' });
}

function refuseTooLarge(bytes: Uint8Array, { beside }: ReadOptions): void {
  const all = [bytes, ...Object.values(beside?.files ?? {})].reduce((sum, part) => sum + (part?.length ?? 0), 0);
  if (all > MOST_BYTES) throw new ImportError({ code: 'FILE_TOO_LARGE', met: String(all), wanted: String(MOST_BYTES) });
}

function tableIn(bytes: Uint8Array, options: ReadOptions): SourceTable {
  if (isZip(bytes)) return readZip(bytes, options);
  if (isGeoPackage(bytes)) {
    refuseEncoding(options, 'a GeoPackage');
    return readGeoPackage(bytes, options);
  }
  if (isBareShp(bytes) && options.beside !== undefined) return readLooseShapefile(bytes, options);
  return readText(bytes, options);
}

function readZip(bytes: Uint8Array, options: ReadOptions): SourceTable {
  const entries = zipEntries(bytes);
  if (!isWorkbook(entries)) return readZippedShapefile(bytes, entries, options);
  refuseEncoding(options, 'an XLSX workbook');
  return readWorkbook(bytes, entries, options.layer);
}

/** What is asked for and would change nothing is said, or whoever asked believes that it did. */
function refuseEncoding({ encoding }: ReadOptions, met: string): void {
  if (encoding !== undefined) throw new ImportError({ code: 'ENCODING_NEEDLESS', met, wanted: encoding });
}

function readText(bytes: Uint8Array, { encoding, layer }: ReadOptions): SourceTable {
  refuseOtherKinds(bytes);
  const { bytes: text, remarks } = utf8Of(bytes, encoding);
  const beginning = beginningOf(text);
  if (beginning === '') throw new ImportError({ code: 'FILE_EMPTY' });
  const kind = textKind(beginning);
  if (kind !== undefined) throw otherKind(kind);
  if (layer !== undefined)
    throw new ImportError({ code: 'LAYER_UNKNOWN', met: layer, wanted: 'none, as a CSV or GeoJSON has one table' });
  const table = beginsJson(beginning) ? readGeoJson(text) : readCsv(text);
  return { ...table, remarks: [...remarks, ...(table.remarks ?? [])] };
}

const PIECE_BYTES = 65_536;

/** What comes after the blanks that a text may begin with; empty where nothing does. */
function beginningOf(bytes: Uint8Array): string {
  const decoder = new TextDecoder();
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const beginning = decoder.decode(bytes.subarray(at, at + PIECE_BYTES), { stream: true }).trimStart();
    if (beginning !== '') return beginning;
  }
  return '';
}
