/** Files of kinds that are not read, named by what they begin with. */
import { ImportError } from './problems.ts';

const BARE_SHP = 'a bare .shp, which holds outlines without their table';
const BARE_DBF = 'a bare .dbf, which holds a table without its outlines';
const SHP_SIGNATURE = '0000270a';

const KINDS: readonly (readonly [signature: string, kind: string])[] = [
  ['504b0304', 'a zip archive (XLSX or zipped shapefile) that ends within its first bytes'],
  ['504b0506', 'an empty zip archive'],
  ['53514c69', 'the beginning of a SQLite file (GeoPackage)'],
  [SHP_SIGNATURE, BARE_SHP],
  ['25504446', 'a PDF'],
  ['1f8b', 'a gzip archive'],
  ['52617221', 'a RAR archive'],
  ['377abcaf', 'a 7z archive'],
  ['89504e47', 'a PNG picture'],
  ['ffd8ff', 'a JPEG picture'],
];
const COMPOUND = 'd0cf11e0';

/** @throws ImportError naming what the file looks like */
export function refuseOtherKinds(bytes: Uint8Array): void {
  const signature = signatureOf(bytes);
  if (signature === COMPOUND) throw otherKind(compoundKind(bytes));
  const kind = isDbf(bytes) ? BARE_DBF : KINDS.find(([known]) => signature.startsWith(known))?.[1];
  if (kind !== undefined) throw otherKind(kind);
}

export function isBareShp(bytes: Uint8Array): boolean {
  return signatureOf(bytes) === SHP_SIGNATURE;
}

const WANTED =
  'GeoPackage, XLSX, GeoJSON, CSV or a shapefile; save it as one of them in the program it comes from, in QGIS with Export > Save Features As';

export function otherKind(met: string): ImportError {
  const bare = met === BARE_SHP || met === BARE_DBF;
  const wanted = bare ? 'the .shp with its .dbf, .shx and .prj beside it, or a zip of them' : WANTED;
  return new ImportError({ code: 'FILE_KIND', met, wanted });
}

function signatureOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 4)).toString('hex');
}

/** A workbook locked with a password is put, encrypted, into the container that old workbooks are. */
function compoundKind(bytes: Uint8Array): string {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return whole.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    ? 'an Excel workbook locked with a password'
    : 'an old Excel file (.xls)';
}

/** Its first bytes are a version, month and day of the last change; fields of 32 bytes and an end mark follow. */
function isDbf(bytes: Uint8Array): boolean {
  const [version, , month = 0, day = 0] = bytes;
  const headerBytes = bytes.length > 32 ? bytes[8]! + bytes[9]! * 256 : 0;
  return version === 3 && month <= 12 && day <= 31 && headerBytes > 32 && headerBytes % 32 === 1;
}
