/** Characters that were lost on the way to the file: named by row and column, before anybody stores them. */
import iconv from 'iconv-lite';
import { distinct } from './headings.ts';
import type { Problem } from './problems.ts';
import type { SourceTable } from './table.ts';

/** What programs put where they had no character: the replacement mark, or question marks one after another. */
const LOST = /\ufffd|\?{2,}/;
/** Two bytes of the replacement mark read as Chinese, and memory that nobody filled. */
const KNOWN = /锟斤拷|烫烫烫|屯屯屯/;
const NOT_ASCII = /[^\u0000-\u007f]/;
const HAN = /\p{sc=Han}/gu;

/** Every damaged text cell, of columns that are read and of others. */
export function damagedCells({ columns, rows }: SourceTable): readonly Problem[] {
  const keys = distinct(columns);
  return rows.flatMap(({ row, values }) =>
    keys.flatMap((column) => {
      const cell = Object.hasOwn(values, column) ? values[column] : undefined;
      const meant = typeof cell === 'string' ? damageIn(cell) : undefined;
      if (meant === undefined) return [];
      return [{ row, code: 'TEXT_DAMAGED' as const, field: column, met: String(cell).slice(0, 60), wanted: meant }];
    }),
  );
}

/** What the text was, as far as that can be told; undefined where nothing is wrong with it. */
function damageIn(text: string): string | undefined {
  if (LOST.test(text)) return '–';
  if (!NOT_ASCII.test(text)) return undefined;
  if (KNOWN.test(text)) return '–';
  return misread(text, 'win1252', /[^\u0000-\u007f]/g, 1) ?? misread(text, 'gb18030', HAN, 2);
}

/**
 * UTF-8 that was read in another encoding, and so can be read again. Sound text hardly ever is UTF-8 in its bytes; of
 * Chinese at least two characters must come out, as a pair of sound ones may by chance be a foreign letter.
 */
function misread(text: string, encoding: string, letters: RegExp, least: number): string | undefined {
  const bytes = iconv.encode(text, encoding);
  if (bytes.includes(0x3f) || iconv.decode(bytes, encoding) !== text) return undefined;
  try {
    const meant = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return meant !== text && (meant.match(letters)?.length ?? 0) >= least ? meant : undefined;
  } catch {
    return undefined;
  }
}
