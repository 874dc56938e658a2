/** Counts of several years in one row (`survival_2021`, `活株数2022`, `Y1`): each becomes a row of its own. */
import { isMonthDay, type MonthDay } from '../domain/day.ts';
import { SURVEY_FIELDS } from './columns.ts';
import { folded } from './headings.ts';
import type { Mapping } from './mapping.ts';
import { narrow, readNumber } from './numbers.ts';
import { ImportError } from './problems.ts';
import type { RowFault, SourceRow, SourceTable } from './table.ts';
import { isUnread } from './values.ts';

/** A day of the n-th year after that of the planting, which only the stand knows. */
export interface AfterPlanting {
  readonly yearsAfter: number;
  readonly on: MonthDay;
}

export function isAfterPlanting(value: unknown): value is AfterPlanting {
  return typeof value === 'object' && value !== null && 'yearsAfter' in value;
}

const MEASURES = ['survivalPercent', 'livePoints', 'capturedOn'] as const;
type Measure = (typeof MEASURES)[number];
/** Shorter than any heading of a column of one year. */
const SHORT: Readonly<Record<Measure, readonly string[]>> = {
  survivalPercent: ['surv', 'survival pct', '保存率'],
  livePoints: [],
  capturedOn: ['day'],
};

interface YearColumn {
  readonly column: string;
  /** Undefined where the heading is a year alone: its values tell. */
  readonly measure?: Measure;
  /** 2021, or 1 for the first year after planting. */
  readonly year: number;
}

interface Unfolded {
  readonly table: SourceTable;
  readonly mapping: Mapping;
  readonly remarks: readonly RowFault[];
}

/** Columns that are in no file: what a year's row has its count and its day in. */
const COLUMN_OF: Readonly<Record<Measure, string>> = {
  survivalPercent: 'survival of a year',
  livePoints: 'live points of a year',
  capturedOn: 'day of a year',
};

export function isOfYears([name = '']: readonly string[]): boolean {
  return Object.values(COLUMN_OF).includes(name);
}

/**
 * The table with a row for each year that has a count. Where no column gives the day of a year, the mapping's constant
 * `capturedOn` is the day of every year, `09-25`; it is not guessed.
 *
 * @throws ImportError where no day is known
 */
export function unfoldYears(table: SourceTable, mapping: Mapping): Unfolded {
  const all = yearColumns(table, mapping);
  const found = all.some(({ measure }) => measure === undefined) ? withMeasure(table, all) : all;
  const counts = found.filter(({ measure }) => measure !== 'capturedOn');
  if (counts.length === 0) return { table, mapping, remarks: [] };
  const { capturedOn: on, ...constants } = mapping.constants;
  const dayOf = dayReaderOf(found, isMonthDay(on) ? on : undefined);
  const rows = table.rows.flatMap((row) => {
    const filled = counts.filter(({ column }) => !isBlank(row.values[column]));
    return filled.length === 0 ? [row] : filled.map((count) => rowOfYear(row, count, dayOf(row, count.year)));
  });
  const measures = [...new Set(counts.map(({ measure }) => measure!)), 'capturedOn'] as const;
  const columns = Object.fromEntries(measures.map((measure) => [measure, [COLUMN_OF[measure]]]));
  const met = counts.map(({ column, measure }) => `${column} (${measure})`).join(', ');
  return {
    table: { ...table, rows, columns: [...table.columns, ...Object.values(columns).flat()] },
    mapping: { ...mapping, constants, columns: { ...mapping.columns, ...columns } },
    remarks: [{ code: 'YEARS_UNFOLDED', met }],
  };
}

function rowOfYear(row: SourceRow, { column, measure }: YearColumn, capturedOn: unknown): SourceRow {
  const values = { ...row.values, [COLUMN_OF[measure!]]: row.values[column], [COLUMN_OF.capturedOn]: capturedOn };
  return { ...row, values };
}

/** Of a year its own column of days, else the day of every year. */
function dayReaderOf(found: readonly YearColumn[], on: MonthDay | undefined) {
  const days = new Map(
    found.flatMap(({ measure, year, column }) => (measure === 'capturedOn' ? [[year, column]] : [])),
  );
  const dayless = found.filter(({ year }) => !days.has(year)).map(({ column }) => column);
  if (dayless.length > 0 && on === undefined)
    throw new ImportError({ code: 'YEAR_WITHOUT_DAY', met: dayless.join(', ') });
  return ({ values }: SourceRow, year: number): unknown => {
    const column = days.get(year);
    if (column !== undefined) return values[column];
    return year >= 1000 ? `${year}-${on}` : { yearsAfter: year, on };
  };
}

function yearColumns({ columns }: SourceTable, mapping: Mapping): readonly YearColumn[] {
  const mapped = new Set(Object.values(mapping.columns).flatMap((names) => names ?? []));
  return columns.filter((column) => !mapped.has(column)).flatMap((column) => yearColumn(column) ?? []);
}

const YEAR =
  /^(?:(?<before>\d{4})年?度?[\s_-]*)?(?<name>.*?)(?:[\s_.(-]*(?<after>(?:19|20)\d{2})年?度?\)?|[\s_.(-]*(?:y|yr|year|第)[\s_]*(?<nth>[1-9]\d?)年?\)?)?$/;

function yearColumn(column: string): YearColumn | undefined {
  const { before, name = '', after, nth } = YEAR.exec(folded(column).replace(/\s*\(?%\)?$/, ''))?.groups ?? {};
  const year = Number(before ?? after ?? nth);
  if (!(year >= 1) || (before !== undefined && (after ?? nth) !== undefined)) return undefined;
  if (name === '' && nth !== undefined) return { column, year };
  const measure = MEASURES.find((each) =>
    [...SURVEY_FIELDS[each], ...SHORT[each]].some(
      (known) => folded(known).replaceAll('_', ' ') === name.replaceAll('_', ' '),
    ),
  );
  return measure && { column, measure, year };
}

/** `Y1` alone is a count where the file has no other: of live points where one is above 100, else a percentage. */
function withMeasure(table: SourceTable, found: readonly YearColumn[]): readonly YearColumn[] {
  const named = found.filter(({ measure }) => measure !== undefined);
  const headings = [...SURVEY_FIELDS.livePoints, ...SURVEY_FIELDS.survivalPercent].map(folded);
  const isCounted = table.columns.some((column) => headings.includes(folded(column)));
  const bare = found.filter(({ measure }) => measure === undefined);
  if (isCounted || named.some(({ measure }) => measure !== 'capturedOn') || bare.length < 2) return named;
  const isCount = table.rows.some(({ values }) => bare.some(({ column }) => isAbove100(values[column])));
  return [...named, ...bare.map((each) => ({ ...each, measure: isCount ? 'livePoints' : 'survivalPercent' }) as const)];
}

function isAbove100(cell: unknown): boolean {
  const number = readNumber(cell);
  return !isUnread(number) && number > 100;
}

function isBlank(cell: unknown): boolean {
  return cell === undefined || cell === null || narrow(cell) === '';
}
