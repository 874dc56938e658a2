/** What the number of a spreadsheet's cell means: its format alone tells a day from a count. */
import { numberForm } from './number-form.ts';

/**
 * A day, a month or a year without one, a time of day, a share of 100, digits with zeros before them (so many in all),
 * a number shown among words, one shown as another number, or a plain one.
 */
export type NumberFormat =
  | { readonly kind: 'day' | 'month' | 'time' | 'percent' | 'number' }
  | { readonly kind: 'other' }
  | { readonly kind: 'zeros'; readonly digits: number }
  | { readonly kind: 'worded'; readonly before: string; readonly behind: string; readonly digits: number };

/** Formats that every program knows by number (ECMA-376, 18.8.30), those of China, Japan and Korea among them. */
const DAYS = [
  [14, 17],
  [22, 22],
  [27, 31],
  [36, 36],
  [50, 54],
  [57, 58],
] as const;
/** mmm-yy */
const MONTH_AND_YEAR = 17;
const TIMES = [
  [18, 21],
  [32, 35],
  [45, 47],
  [55, 56],
] as const;
const PERCENTS = [[9, 10]] as const;

/** @param code - of a format that the workbook defines itself */
export function formatOf(id: number, code: string | undefined): NumberFormat {
  if (code !== undefined) return formatIn(code);
  if (id === MONTH_AND_YEAR) return { kind: 'month' };
  if (isAmong(DAYS, id)) return { kind: 'day' };
  if (isAmong(TIMES, id)) return { kind: 'time' };
  return { kind: isAmong(PERCENTS, id) ? 'percent' : 'number' };
}

function isAmong(ranges: readonly (readonly [number, number])[], id: number): boolean {
  return ranges.some(([first, last]) => id >= first && id <= last);
}

function formatIn(code: string): NumberFormat {
  const { signs, before, behind, isOther } = numberForm(code);
  const hasFigures = /[0#?]/.test(signs);
  const form = hasFigures ? signs : signs + before;
  if (form.includes('%')) return { kind: 'percent' };
  // Quoted words are no signs of a day: places for figures tell a number before any letter does.
  if (!hasFigures || /[ymdhs]/i.test(signs)) return dayFormat(form);
  if (isOther) return { kind: 'other' };
  const digits = /^0{2,}$/.test(signs) ? signs.length : 0;
  if (before !== '' || behind !== '') return { kind: 'worded', before, behind, digits };
  return digits > 0 ? { kind: 'zeros', digits } : { kind: 'number' };
}

function dayFormat(form: string): NumberFormat {
  if (/[yd]/i.test(form) || (/m/i.test(form) && !/[hs]/i.test(form)))
    return { kind: /d/i.test(form) ? 'day' : 'month' };
  // Of days a Chinese form has no other sign.
  if (/[年月日]/.test(form)) return { kind: form.includes('日') ? 'day' : 'month' };
  return { kind: /[hs]/i.test(form) ? 'time' : 'number' };
}
