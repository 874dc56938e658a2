/** A mapping file: which column gives which field, constants for columns a file lacks, words translated, oddities acknowledged. */
import { parse, stringify } from 'yaml';
import { OUTLINE_FIELDS, SURVEY_FIELDS, STAND_FIELDS } from './fields.ts';
import { ImportError } from './problems.ts';
import { THRESHOLD_TABLE, type Thresholds } from './thresholds.ts';
import { shown } from './values.ts';
import { isUnread, type Reader } from './unread.ts';

export interface Mapping {
  readonly columns: Readonly<Record<string, readonly string[] | undefined>>;
  readonly constants: Readonly<Record<string, string | number | undefined>>;
  /** Per field, the file's word → ours, e.g. species: { kask: BETULA }. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string | number>> | undefined>>;
  readonly acknowledge: readonly Acknowledgement[];
  /** Sizes from which on something is noted, asked about or refused, in place of the shipped ones. */
  readonly thresholds?: Partial<Thresholds>;
  /** What else belongs to files of this kind; an option of the command line goes before it. */
  readonly crs?: string;
  readonly layer?: string;
  readonly encoding?: string;
  /** Way of writing numbers and days, e.g. `de-AT`. */
  readonly locale?: string;
  /** First day of a spreadsheet's serial numbers: 1900, or 1904 of old Macintoshes. */
  readonly serials?: string;
}

export const ACKNOWLEDGEMENTS = [
  'OUTSIDE_COUNTY',
  'AREA_FAR_OFF',
  'OVERLAP_LARGE',
  'OUTLINE_OUTSIDE',
  'GCJ_SUSPECTED',
  'CODE_IS_DAY',
] as const;
export type Acknowledgement = (typeof ACKNOWLEDGEMENTS)[number];

export const NO_MAPPING: Mapping = { columns: {}, constants: {}, values: {}, acknowledge: [] };

const FIELDS = [...new Set([STAND_FIELDS, SURVEY_FIELDS, OUTLINE_FIELDS].flatMap((fields) => Object.keys(fields)))];
const SETTINGS = ['crs', 'layer', 'encoding', 'locale', 'serials'] as const;
const KEYS = ['columns', 'constants', 'values', 'acknowledge', 'thresholds', ...SETTINGS];

/** @throws ImportError naming the place, what stands there and what may */
export function readMapping(text: string): Mapping {
  const data = parsed(text);
  only(Object.keys(data), KEYS, 'a key');
  const columns = section(data, 'columns', isColumnChoice, 'the name of a column, or a list of names');
  const constants = section(data, 'constants', isWord, 'one text, number or day');
  const values = section(data, 'values', isDictionary, 'a table of words');
  const acknowledge = [data['acknowledge'] ?? []].flat().map(shown) as Acknowledgement[];
  only(acknowledge, ACKNOWLEDGEMENTS, 'acknowledge');
  const listed = Object.entries(columns).map(([field, name]) => [field, [name].flat().map(String)]);
  const words = Object.entries(constants).map(([field, word]) => [field, wordOf(word)]);
  return {
    columns: Object.fromEntries(listed) as Mapping['columns'],
    constants: Object.fromEntries(words) as Mapping['constants'],
    values: values as Mapping['values'],
    acknowledge,
    ...thresholdsIn(data['thresholds']),
    ...settingsIn(data),
  };
}

/** The mapping as a file that `readMapping` reads as the same mapping. */
export function writeMapping(mapping: Mapping): string {
  const columns = Object.entries(mapping.columns).map(([field, names = []]) => [
    field,
    names.length === 1 ? names[0] : names,
  ]);
  const filled = Object.entries({ ...mapping, columns: Object.fromEntries(columns) as object }).filter(
    ([, part]) => typeof part === 'string' || Object.keys(part ?? {}).length > 0,
  );
  return stringify(Object.fromEntries(filled), { lineWidth: 0 });
}

function thresholdsIn(data: unknown): Pick<Mapping, 'thresholds'> {
  if (data === undefined || data === null) return {};
  if (!isTable(data)) throw broken('thresholds', data, 'a table of numbers');
  only(Object.keys(data), Object.keys(THRESHOLD_TABLE), 'a threshold');
  const wrong = Object.entries(data).find(([, value]) => typeof value !== 'number' || !(value >= 0));
  if (wrong !== undefined) throw broken(`thresholds.${wrong[0]}`, wrong[1], 'a number from 0');
  return { thresholds: data };
}

function settingsIn(data: Record<string, unknown>): Partial<Record<(typeof SETTINGS)[number], string>> {
  const given = SETTINGS.filter((key) => data[key] !== undefined && data[key] !== null);
  const wrong = given.find((key) => !isWord(data[key]) || data[key] === '');
  if (wrong !== undefined) throw broken(wrong, data[wrong], 'one text');
  return Object.fromEntries(given.map((key) => [key, String(data[key])]));
}

/** A constant is for all rows: what is wrong with it is said once, not row by row. */
export function checkConstants(mapping: Mapping, readers: Readonly<Record<string, Reader<unknown>>>): void {
  for (const [field, constant] of Object.entries(mapping.constants)) {
    const read = constant === undefined ? undefined : readers[field]?.(constant);
    if (isUnread(read)) throw broken(`constants.${field}`, constant, read.wanted);
  }
}

function parsed(text: string): Record<string, unknown> {
  let data: unknown;
  try {
    data = parse(text);
  } catch (error) {
    throw broken('the file', (error as Error).message.split('\n')[0]!, 'YAML or JSON');
  }
  if (!isTable(data)) throw broken('the file', kindOf(data), `keys ${KEYS.join(', ')}`);
  return data;
}

function kindOf(data: unknown): string {
  return Array.isArray(data) ? 'a list' : data === null ? 'empty' : `a ${typeof data}`;
}

function section(
  data: Record<string, unknown>,
  key: string,
  holds: (value: unknown) => boolean,
  wanted: string,
): Record<string, unknown> {
  const table = data[key] ?? {};
  if (!isTable(table)) throw broken(key, table, 'a table of fields');
  only(Object.keys(table), FIELDS, `a field under ${key}`);
  const wrong = Object.entries(table).find(([, value]) => !holds(value));
  if (wrong !== undefined) throw broken(`${key}.${wrong[0]}`, wrong[1], wanted);
  return table;
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function isWord(value: unknown): boolean {
  return ['string', 'number'].includes(typeof value) || value instanceof Date;
}

function isColumnChoice(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 && value.every(isWord) : isWord(value);
}

function isDictionary(value: unknown): boolean {
  return isTable(value) && Object.values(value).every(isWord);
}

/** YAML 1.1 makes a date of an unquoted day. */
function wordOf(word: unknown): string | number {
  return word instanceof Date ? word.toISOString().slice(0, 10) : (word as string | number);
}

function only(met: readonly string[], allowed: readonly string[], what: string): void {
  const unknown = met.find((word) => !allowed.includes(word));
  if (unknown !== undefined) throw broken(what, unknown, `one of ${allowed.join(', ')}`);
}

function broken(field: string, met: unknown, wanted: string): ImportError {
  return new ImportError({ code: 'MAPPING_BROKEN', field, met: shown(met).slice(0, 120), wanted });
}
