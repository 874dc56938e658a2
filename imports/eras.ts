/** Days that count their years from the beginning of an era: `令和8年4月10日`, `R8.4.10`, `民國115年4月10日`. */
import { chineseNumber } from './chinese-numbers.ts';

interface Era {
  /** Year before its first. */
  readonly before: number;
  /** Its last year; absent while it goes on. */
  readonly years?: number;
}

const ERAS: Readonly<Record<string, Era>> = {
  令和: { before: 2018 },
  平成: { before: 1988, years: 31 },
  昭和: { before: 1925, years: 64 },
  民國: { before: 1911 },
  民国: { before: 1911 },
};
/** As Japanese forms shorten them. */
const LETTERS: Readonly<Record<string, string>> = { R: '令和', H: '平成', S: '昭和' };

const WRITTEN = /^(令和|平成|昭和|民國|民国)(元|[\d一二三四五六七八九十]{1,3})年(.*)$/;
const SHORT = /^(令和|平成|昭和|民國|民国|[RHS])(\d{1,3})[./-](\d{1,2})[./-](\d{1,2})$/;

/** @example inOurYears('令和8年4月10日') // '2026年4月10日'; anything else, or a year that its era does not have, stays as it is */
export function inOurYears(text: string): string {
  const [, name = '', count = '', month = '', day = ''] = SHORT.exec(text) ?? [];
  const [, era = LETTERS[name] ?? name, years = count, rest = `${month}月${day}日`] = WRITTEN.exec(text) ?? [];
  const found = ERAS[era];
  const year = years === '元' ? 1 : Number(chineseNumber(years));
  if (found === undefined || !(year >= 1 && year <= (found.years ?? 999))) return text;
  return `${found.before + year}年${rest}`;
}
