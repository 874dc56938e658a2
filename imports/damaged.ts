/** Characters that were lost on the way to the file: named by row and column, before anybody stores them. */
import { isUtf8 } from 'node:buffer';
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
/** Beyond the last sign of Windows-1252, which is ™. */
const NOT_1252 = /[\u2123-\uffff]/;

/** Every damaged text cell, of columns that are read and of others. */
export function damagedCells({ columns, rows }: SourceTable): readonly Problem[] {
  const keys = distinct(columns);
  const damaged: Problem[] = [];
  for (const { row, values } of rows)
    for (const column of keys) {
      const cell = Object.hasOwn(values, column) ? values[column] : undefined;
      const wanted = typeof cell === 'string' ? damageIn(cell) : undefined;
      if (wanted !== undefined)
        damaged.push({ row, code: 'TEXT_DAMAGED', field: column, met: String(cell).slice(0, 60), wanted });
    }
  return damaged;
}

/** What the text was, as far as that can be told; undefined where nothing is wrong with it. */
function damageIn(text: string): string | undefined {
  if (LOST.test(text)) return '–';
  if (!NOT_ASCII.test(text)) return undefined;
  if (KNOWN.test(text)) return '–';
  const western = NOT_1252.test(text) ? undefined : misread(text, 'win1252', /[^\u0000-\u007f]/g, 1);
  return western ?? misread(text, 'gb18030', HAN, 2);
}

/**
 * UTF-8 that was read in another encoding, and so can be read again. Sound text hardly ever is UTF-8 in its bytes; of
 * Chinese at least two characters must come out, as a pair of sound ones may by chance be a foreign letter.
 */
function misread(text: string, encoding: string, letters: RegExp, least: number): string | undefined {
  const bytes = iconv.encode(text, encoding);
  // Asked first: of a million sound cells none goes on from here.
  if (!isUtf8(bytes) || bytes.includes(0x3f) || iconv.decode(bytes, encoding) !== text) return undefined;
  const meant = bytes.toString('utf8');
  return meant !== text && (meant.match(letters)?.length ?? 0) >= least ? meant : undefined;
}
