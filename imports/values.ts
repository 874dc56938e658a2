/** Values of cells: numbers, counts, codes and texts as people write them. A value that cannot be read says what was wanted. */
import { chineseYear } from './chinese-numbers.ts';
import type { DecimalMark } from './locale.ts';
import { isDigits, isEither, narrow, readNumber } from './numbers.ts';
import {
  AREA_UNITS,
  COUNT_UNITS,
  DENSITY_UNITS,
  LENGTH_UNITS,
  M2_PER_ACRE,
  M2_PER_MU,
  measured,
  numberPart,
  type Units,
  YEAR_UNITS,
} from './units.ts';
import { isUnread, type Reader, type Unread } from './unread.ts';

/** More points than any planting has, as `domain/stand/guards.ts` has it; the database holds twenty times as many. */
const MOST_POINTS = 100_000_000;
/** A county has some 2,000 km²; a stand of a tenth of that is a slip of the unit. */
export const MOST_AREA_HA = 20_000;

/** What was written, for telling; a list or a table as JSON. */
export function shown(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * A number with its unit or without, in the unit of the field.
 *
 * @param own - size of the field's own unit, in which a bare number is
 */
function readMeasured(units: Units, own: number): Reader<number> {
  return (value, decimal) => {
    if (typeof value === 'number' || isDigits(value)) return readNumber(value);
    const parts = measured(narrow(value), units);
    const number = readNumber(parts?.number ?? value, decimal);
    // A unit of the field's own size changes no digit.
    if (isUnread(number) || parts?.size === undefined || parts.size === own) return number;
    return plainOf((number * parts.size) / own);
  };
}

/** Without the dust of binary fractions: 0.57 times 10,000 is 5699.999999999999, and 0.29 times 100 no 29 either. */
function plainOf(number: number): number {
  return Number(number.toPrecision(12));
}

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly wanted: string;
}

function readBetween(read: Reader<number>, { least, most, wanted }: Bounds): Reader<number> {
  return (value, decimal) => {
    const number = read(value, decimal);
    return isUnread(number) || (number >= least && number <= most) ? number : { wanted };
  };
}

/** Above 0, at most a million: a density. */
export const readDensityPerHa = above0(readPointed(readMeasured(DENSITY_UNITS, 1)), 1_000_000);
export const readDensityPerMu = above0(readPointed(readMeasured(DENSITY_UNITS, 15)), 1_000_000);
export const readDensityPerAcre = above0(readPointed(readMeasured(DENSITY_UNITS, 10_000 / M2_PER_ACRE)), 1_000_000);
export const readAreaHa = above0(readMeasured(AREA_UNITS, 10_000), MOST_AREA_HA);
export const readAreaMu = above0(readMeasured(AREA_UNITS, M2_PER_MU), MOST_AREA_HA * 15);
export const readAreaM2 = above0(readMeasured(AREA_UNITS, 1), MOST_AREA_HA * 10_000);
export const readAreaAcres = above0(readMeasured(AREA_UNITS, M2_PER_ACRE), (MOST_AREA_HA * 10_000) / M2_PER_ACRE);
export const readAltitude = readBetween(readMeasured(LENGTH_UNITS, 1), {
  least: -500,
  most: 9000,
  wanted: 'metres, -500 to 9000',
});

const UNIT_WANTED = 'an area with its unit, e.g. 12.5 ha, 30 acres, 150 亩 or 100000 m²';

/** m² of a column whose heading names no unit: each cell must. */
export function readAreaWithUnit(value: unknown, decimal?: DecimalMark): number | Unread {
  const hasUnit = measured(narrow(value), AREA_UNITS)?.size !== undefined;
  return hasUnit ? readAreaM2(value, decimal) : { wanted: UNIT_WANTED };
}

