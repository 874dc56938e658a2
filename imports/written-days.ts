/** Days with their month as a word: `10 April 2026`, `Apr 10, 2026`, `10. huhtikuuta 2026`, `10 de abril de 2026`, `10 апреля 2026 г.` */
import { isIsoDate, type IsoDate } from '../domain/day.ts';
import { monthCalled } from './month-names.ts';

/** Words between the parts of a day that say nothing: of, de, le, den, the ordinal endings, «year». */
const FILLERS = /^(of|de|del|the|le|den|du|d|st|nd|rd|th|er|re|го|е|г|год|года|р|року|a|m|d|gada|än|e)$/;

interface WrittenDay {
  /** Of the year as it was written: `26` or `2026`. */
  readonly dayIn: (year: number) => IsoDate | undefined;
  readonly year: string;
}

/** The one way to read it, or undefined where it is no such day. With two figures the year stands last. */
export function writtenDay(text: string): WrittenDay | undefined {
  const words = (text.match(/\d+|\p{L}[\p{L}\p{M}]*/gu) ?? []).filter((word) => !FILLERS.test(word.toLowerCase()));
  const [first = '', second = ''] = words.filter((word) => /\d/.test(word));
  const month = words.map(monthCalled).find((each) => each !== undefined) ?? romanIn(text);
  if (words.length !== 3 || month === undefined) return undefined;
  // The year first stands before the month: `2026 April 10`.
  const [year, day] = /^\d{4}$/.test(first) ? [first, second] : [second, first];
  if (!/^(\d{2}|\d{4})$/.test(year) || !/^\d{1,2}$/.test(day)) return undefined;
  return { year, dayIn: (full) => existing(`${full}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`) };
}

function existing(day: string): IsoDate | undefined {
  return isIsoDate(day) ? day : undefined;
}

const ROMANS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

/** `10.IV.2026`, as Poland, Hungary and Romania write it: between day and year, in capitals. */
function romanIn(text: string): number | undefined {
  const roman = /^\d{1,2}[. -]\s?([IVX]{1,4})[. -]\s?\d{4}\.?$/.exec(text)?.[1];
  const at = roman === undefined ? -1 : ROMANS.indexOf(roman);
  return at < 0 ? undefined : at + 1;
}
