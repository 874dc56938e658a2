/** What a cell of a sheet shows, as the readers of values take it. */
import { addDays, type IsoDate } from '../domain/day.ts';
import type { NumberFormat } from './number-format.ts';
import type { WorkbookParts } from './workbook-parts.ts';

/** A cell as the sheet has it. */
export interface RawCell {
  /** e.g. `C7`. */
  readonly address: string;
  /** `s` a text by number, `str` and `inlineStr` a text, `b` yes or no, `e` an error, `d` a day, else a number. */
  readonly type: string;
  readonly style: number;
  /** Undefined where nothing is kept: an empty cell, or a formula nobody has worked out. */
  readonly text?: string;
  readonly isFormula: boolean;
}

/** Something that is no value, in words that name its cell; whatever reads it refuses it as it would a list. */
class NoValue {
  readonly met: string;

  constructor(met: string, { address }: RawCell) {
    this.met = `${met} in ${address}`;
  }

  toString(): string {
    return this.met;
  }

  toJSON(): string {
    return this.met;
  }
}

/** Text, number, yes or no; undefined where the cell is empty. Days come as text: they are of no time zone. */
export function valueOf(cell: RawCell, { texts, formats, from1904 }: WorkbookParts): unknown {
  const { type, text, style, isFormula } = cell;
  // Programs that write formulas and work out none leave the result out, or empty.
  if (text === undefined || (text === '' && type === 'n'))
    return isFormula ? new NoValue('a formula without its result', cell) : undefined;
  if (type === 'e') return new NoValue(text, cell);
  if (type === 'b') return text === '1' || text === 'true';
  if (type === 's')
    return texts[Number(text)] === undefined ? new NoValue('no text', cell) : plain(texts[Number(text)]!);
  if (['str', 'inlineStr', 'd'].includes(type)) return plain(text);
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) return new NoValue(`“${text.slice(0, 40)}”`, cell);
  const format = formats[style] ?? { kind: 'number' };
  // 12500 that is shown as 12.5 is one of the two, and nobody knows which is meant.
  if (format.kind === 'other') return new NoValue(`${number}, shown as another number by its format,`, cell);
  return formatted(number, format, from1904) ?? new NoValue(`day ${number}`, cell);
}

/** Signs that XML cannot hold are written by their number. */
function plain(text: string): string | undefined {
  const read = text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))).trim();
  return read === '' ? undefined : read;
}

type ShownFormat = Exclude<NumberFormat, { kind: 'other' }>;

/** Undefined only for a day that no calendar has. */
function formatted(number: number, format: ShownFormat, from1904: boolean): string | number | undefined {
  switch (format.kind) {
    case 'day':
      return number < 1 && !from1904 ? undefined : dayOf(number, from1904);
    // What was typed had no day: shown are month and year, or less, and no day is made of them.
    case 'month':
      return number < 1 && !from1904 ? undefined : dayOf(number, from1904)?.slice(0, 7);
    case 'percent':
      // 0.29 * 100 is 28.999999999999996.
      return `${unmistakable(Number((number * 100).toPrecision(15)))}%`;
    case 'zeros':
      return zeroed(number, format.digits) ?? number;
    case 'worded':
      return `${format.before}${zeroed(number, format.digits) ?? unmistakable(number)}${format.behind}`;
    case 'time':
    case 'number':
      return number;
  }
}

function zeroed(number: number, digits: number): string | undefined {
  return digits > 0 && Number.isInteger(number) && number >= 0 ? String(number).padStart(digits, '0') : undefined;
}

/** As text `1.234` could be read with thousands; `1.2340` could not. */
function unmistakable(number: number): string {
  return `${number}${/^-?\d{1,3}\.\d{3}$/.test(String(number)) ? '0' : ''}`;
}

const DAY_SECONDS = 86_400;
/** 31 December 9999: spreadsheets know no later day. */
const LAST_SERIAL = 2_958_465;
/** Excel keeps an error of its forerunner: its 1900 is a leap year, and this is the day that never was. */
const NO_DAY = 60;

/** @example dayOf(46_122, false) // '2026-04-10' */
export function dayOf(serial: number, from1904: boolean): string | undefined {
  const seconds = Math.round(serial * DAY_SECONDS);
  const day = Math.floor(seconds / DAY_SECONDS);
  if (day < 0 || day > LAST_SERIAL || (!from1904 && day === NO_DAY)) return undefined;
  const on: IsoDate = from1904 ? addDays('1904-01-01', day) : addDays(day > NO_DAY ? '1899-12-30' : '1899-12-31', day);
  const time = seconds % DAY_SECONDS;
  return time === 0 ? on : `${on}T${new Date(time * 1000).toISOString().slice(11, 19)}`;
}
