/** Encoding of a shapefile's table: as given by hand, as its .cpg says, as its header says, else found out. */
import iconv from 'iconv-lite';
import type { Dbf } from './dbf.ts';
import { encodingCalled } from './encoding.ts';
import { ImportError } from './problems.ts';

/** What the language byte of the header means. 0x57, «ANSI of that machine», says nothing on another machine. */
const LANGUAGES: Readonly<Record<number, string>> = {
  0x01: 'cp437',
  0x02: 'cp850',
  0x03: 'cp1252',
  0x13: 'cp932',
  0x4d: 'gb18030',
  0x4e: 'cp949',
  0x4f: 'cp950',
  0x58: 'cp1252',
  0x59: 'cp1252',
  0x64: 'cp852',
  0x65: 'cp866',
  0x78: 'cp950',
  0x79: 'cp949',
  0x7a: 'gb18030',
  0x7b: 'cp932',
  0xc8: 'cp1250',
  0xc9: 'cp1251',
  0xcc: 'cp1257',
};
const DAMAGED = '\ufffd';

/** Bytes as text, without the blanks around it. */
export type TextIn = (bytes: Uint8Array) => string;

interface Stated {
  /** By hand: believed, whatever comes of it. */
  readonly given?: string;
  /** Content of the .cpg. */
  readonly cpg?: string;
  readonly dbf: Dbf;
  /** Its file, for messages. */
  readonly name: string;
}

/** @throws ImportError where the encoding is not known, or the bytes are not in the stated one or in any */
export function textReader({ given, cpg, dbf, name }: Stated): TextIn {
  if (given !== undefined) return textIn(encodingOf(given));
  const stated = cpg === undefined ? LANGUAGES[dbf.languageId] : encodingOf(cpg);
  const candidates = stated === undefined ? ['utf8', 'gb18030'] : [stated];
  const readers = candidates.map((encoding) => ({ read: textIn(encoding), encoding }));
  const faults = readers.map(({ read }) => damageIn(dbf, read));
  const sound = faults.indexOf(undefined);
  if (sound >= 0) return readers[sound]!.read;
  const wanted =
    stated === undefined ? 'UTF-8 or GB18030' : `${stated}, as ${cpg === undefined ? name : 'the .cpg'} says`;
  throw new ImportError({ code: 'ENCODING_DIFFERS', met: `${name}: ${faults.at(-1)}`, wanted });
}

/** A .cpg may name the language byte in the place of an encoding: `LDID/77`. */
function encodingOf(cpg: string): string {
  const byte = /^ldid\/(\d+)$/i.exec(cpg.normalize('NFKC').trim())?.[1];
  return (byte === undefined ? undefined : LANGUAGES[Number(byte)]) ?? encodingCalled(cpg);
}

/** A text that fills its cell may be cut off within its last character, which is then left aside. */
function textIn(encoding: string): TextIn {
  return (bytes) => {
    const zero = bytes.indexOf(0);
    const used = Buffer.from(zero < 0 ? bytes : bytes.subarray(0, zero));
    if (isAscii(used)) return used.toString('latin1').trim();
    const decoder = iconv.getDecoder(encoding);
    const text = decoder.write(used);
    const cut = decoder.end() ?? '';
    return (zero < 0 ? text : text + cut).trim();
  };
}

/** Most cells are; they are spared the decoder, which a hundred thousand rows would feel. */
function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}

/** The first cell that is not in the encoding. */
function damageIn(dbf: Dbf, read: TextIn): string | undefined {
  const column = dbf.fields.findIndex((field) => read(field.name).includes(DAMAGED));
  if (column >= 0) return `the name of column ${column + 1}`;
  const texts = dbf.fields.filter(({ type }) => type === 'C');
  for (let index = 0; index < dbf.count; index += 1) {
    if (dbf.isDeleted(index)) continue;
    const damaged = texts.find((field) => read(dbf.cell(index, field)).includes(DAMAGED));
    if (damaged !== undefined) return `row ${index + 1}, column ${read(damaged.name)}`;
  }
  return undefined;
}
