/** Values of a shapefile's table. */
import type { DbfField } from './dbf.ts';
import type { TextIn } from './dbf-text.ts';
import { viewOf } from './zip.ts';

const READABLE = ['C', 'N', 'F', 'D', 'L', 'I'];

/** Memos lie in a file of their own and the rest is binary: such columns are none of ours. */
export function isReadable({ type, bytes }: DbfField): boolean {
  return READABLE.includes(type) && (type !== 'I' || bytes === 4);
}

/** What the cell says; undefined where it says nothing. */
export function valueIn({ type }: DbfField, cell: Uint8Array, textIn: TextIn): string | number | undefined {
  if (type === 'I') return viewOf(cell).getInt32(0, true);
  const text = textIn(cell);
  if (text === '') return undefined;
  if (type === 'N' || type === 'F') return numberIn(text);
  // Programs write an empty day as zeros, and an empty yes or no as a question mark.
  if (type === 'D') return /^0+$/.test(text) ? undefined : text;
  return type === 'L' && text === '?' ? undefined : text;
}

/**
 * A number that does not fit its column is written as asterisks, which is no number. Leading zeros and more digits than
 * a number holds belong to a code and stay as written.
 */
function numberIn(text: string): string | number | undefined {
  if (/^\*+$/.test(text)) return undefined;
  const number = Number(text);
  const isCode = /^-?0\d/.test(text) || (Number.isInteger(number) && !Number.isSafeInteger(number));
  return Number.isFinite(number) && !isCode ? number : text;
}
