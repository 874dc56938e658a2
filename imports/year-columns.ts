/** Counts of several years in one row (`survival_2021`, `活株数2022`, `Y1`): each becomes a row of its own. */
import { dayInYear, isMonthDay, type IsoDate, type MonthDay } from '../domain/day.ts';
import { columnsOf, valueIn } from './columns.ts';
import { SURVEY_FIELDS } from './fields.ts';
import { dayText } from './days.ts';
import type { Mapping } from './mapping.ts';
import { narrow } from './numbers.ts';
import { ImportError } from './problems.ts';
import type { HeldTable, RowFault, SourceRow } from './table.ts';
import { yearColumns, type Measure, type YearColumn } from './year-headings.ts';

/** A day of the n-th year after that of the planting, which only the stand knows. */
export interface AfterPlanting {
  readonly yearsAfter: number;
  readonly on: MonthDay;
}

export function isAfterPlanting(value: unknown): value is AfterPlanting {
  return typeof value === 'object' && value !== null && 'yearsAfter' in value;
}

interface Unfolded {
  readonly table: HeldTable;
  readonly mapping: Mapping;
  readonly remarks: readonly RowFault[];
  /** Headings of the file whose survival the years' rows have; none where no heading names a year. */
  readonly survivalHeadings?: readonly string[];
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
 * The table with a row for each year that has a count, with all that the year has. Its day is that of the year's own
 * column, else the row's own day, else the mapping's constant `capturedOn`, `09-25` of every year; it is not guessed.
 *
 * @throws ImportError where no day is known, or two columns give one figure of a year
 */
export function unfoldYears(table: HeldTable, mapping: Mapping): Unfolded {
  const found = yearColumns(table, mapping);
  const counts = found.filter(({ measure }) => measure !== 'capturedOn');
  if (counts.length === 0) return { table, mapping, remarks: [] };
  const { capturedOn: on, ...constants } = mapping.constants;
  const years = yearsIn(found);
  const dayOf = dayReaderOf(years, ownDayIn(table, mapping, years), isMonthDay(on) ? on : undefined);
  const rows = table.rows.flatMap((row) => {
    const filled = years.filter((year) => countsOf(year).some((column) => !isBlank(row.values[column])));
    return filled.length === 0 ? [row] : filled.map((year) => rowOfYear(row, year, dayOf(row, year)));
  });
  const measures = [...new Set(counts.map(({ measure }) => measure!)), 'capturedOn'] as const;
  const columns = Object.fromEntries(measures.map((measure) => [measure, [COLUMN_OF[measure]]]));
  const met = counts.map(({ column, measure }) => `${column} (${measure})`).join(', ');
  return {
    table: { ...table, rows, columns: [...table.columns, ...Object.values(columns).flat()] },
    mapping: { ...mapping, constants, columns: { ...mapping.columns, ...columns } },
    remarks: [{ code: 'YEARS_UNFOLDED', met }],
    survivalHeadings: counts.flatMap(({ measure, column }) => (measure === 'survivalPercent' ? [column] : [])),
  };
}

/** Of one year, the columns of the file by what they measure. */
interface Year {
  readonly year: number;
  readonly columns: ReadonlyMap<Measure, string>;
}

function yearsIn(found: readonly YearColumn[]): readonly Year[] {
  const years = new Map<number, Map<Measure, string>>();
  for (const { year, measure, column } of found) {
    const columns = years.get(year) ?? new Map<Measure, string>();
    years.set(year, columns);
    const rival = columns.get(measure!);
    if (rival !== undefined)
      throw new ImportError({ code: 'COLUMN_TWICE', field: measure!, met: `${rival}, ${column}` });
    columns.set(measure!, column);
  }
  return [...years].map(([year, columns]) => ({ year, columns }));
}

function countsOf({ columns }: Year): readonly string[] {
  return [...columns].flatMap(([measure, column]) => (measure === 'capturedOn' ? [] : [column]));
}

function rowOfYear(row: SourceRow, { columns }: Year, capturedOn: unknown): SourceRow {
  const own = [...columns].map(([measure, column]) => [COLUMN_OF[measure], row.values[column]]);
  return { ...row, values: { ...row.values, ...Object.fromEntries(own), [COLUMN_OF.capturedOn]: capturedOn } };
}

type DayIn = (row: SourceRow, year: Year) => unknown;

/** The row's day, where its file has a column of days without a year: of several years it is that of the one it names. */
function ownDayIn(table: HeldTable, mapping: Mapping, years: readonly Year[]): DayIn | undefined {
  const columns = columnsOf({ table, field: 'capturedOn', names: SURVEY_FIELDS.capturedOn, mapping });
  if (columns.length === 0) return undefined;
  return (row, { year }) => {
    const day = valueIn(row, columns);
    const isOfIt = years.length === 1 || (year >= 1000 && dayText(day).includes(String(year)));
    return isOfIt ? day : undefined;
  };
}

function dayReaderOf(years: readonly Year[], ownDay: DayIn | undefined, on: MonthDay | undefined): DayIn {
  const dayless = years.filter(({ columns }) => !columns.has('capturedOn')).flatMap(countsOf);
  if (dayless.length > 0 && ownDay === undefined && on === undefined)
    throw new ImportError({ code: 'YEAR_WITHOUT_DAY', met: dayless.join(', ') });
  return (row, each) => {
    const column = each.columns.get('capturedOn');
    if (column !== undefined) return row.values[column];
    return ownDay?.(row, each) ?? (on === undefined ? undefined : dayOfYear(each.year, on));
  };
}

function dayOfYear(year: number, on: MonthDay): IsoDate | AfterPlanting {
  return year >= 1000 ? dayInYear(year, on) : { yearsAfter: year, on };
}

function isBlank(cell: unknown): boolean {
  return cell === undefined || cell === null || narrow(cell) === '';
}
