/** Text of a file: UTF-8, UTF-16 with a mark, else GB18030, which Chinese spreadsheets still write. */
import iconv from 'iconv-lite';
import { ImportError } from './problems.ts';

/** @throws ImportError where the bytes are text in none of the encodings, or end within a character */
export function textOf(bytes: Uint8Array): string {
  const text = utf16(bytes) ?? utf8(bytes) ?? gb18030(bytes);
  const nothing = text.indexOf('\0');
  if (nothing >= 0) throw new ImportError({ code: 'ENCODING_UNKNOWN', met: `character ${nothing + 1}` });
  return text;
}

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

function gb18030(bytes: Uint8Array): string {
  const text = iconv.decode(Buffer.from(bytes), 'gb18030');
  // Control characters and replacement marks are no words in any language.
  const damaged = /[\u0000-\u0008\u000e-\u001f\ufffd]/.exec(text);
  if (damaged) throw new ImportError({ code: 'ENCODING_UNKNOWN', met: `character ${damaged.index + 1}` });
  return text;
}
