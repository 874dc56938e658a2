/** The table of a shapefile (dBASE III and its kin) as bytes; what they say, `dbf-text.ts` and `dbf-values.ts` find out. */
import { ImportError } from './problems.ts';
import { viewOf } from './zip.ts';

export interface DbfField {
  readonly name: Uint8Array;
  /** C text, N and F numbers, D day, L yes or no, … */
  readonly type: string;
  /** From the beginning of a record. */
  readonly at: number;
  readonly bytes: number;
}

export interface Dbf {
  readonly fields: readonly DbfField[];
  /** Records, deleted ones too. */
  readonly count: number;
  /** Byte that names the encoding; 0 = not stated. */
  readonly languageId: number;
  isDeleted(index: number): boolean;
  cell(index: number, field: DbfField): Uint8Array;
}

const HEADER_BYTES = 32;
const FIELD_BYTES = 32;
const MOST_NAME = 11;
const FIELDS_END = 0x0d;
const DELETED = 0x2a;

/** @throws ImportError where it is no dBASE table, or ends before its last record */
export function readDbf(bytes: Uint8Array, name: string): Dbf {
  const view = viewOf(bytes);
  if (bytes.length < HEADER_BYTES + 1) throw broken(name, `it has ${bytes.length} bytes`);
  // dBASE 7 has fields of another form; nobody draws maps with it.
  if ((bytes[0]! & 0x07) === 4) throw broken(name, 'it is a table of dBASE 7; wanted: dBASE III');
  const count = view.getUint32(4, true);
  const from = view.getUint16(8, true);
  const recordBytes = view.getUint16(10, true);
  if (from < HEADER_BYTES + 1 || from > bytes.length) throw broken(name, `its header states ${from} bytes`);
  const fields = fieldsIn(view, from, recordBytes, name);
  const room = Math.floor((bytes.length - from) / recordBytes);
  if (room < count) throw broken(name, `it states ${count} rows and has ${room}; was it cut off?`);
  const start = (index: number) => from + index * recordBytes;
  return {
    fields,
    count,
    languageId: bytes[29]!,
    isDeleted: (index) => bytes[start(index)] === DELETED,
    cell: (index, { at, bytes: length }) => bytes.subarray(start(index) + at, start(index) + at + length),
  };
}

function broken(name: string, met: string): ImportError {
  return new ImportError({ code: 'FILE_BROKEN', met: `${name}: ${met}` });
}

function fieldsIn(view: DataView, from: number, recordBytes: number, name: string): readonly DbfField[] {
  const places: number[] = [];
  for (let at = HEADER_BYTES; at + FIELD_BYTES <= from && view.getUint8(at) !== FIELDS_END; at += FIELD_BYTES)
    places.push(at);
  const plain = places.map((at) => view.getUint8(at + 16));
  // FoxPro writes texts longer than 255 bytes with the upper byte where others have the decimals.
  const long = places.map((at, index) => plain[index]! + (typeAt(view, at) === 'C' ? view.getUint8(at + 17) * 256 : 0));
  const sizes = [plain, long].find((list) => list.reduce((sum, size) => sum + size, 1) === recordBytes);
  if (sizes === undefined || places.length === 0)
    throw broken(name, `its ${places.length} fields do not make a row of ${recordBytes} bytes`);
  let at = 1;
  return places.map((place, index) => {
    const field = { name: nameAt(view, place), type: typeAt(view, place), at, bytes: sizes[index]! };
    at += field.bytes;
    return field;
  });
}

function typeAt(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at + 11)).toUpperCase();
}

/** Names end with a zero; after it stands whatever was in memory. */
function nameAt(view: DataView, at: number): Uint8Array {
  const name = new Uint8Array(view.buffer, view.byteOffset + at, MOST_NAME);
  const end = name.indexOf(0);
  return end < 0 ? name : name.subarray(0, end);
}
