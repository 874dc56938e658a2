/** Text of a file: UTF-8, else GB18030, which Chinese spreadsheets still write. */
import iconv from 'iconv-lite';
import { ImportError } from './problems.ts';

/** @throws ImportError where the bytes are text in neither encoding */
export function textOf(bytes: Uint8Array): string {
  const utf8 = decodeUtf8(bytes);
  if (utf8 !== undefined) return utf8;
  const text = iconv.decode(Buffer.from(bytes), 'gb18030');
  // Control characters and replacement marks are no words in any language.
  const damaged = /[\u0000-\u0008\u000e-\u001f\ufffd]/.exec(text);
  if (damaged) throw new ImportError({ code: 'ENCODING_UNKNOWN', met: `character ${damaged.index + 1}` });
  return text;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
