/** Numbers in Chinese characters, as far as days and years are written with them. */

const DIGITS = '〇一二三四五六七八九';

/** @example chineseYear('二〇二六') // '2026'; anything else stays as it is */
export function chineseYear(text: string): string {
  const digits = Array.from(text.replace(/[零○]/g, '〇'), (character) => DIGITS.indexOf(character));
  return digits.length === 4 && digits.every((digit) => digit >= 0) ? digits.join('') : text;
}

/** @example chineseNumber('二十五') // '25', also 廿五 and 三十; up to 99; anything else stays as it is */
export function chineseNumber(text: string): string {
  const [, tens, ones] = /^([二三四五六七八九]?十|廿|卅)?([一二三四五六七八九])?$/.exec(text) ?? [];
  if (tens === undefined && ones === undefined) return text;
  const ten = { 十: 1, 廿: 2, 卅: 3 }[tens ?? ''] ?? Math.max(DIGITS.indexOf(tens?.[0] ?? '〇'), 0);
  return String(ten * 10 + DIGITS.indexOf(ones ?? '〇'));
}
