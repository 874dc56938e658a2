/** The country's way of writing, as it is stated for a file: which mark parts decimals, and which of day and month comes first. */
import { ImportError } from './problems.ts';

export type DecimalMark = '.' | ',';
export type DayOrder = 'dmy' | 'mdy' | 'ymd';

export interface Locale {
  readonly name: string;
  readonly decimal: DecimalMark;
  readonly order: DayOrder;
}

const WANTED = 'a language with its country where countries differ, e.g. de-AT, fi, en-GB, zh-CN';
/** London and New York do not write the same day in the same order. */
const LANGUAGES_WITHOUT_ORDER = ['en'];

/**
 * @param stated - a BCP 47 tag, `fi` or `en-GB`; undefined where none was stated
 * @throws ImportError where nobody writes so, or the tag leaves day and month open
 */
export function localeOf(stated: string | undefined): Locale | undefined {
  if (stated === undefined) return undefined;
  const name = canonical(stated);
  if (name === undefined || LANGUAGES_WITHOUT_ORDER.includes(name))
    throw new ImportError({ code: 'LOCALE_UNKNOWN', met: stated, wanted: WANTED });
  return { name, decimal: decimalIn(name), order: orderIn(name) };
}

function canonical(stated: string): string | undefined {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(stated.trim().replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

function decimalIn(name: string): DecimalMark {
  const mark = new Intl.NumberFormat(name).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value;
  return mark === ',' ? ',' : '.';
}

function orderIn(name: string): DayOrder {
  const parts = new Intl.DateTimeFormat(name, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(0);
  const letters = parts.map(({ type }) => ({ day: 'd', month: 'm', year: 'y' })[type as string] ?? '').join('');
  return letters === 'mdy' || letters === 'ymd' ? letters : 'dmy';
}
