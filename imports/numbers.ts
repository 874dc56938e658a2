/** Numbers as people write them. One that can be read in two ways is not read. */
import type { DecimalMark } from './locale.ts';
import type { Unread } from './unread.ts';

const WANTED = 'a number';
const UNCLEAR =
  'a number without a comma that could mark thousands or decimals, or the way of writing stated with --locale';

/** Digits with marks between them; a sign before them may be a typographic minus. */
const WRITTEN = /^[-−–]?\d[\d.,]*$/;
/** Blanks and apostrophes part thousands and nothing else: `12 34` is two numbers. */
const PARTED = /^([-−–]?\d{1,3})((?:[\s'’‘`´]\d{3})+)((?:[.,]\d+)?)$/;

/** Digits alone: most cells, of which a file has a million. */
export function isDigits(value: unknown): value is string {
  return typeof value === 'string' && /^\d+$/.test(value);
}

/** Full-width digits and signs are those of any keyboard; so are the digits of other scripts. */
export function narrow(value: unknown): string {
  return typeof value === 'object' ? '' : inOurDigits(String(value).normalize('NFKC').trim());
}

/** Zeros of Arabic, Persian, Devanagari, Bengali, Thai, Lao, Burmese, Khmer and Mongolian; nine digits follow each. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xed0, 0x1040, 0x17e0, 0x1810];
const FOREIGN =
  /[\u0660-\u066c\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\u0ed0-\u0ed9\u1040-\u1049\u17e0-\u17e9\u1810-\u1819]/gu;

/** @example inOurDigits('۲٫۵') // '2.5' */
function inOurDigits(text: string): string {
  return text.replace(FOREIGN, (sign) => {
    const code = sign.codePointAt(0)!;
    const zero = ZEROS.find((each) => each <= code && code < each + 10);
    return zero === undefined ? (MARKS[sign] ?? sign) : String(code - zero);
  });
}

/** Of Arabic: per cent, decimals, thousands. */
const MARKS: Readonly<Record<string, string>> = { '٪': '%', '٫': '.', '٬': ',' };

/** Digits, dots and commas alone; undefined where it is no number. */
function marked(text: string): string | undefined {
  const parted = PARTED.exec(text);
  // What is parted by blanks has its thousands told already: its one mark is the decimal one.
  const digits = parted === null ? text : `${parted[1]}${parted[2]!.replace(/\D/g, '')}${parted[3]}`;
  return WRITTEN.test(digits) ? digits.replace(/^[−–]/, '-') : undefined;
}

const GROUPED = {
  // Thousands, or lakhs and crores as India parts them.
  ',': /^-?(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d?(?:,\d{2})+,\d{3})(\.\d+)?$/,
  '.': /^-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/,
} as const;

/** `1,234` or `1.234`: three digits behind the only mark, and one to three before it. */
const EITHER = /^-?[1-9]\d{0,2}[.,]\d{3}$/;

/**
 * Which mark parts the decimals of this number, where it shows it: `1.234,5`, `12,5`, `0,123` and `1.234.567` do,
 * `1,234` and `150` do not.
 */
export function decimalShown(value: unknown): DecimalMark | undefined {
  if (typeof value !== 'string') return undefined;
  const text = narrow(value);
  const number = marked(text);
  if (number === undefined) return undefined;
  const parted = PARTED.exec(text)?.[3]?.[0];
  if (parted !== undefined) return parted as DecimalMark;
  if (isEither(number)) return undefined;
  if (GROUPED[','].test(number)) return '.';
  if (GROUPED['.'].test(number)) return ',';
  const single = /^-?\d+([.,])\d+$/.exec(number)?.[1];
  return single as DecimalMark | undefined;
}

/** Whether its only mark could part thousands as well as decimals. */
export function isEither(value: unknown): boolean {
  return typeof value === 'string' && EITHER.test(marked(narrow(value)) ?? '') && !PARTED.test(narrow(value));
}

/**
 * A number: `1 234.5`, `1’234.5`, `1234,5`, `1.234,5`. `1,234` is refused unless its decimal mark is known; a dot
 * is what programs write for decimals, so `1.234` is below two unless it is known to be otherwise.
 *
 * @param decimal - the mark stated for the file, or shown by other numbers of its column
 */
export function readNumber(value: unknown, decimal?: DecimalMark): number | Unread {
  if (typeof value === 'number') return Number.isFinite(value) ? value : { wanted: WANTED };
  if (isDigits(value)) return Number(value);
  const text = narrow(value);
  const number = marked(text);
  if (number === undefined) return { wanted: WANTED };
  const mark = decimalShown(text) ?? decimal ?? (number.includes(',') ? undefined : '.');
  if (mark === undefined) return { wanted: UNCLEAR };
  const plain = number.replaceAll(mark === '.' ? ',' : '.', '').replace(mark, '.');
  return /^-?\d+(\.\d+)?$/.test(plain) && isWellGrouped(number) ? Number(plain) : { wanted: WANTED };
}

/** `1,2,3` and `12,34.5` are no numbers in any country that is asked for here. */
function isWellGrouped(number: string): boolean {
  return /^-?\d+([.,]\d+)?$/.test(number) || GROUPED[','].test(number) || GROUPED['.'].test(number);
}
