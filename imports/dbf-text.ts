/** Encoding of a shapefile's table: as given by hand, as its .cpg says, as its header says, else found out. */
import iconv from 'iconv-lite';
import type { Dbf } from './dbf.ts';
import { encodingCalled } from './encoding.ts';
import { guessed } from './guessed-encoding.ts';
import { ImportError } from './problems.ts';
import type { RowFault } from './table.ts';

/** Code pages by the language bytes of a header that stand for them. 0x57, «ANSI of that machine», says nothing on another machine. */
const PAGES: Readonly<Record<string, readonly number[]>> = {
  cp437: [0x01, 0x09, 0x0b, 0x0d, 0x0f, 0x11, 0x15, 0x18, 0x19, 0x1b],
  cp737: [0x6a, 0x86],
  cp850: [0x02, 0x0a, 0x0e, 0x10, 0x12, 0x14, 0x16, 0x1a, 0x1d, 0x25, 0x37],
  cp852: [0x1f, 0x22, 0x23, 0x40, 0x64, 0x87],
  cp857: [0x6b, 0x88],
  cp860: [0x24],
  cp861: [0x67],
  cp863: [0x1c, 0x6c],
  cp865: [0x08, 0x17, 0x66],
  cp866: [0x26, 0x65],
  cp874: [0x50, 0x7c],
  cp932: [0x13, 0x7b],
  gb18030: [0x4d, 0x7a],
  cp949: [0x4e, 0x79],
  cp950: [0x4f, 0x78],
  cp1250: [0xc8],
  cp1251: [0xc9],
  cp1252: [0x03, 0x58, 0x59],
  cp1253: [0xcb],
  cp1254: [0xca],
  cp1255: [0x7d],
  cp1256: [0x7e],
  cp1257: [0xcc],
};
const LANGUAGES = new Map(Object.entries(PAGES).flatMap(([page, bytes]) => bytes.map((byte) => [byte, page] as const)));
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

export interface TextReader {
  readonly textIn: TextIn;
  /** The encoding, where nobody has stated it. */
  readonly remarks: readonly RowFault[];
}

/** @throws ImportError where the encoding is not known, or the bytes are not in the stated one or in any, or in one of several */
export function textReader({ given, cpg, dbf, name }: Stated): TextReader {
  if (given !== undefined) return { textIn: textIn(encodingOf(given)), remarks: [] };
  const stated = cpg === undefined ? LANGUAGES.get(dbf.languageId) : encodingOf(cpg);
  const found = stated ?? 'utf8';
  const fault = damageIn(dbf, textIn(found));
  if (fault === undefined) return { textIn: textIn(found), remarks: [] };
  const guess = stated === undefined ? guessed(textsIn(dbf)) : undefined;
  const damage = guess === undefined ? fault : damageIn(dbf, textIn(guess.encoding));
  if (guess !== undefined && damage === undefined) return { textIn: textIn(guess.encoding), remarks: [guess.remark] };
  const wanted =
    stated === undefined ? 'UTF-8 or GB18030' : `${stated}, as ${cpg === undefined ? name : 'the .cpg'} says`;
  throw new ImportError({ code: 'ENCODING_DIFFERS', met: `${name}: ${damage}`, wanted });
}

/** Names of columns and cells, of full ones without the last byte of an odd number: half a character may stand there. */
function* textsIn(dbf: Dbf): Generator<Uint8Array> {
  for (const { name } of dbf.fields) yield evenEnd(name, mayBeCut(name));
  const texts = dbf.fields.filter(({ type }) => type === 'C');
  for (let index = 0; index < dbf.count; index += 1)
    if (!dbf.isDeleted(index))
      for (const field of texts) {
        const cell = dbf.cell(index, field);
        yield evenEnd(cell, cell.at(-1)! >= 0x80);
      }
}

/** A name has room for 10 bytes; where the next character found no room, there may have been more of it. */
export function mayBeCut(name: Uint8Array): boolean {
  return name.length >= 10 || (name.length >= 8 && name.at(-1)! >= 0x80);
}

function evenEnd(bytes: Uint8Array, isFull: boolean): Uint8Array {
  const high = bytes.length - 1 - bytes.findLastIndex((byte) => byte < 0x80);
  return isFull && high % 2 === 1 ? bytes.subarray(0, -1) : bytes;
}

/** A .cpg may name the language byte in the place of an encoding: `LDID/77`. */
function encodingOf(cpg: string): string {
  const byte = /^ldid\/(\d+)$/i.exec(cpg.normalize('NFKC').trim())?.[1];
  return (byte === undefined ? undefined : LANGUAGES.get(Number(byte))) ?? encodingCalled(cpg);
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
