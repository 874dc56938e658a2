/** Texts of files: in the encoding given by hand, else UTF-8, UTF-16 with a mark, else what its words tell. */
import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { guessed } from './guessed-encoding.ts';
import { ImportError } from './problems.ts';
import type { RowFault } from './table.ts';

const SPELLINGS: Readonly<Record<string, string>> = {
  '65001': 'utf8',
  '936': 'gb18030',
  cp936: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  '88591': 'iso88591',
};

export interface ReadText {
  /** UTF-8, without its mark. */
  readonly bytes: Uint8Array;
  /** The encoding, where nobody has stated it. */
  readonly remarks: readonly RowFault[];
}

const MARK = [0xef, 0xbb, 0xbf];

/**
 * The text as UTF-8 without its mark: the file's own bytes where it is in UTF-8, so that it is not held twice.
 *
 * @param given - name of its encoding, where somebody knows it
 * @throws ImportError where the bytes are text in none of the encodings, or not in the given one, or end within a
 * character, or make other words in each of several encodings
 */
export function utf8Of(bytes: Uint8Array, given?: string): ReadText {
  const isPlain = given === undefined && utf16(bytes) === undefined && isUtf8(bytes) && !bytes.includes(0);
  if (isPlain) return { bytes: withoutMark(withoutMark(bytes)), remarks: [] };
  const { text, remarks = [] } = given === undefined ? textOf(bytes) : { text: textIn(bytes, given) };
  const nothing = text.indexOf('\0');
  if (nothing >= 0) throw new ImportError({ code: 'ENCODING_UNKNOWN', met: `character ${nothing + 1}` });
  // Half a character has no bytes in UTF-8. JSON can write it by its number; in a CSV it is lost, and said to be.
  const halves = beginsJson(text) ? /\p{Cs}/gu : /(?!)/g;
  const whole = Buffer.from(text.replace(halves, (half) => `\\u${half.charCodeAt(0).toString(16)}`));
  return { bytes: withoutMark(whole), remarks };
}

function textOf(bytes: Uint8Array): { readonly text: string; readonly remarks?: readonly RowFault[] } {
  const text = utf16(bytes) ?? utf8(bytes);
  if (text !== undefined) return { text };
  const guess = bytes.includes(0) ? undefined : guessed([bytes]);
  const found = soundIn(bytes, guess?.encoding ?? 'gb18030');
  return { text: found, remarks: guess === undefined ? [] : [guess.remark] };
}

/** Some programs write it before a file that has it. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  return MARK.every((byte, at) => bytes[at] === byte) ? bytes.subarray(MARK.length) : bytes;
}

/** Of a sequence each record may begin with a sign of its own. */
export function beginsJson(text: string): boolean {
  return /^[\s\u001e]*[{[]/.test(text);
}

function textIn(bytes: Uint8Array, given: string): string {
  const encoding = encodingCalled(given);
  const text = iconv.decode(Buffer.from(bytes), encoding);
  const damaged = text.indexOf('\ufffd');
  if (damaged < 0) return text;
  throw new ImportError({ code: 'ENCODING_DIFFERS', met: `character ${damaged + 1}`, wanted: encoding });
}

/**
 * An encoding by any of its names.
 *
 * @throws ImportError where it is not known, or none that cells of a table or a plain text can be in
 * @example encodingCalled('CP936') // 'gb18030'
 */
export function encodingCalled(name: string): string {
  const plain = name.normalize('NFKC').trim().toLowerCase();
  const short = plain.replace(/^(ansi|oem|windows|cp|ibm|ms)?[\s_-]*(?=\d+$)/, '');
  const found =
    SPELLINGS[plain] ?? SPELLINGS[short] ?? [plain, `cp${short}`].find((each) => iconv.encodingExists(each));
  // Cells of a table have room for single bytes; UTF-16 and base64 are no encodings of one.
  if (found !== undefined && !/utf-?(16|32|7)|ucs|base64|hex|binary/.test(found)) return found;
  const isOfMachine = OF_MACHINE.test(plain);
  throw new ImportError({
    code: 'ENCODING_NAME_UNKNOWN',
    met: `${name.slice(0, 60)}${isOfMachine ? ' (whatever the machine that wrote it used)' : ''}`,
    wanted: 'UTF-8, GB18030, Big5, CP1252, … (--encoding goes before the .cpg)',
  });
}

/** What a .cpg says in the place of a name. */
const OF_MACHINE = /^(system|oem|ansi|acp|oemcp|default|native|local)$/;

/** Excel's «Unicode text»; without the mark at its beginning it is told by its zero bytes. */
function utf16(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const little = first === 0xff && second === 0xfe;
  const big = first === 0xfe && second === 0xff;
  if ((!little && !big) || bytes.length % 2 !== 0) return undefined;
  return iconv.decode(Buffer.from(bytes), little ? 'utf16-le' : 'utf16-be');
}

function utf8(bytes: Uint8Array): string | undefined {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text;
  try {
    text = decoder.decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
  try {
    return text + decoder.decode();
  } catch {
    // Sound up to its last bytes, of which GB18030 would make words that nobody wrote.
    throw new ImportError({ code: 'FILE_BROKEN', met: `it ends within character ${text.length + 1}` });
  }
}

/** Control characters and replacement marks are no words in any language. */
function soundIn(bytes: Uint8Array, encoding: string): string {
  const text = iconv.decode(Buffer.from(bytes), encoding);
  const damaged = /[\u0000-\u0008\u000e-\u001f\ufffd]/.exec(text);
  if (damaged) throw new ImportError({ code: 'ENCODING_UNKNOWN', met: `character ${damaged.index + 1}` });
  return text;
}
