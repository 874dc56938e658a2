/** What the number of a spreadsheet's cell means: its format alone tells a day from a count. */

/** A day, a month or a year without one, a time of day, a share of 100, digits with zeros before them (so many in all), or a plain number. */
export type NumberFormat =
  | { readonly kind: 'day' | 'month' | 'time' | 'percent' | 'number' }
  | { readonly kind: 'zeros'; readonly digits: number };

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

/** Words in quotes, escaped signs, colours and languages are no part of the form; of several forms the first counts. */
function formatIn(code: string): NumberFormat {
  const [form = ''] = code
    .replace(/"[^"]*"|\\.|[_*]./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^[\]]*\]/gi, '')
    .split(';');
  if (/general/i.test(form)) return { kind: 'number' };
  if (form.includes('%')) return { kind: 'percent' };
  if (/[yd]/i.test(form) || (/m/i.test(form) && !/[hs]/i.test(form)))
    return { kind: /d/i.test(form) ? 'day' : 'month' };
  // Of days a Chinese form has no other sign; among places for figures it is a word behind a number.
  if (/[年月日]/.test(form) && !/[0#?]/.test(form)) return { kind: form.includes('日') ? 'day' : 'month' };
  if (/[hs]/i.test(form)) return { kind: 'time' };
  return /^0{2,}$/.test(form) ? { kind: 'zeros', digits: form.length } : { kind: 'number' };
}