/** `2.500` points a hectare are thousands to one writer and a slip to another; programs write no density so. */
function readPointed(read: Reader<number>): Reader<number> {
  return (value, decimal) => {
    const isUnclear = decimal === undefined && typeof value === 'string' && isEither(numberPart(narrow(value)));
    return isUnclear ? { wanted: DENSITY_UNCLEAR } : read(value, decimal);
  };
}

const DENSITY_UNCLEAR =
  'a density whose point or comma cannot mark both thousands and decimals; state the way of writing with --locale';

function above0(read: Reader<number>, most: number): Reader<number> {
  return readBetween(read, { least: Number.MIN_VALUE, most, wanted: `a number above 0, at most ${most}` });
}

interface Whole {
  readonly least: number;
  readonly most: number;
  readonly units?: Units;
}

const POINT_UNCLEAR =
  'a whole number whose point cannot mark both thousands and decimals; state the way of writing with --locale';

const ZEROS = /^[1-9]\d{0,2}\.000(?![\d.,])/;
const GROUP = /^[1-9]\d{0,2}[.,]\d{3}(?![\d.,])/;

function wholeBetween({ least, most, units = {} }: Whole): Reader<number> {
  const wanted = most === MOST_POINTS ? `a whole number from ${least}` : `a whole number, ${least} to ${most}`;
  const read = readMeasured(units, 1);
  return (value, decimal) => {
    const text = typeof value === 'string' && decimal === undefined && !isDigits(value) ? narrow(value) : '';
    if (ZEROS.test(text)) return { wanted: POINT_UNCLEAR };
    // A whole number has no decimals, so its one comma or point before three digits marks thousands.
    const number = read(GROUP.test(text) ? text.replace(/[.,]/, '') : value, decimal);
    if (isUnread(number)) return number;
    if (number > most) return { wanted: `a whole number, ${least} to ${most}` };
    return Number.isInteger(number) && number >= least ? number : { wanted };
  };
}

export const readCount = wholeBetween({ least: 0, most: MOST_POINTS, units: COUNT_UNITS });
/** A design or a planting without points is none. */
export const readPoints = wholeBetween({ least: 1, most: MOST_POINTS, units: COUNT_UNITS });
export const readSmallAreaM2 = wholeBetween({ least: 0, most: MOST_POINTS, units: AREA_UNITS });
export const readPlotNumber = wholeBetween({ least: 0, most: 1_000_000 });
export const readNurseryYears = wholeBetween({ least: 0, most: 20, units: YEAR_UNITS });

const readYearNumber = wholeBetween({ least: 1950, most: 2200 });

/** `2026`, `2026年`, `2026年度`, `二〇二六年`. */
export function readYear(value: unknown): number | Unread {
  return readYearNumber(typeof value === 'string' ? chineseYear(narrow(value).replace(/年度?$/, '')) : value);
}

/** A percentage 0–100. Without its sign a number up to 1 could be a fraction as well: `0.85` is refused. */
export function readPercent(value: unknown, decimal?: DecimalMark): number | Unread {
  const text = narrow(value);
  const number = readNumber(text.replace(/%$/, ''), decimal);
  if (isUnread(number)) return number;
  if (!text.endsWith('%') && number > 0 && number <= 1)
    return {
      wanted:
        'a percentage with its sign, e.g. 85 %, or a mapping that reads the column as survivalRatio: up to 1 it could be a fraction',
    };
  return number >= 0 && number <= 100 ? number : { wanted: '0 to 100 %' };
}

/** A part of one, 0–1, as a percentage; one with its sign is one already, as a cell in a percent format shows it. */
export function readRatio(value: unknown, decimal?: DecimalMark): number | Unread {
  if (narrow(value).endsWith('%')) return readPercent(value, decimal);
  const number = readNumber(value, decimal);
  if (isUnread(number)) return number;
  return number >= 0 && number <= 1 ? plainOf(number * 100) : { wanted: 'a part of one, 0 to 1' };
}

