/** The number of a stand in its cell, unless a spreadsheet has made a day of it. */
import { isIsoDate } from '../domain/day.ts';
import type { Cells } from './cells.ts';
import type { ColumnChoice } from './columns.ts';
import type { StandField } from './fields.ts';
import type { Mapping } from './mapping.ts';
import { monthCalled } from './month-names.ts';
import { narrow } from './numbers.ts';
import { readCode, shown } from './values.ts';

interface Numbered {
  readonly cells: Cells<StandField>;
  readonly columns: ColumnChoice<StandField>;
  readonly mapping: Mapping;
}

/** Undefined only where a problem of the row says why. Counts and outlines need not ask: a stand of such a number is not known. */
export function standNumberIn({ cells, columns, mapping }: Numbered): string | undefined {
  const met = cells.peek('code', shown);
  // What a mapping joins from a year and two numbers only looks like a day.
  const isJoined = (columns.chosen['code']?.length ?? 0) > 1;
  const typed = typeof met !== 'string' || isJoined ? undefined : typedBefore(narrow(met));
  if (typed === undefined || mapping.acknowledge.includes('CODE_IS_DAY')) return cells.required('code', readCode);
  return cells.problem('CODE_IS_DAY', { field: 'code', met: narrow(met), wanted: typed });
}

const TIME = /[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/;
const YEAR_FIRST = /^((?:19|20)\d{2})[-/年](\d{1,2})[-/月](\d{1,2})日?$/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d{2})$/;
const MONTH_AND_DAY = /^(\d{1,2})月(\d{1,2})日$/;
const DAY_AND_WORD = /^(\d{1,2})[-. ]\s?(\p{L}{3,10})\.?(?:[-. ](?:\d{2}|\d{4}))?$/u;
const WORD_AND_NUMBER = /^(\p{L}{3,10})[-. ](\d{2}|\d{4})$/u;

/** What was typed where this day stands now, e.g. `1-2`; undefined where it is none. */
function typedBefore(text: string): string | undefined {
  const plain = text.replace(TIME, '');
  const [, y, m, d] = YEAR_FIRST.exec(plain) ?? [];
  if (y !== undefined) return dayed(y, m!, d!);
  const [, a, b, year] = YEAR_LAST.exec(plain) ?? [];
  if (year !== undefined) return dayed(year, b!, a!) ?? dayed(year, a!, b!);
  const [, month, day] = MONTH_AND_DAY.exec(plain) ?? [];
  if (month !== undefined) return `${month}-${day}`;
  const [, before, word = ''] = DAY_AND_WORD.exec(plain) ?? [];
  if (monthCalled(word) !== undefined) return `${monthCalled(word)}-${Number(before)}`;
  const [, name = '', number] = WORD_AND_NUMBER.exec(plain) ?? [];
  return monthCalled(name) === undefined ? undefined : `${monthCalled(name)}-${Number(number)}`;
}

function dayed(year: string, month: string, day: string): string | undefined {
  const isDay = isIsoDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return isDay ? `${Number(month)}-${Number(day)}` : undefined;
}
