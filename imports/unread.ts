/** Cells that cannot be read say what was wanted. */
import type { DecimalMark } from './locale.ts';

/** A cell that cannot be read. */
export interface Unread {
  readonly wanted: string;
}

/** What makes a cell a value; the decimal mark is known where the file's way of writing is stated or shows itself. */
export type Reader<T> = (value: unknown, decimal?: DecimalMark) => T | Unread;

export function isUnread(value: unknown): value is Unread {
  return typeof value === 'object' && value !== null && 'wanted' in value;
}

/** A longer text is none of a value, and nobody's patience is spent on it. */
const MOST_TEXT = 2000;

export function isTooLong(value: unknown): boolean {
  return typeof value === 'string' && value.length > MOST_TEXT && value.trim().length > MOST_TEXT;
}

export const TOO_LONG: Unread = { wanted: `at most ${MOST_TEXT} characters` };
