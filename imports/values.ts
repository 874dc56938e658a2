/** Values of cells: numbers, counts, codes and texts as people write them. A value that cannot be read says what was wanted. */

/** A cell that cannot be read. */
export interface Unread {
  readonly wanted: string;
}

/** What makes a cell a value. */
export type Reader<T> = (value: unknown) => T | Unread;

export function isUnread(value: unknown): value is Unread {
  return typeof value === 'object' && value !== null && 'wanted' in value;
}

/** More points than any planting has, as `domain/stand/guards.ts` has it; the database holds twenty times as many. */
const MOST_POINTS = 100_000_000;
/** A county has some 2,000 km²; a stand of a tenth of that is a slip of the unit. */
export const MOST_AREA_HA = 20_000;

/** What was written, for telling; a list or a table as JSON. */
export function shown(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Full-width digits and signs are those of any keyboard; blanks in a number mean nothing. */
function plain(value: unknown): string {
  return typeof value === 'object' ? '' : String(value).normalize('NFKC').replace(/\s/g, '');
}

/** `1,234,567.5` and `1.234.567,5` can be read in one way only. */
const THOUSANDS = [
  /^-?\d{1,3}(,\d{3})+\.\d+$|^-?\d{1,3}(,\d{3}){2,}$/,
  /^-?\d{1,3}(\.\d{3})+,\d+$|^-?\d{1,3}(\.\d{3}){2,}$/,
] as const;

/** A number: `1 234.5`, `1234,5`; a comma before exactly three digits could be either and is refused. */
function readNumber(value: unknown): number | Unread {
  if (typeof value === 'number') return Number.isFinite(value) ? value : { wanted: 'a number' };
  const text = plain(value);
  if (/^-?[1-9]\d{0,2},\d{3}$/.test(text))
    return { wanted: 'a number without a comma that could mark thousands or decimals' };
  const [english, continental] = THOUSANDS.map((form) => form.test(text));
  const marked = english ? text.replaceAll(',', '') : continental ? text.replaceAll('.', '') : text;
  const number = marked.replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(number) ? Number(number) : { wanted: 'a number' };
}

function readBetween(least: number, most: number, wanted: string): Reader<number> {
  return (value) => {
    const number = readNumber(value);
    return isUnread(number) || (number >= least && number <= most) ? number : { wanted };
  };
}

/** Above 0, at most a million: a density. */
export const readDensity = above0(1_000_000, 'a number above 0, at most 1000000');
export const readAreaHa = above0(MOST_AREA_HA, `a number above 0, at most ${MOST_AREA_HA}`);
export const readAreaMu = above0(MOST_AREA_HA * 15, `a number above 0, at most ${MOST_AREA_HA * 15}`);
export const readAltitude = readBetween(-500, 9000, 'metres, -500 to 9000');
export const readAreaM2 = above0(MOST_AREA_HA * 10_000, `a number above 0, at most ${MOST_AREA_HA * 10_000}`);

function above0(most: number, wanted: string): Reader<number> {
  return readBetween(Number.MIN_VALUE, most, wanted);
}

function wholeBetween(least: number, most: number): Reader<number> {
  const wanted = most === MOST_POINTS ? `a whole number from ${least}` : `a whole number, ${least} to ${most}`;
  return (value) => {
    // A whole number has no decimals, so its comma or point before three digits marks thousands.
    const text = typeof value === 'string' && /^\d{1,3}([,，]\d{3})+$/.test(value.trim()) ? plain(value) : undefined;
    const number = text === undefined ? readNumber(value) : Number(text.replaceAll(',', ''));
    if (isUnread(number)) return number;
    if (number > most) return { wanted: `a whole number, ${least} to ${most}` };
    return Number.isInteger(number) && number >= least ? number : { wanted };
  };
}

export const readCount = wholeBetween(0, MOST_POINTS);
/** A design or a planting without points is none. */
export const readPoints = wholeBetween(1, MOST_POINTS);
export const readPlotNumber = wholeBetween(0, 1_000_000);
export const readNurseryYears = wholeBetween(0, 20);
export const readYear = wholeBetween(1950, 2200);

/** A percentage 0–100. Without its sign a number up to 1 could be a fraction as well: `0.85` is refused. */
export function readPercent(value: unknown): number | Unread {
  const text = plain(value);
  const number = readNumber(text.replace(/%$/, ''));
  if (isUnread(number)) return number;
  if (!text.endsWith('%') && number > 0 && number <= 1)
    return { wanted: 'a percentage with its sign, e.g. 85 %: up to 1 it could be a fraction' };
  return number >= 0 && number <= 100 ? number : { wanted: '0 to 100 %' };
}

const MOST_CODE = 48;
const CODE = /^[A-Za-z0-9][A-Za-z0-9.:_-]*$/;

/**
 * A stand number. It becomes part of workflow and task ids, which are short ASCII; blanks and slashes, which part
 * an id, become dashes.
 *
 * @example readCode('１２/3 a') // '12-3-a'
 */
export function readCode(value: unknown): string | Unread {
  const text = typeof value === 'object' ? '' : String(value).normalize('NFKC').trim();
  const code = text.replace(/\s*[/\\]\s*|[ \u00a0]+/g, '-');
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

const MOST_NAME = 200;

/** A name as it is written; control characters and half characters are no part of one, and PostgreSQL takes neither. */
export function readName(value: unknown): string | Unread {
  const text = typeof value === 'object' ? '' : String(value).trim();
  const sound = text.length <= MOST_NAME && !/[\p{Cc}\p{Cs}]/u.test(text);
  return sound && text !== ''
    ? text
    : { wanted: `a text of at most ${MOST_NAME} characters, without control characters` };
}