const MOST_CODE = 48;
/** What spreadsheets have before the sums below a table. */
const SUMS = /^(grand total|(sub)?total|sum|summe|suma|razem|somme|yhteensä|kokku|合计|小计|总计)[:.]?$/i;
/** What programs make of whole numbers that they work out: `12.000000001`, `11.999999999`. */
const DUST = /^\d+\.(0{6,}[1-9]\d?|9{6,}\d?)$/;
const CODE = /^[A-Za-z0-9][A-Za-z0-9.:_-]*$/;

/**
 * A stand number. It becomes part of workflow and task ids, which are short ASCII; blanks and slashes, which part
 * an id, become dashes.
 *
 * @example readCode('１２/3 a') // '12-3-a'
 */
export function readCode(value: unknown): string | Unread {
  // What was rounded may be the number of another stand.
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value))
    return { wanted: 'it stored as text: it has more digits than a number holds' };
  if (typeof value === 'number' && !Number.isInteger(value))
    return { wanted: 'it stored as text: as numbers 1.10 and 1.1 are one' };
  if (typeof value === 'boolean') return { wanted: 'a stand number; a yes or no is none' };
  const text = typeof value === 'object' ? '' : String(value).normalize('NFKC').trim();
  const parts = text.split(/[/\\]/).map((part) => part.trim());
  const code = parts.join('-').replace(/ +/g, '-');
  if (SUMS.test(text)) return { wanted: 'a stand number; this looks like a row of sums' };
  if (DUST.test(text)) return { wanted: `${Math.round(Number(text))}, without the dust of a calculation` };
  if (code.length <= MOST_CODE && CODE.test(code)) return code;
  return { wanted: `1 to ${MOST_CODE} letters A–Z, digits, dots, colons, dashes and underscores` };
}

const MOST_UNIT = 64;

/** A unit by its id or short name, as counts will name it: letters of any script, digits and simple signs. */
export function readUnit(value: unknown): string | Unread {
  const text = typeof value === 'object' ? '' : String(value).normalize('NFKC').trim();
  if (text.length <= MOST_UNIT && /^[\p{L}\p{N}][\p{L}\p{N}\p{M} ._()-]*$/u.test(text)) return text;
  return { wanted: `the id of a unit: 1 to ${MOST_UNIT} letters, digits, spaces, dots, dashes and brackets` };
}

const MOST_PAPER = 64;

/** Number of a paper, or what it says; as long as a report's may be. */
export function readPaperText(value: unknown): string | Unread {
  const isRounded = typeof value === 'number' && !Number.isSafeInteger(value);
  const text = typeof value === 'object' || isRounded ? '' : String(value).normalize('NFKC').trim();
  const sound = text.length <= MOST_PAPER && !/[\p{Cc}\p{Cs}]/u.test(text);
  return sound && text !== ''
    ? text
    : { wanted: `a text of at most ${MOST_PAPER} characters; a long number is written as text` };
}

const MOST_NAME = 200;
/** All households of a village that hold a stand together. */
const MOST_OWNER = 2000;

/** A name as it is written; control characters and half characters are no part of one, and PostgreSQL takes neither. */
export function readName(value: unknown): string | Unread {
  const text = typeof value === 'object' ? '' : String(value).trim();
  const sound = text.length <= MOST_NAME && !/[\p{Cc}\p{Cs}]/u.test(text);
  return sound && text !== ''
    ? text
    : { wanted: `a text of at most ${MOST_NAME} characters, without control characters` };
}

/** Names of those who hold a stand, as they are written; what stands in lines of one cell is told apart by semicolons. */
export function readOwner(value: unknown): string | Unread {
  const text = typeof value === 'object' ? '' : String(value).trim();
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  const line = lines.filter((each) => each !== '').join('; ');
  const sound = line.length <= MOST_OWNER && !/[\p{Cc}\p{Cs}]/u.test(line);
  return sound && line !== ''
    ? line
    : { wanted: `names of at most ${MOST_OWNER} characters in all, without control characters` };
}
