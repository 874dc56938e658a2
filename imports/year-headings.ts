/** Headings that name a year: `survival_2021`, `活株数2022`, `Y1`. */
import { SURVEY_FIELDS } from './fields.ts';
import { folded, loose } from './headings.ts';
import type { Mapping } from './mapping.ts';
import { readNumber } from './numbers.ts';
import type { HeldTable } from './table.ts';
import { isUnread } from './unread.ts';

const MEASURES = ['survivalPercent', 'livePoints', 'capturedOn'] as const;
export type Measure = (typeof MEASURES)[number];
/** Shorter than any heading of a column of one year. */
const SHORT: Readonly<Record<Measure, readonly string[]>> = {
  survivalPercent: ['surv', 'survival pct', '保存率'],
  livePoints: [],
  capturedOn: ['day'],
};

export interface YearColumn {
  readonly column: string;
  /** Undefined where the heading is a year alone: its values tell. */
  readonly measure?: Measure;
  /** 2021, or 1 for the first year after planting. */
  readonly year: number;
}

/** Columns of a year that no mapping reads as something else. */
export function yearColumns(table: HeldTable, mapping: Mapping): readonly YearColumn[] {
  const mapped = new Set(Object.values(mapping.columns).flatMap((names) => names ?? []));
  const all = table.columns.filter((column) => !mapped.has(column)).flatMap((column) => yearColumn(column) ?? []);
  return all.some(({ measure }) => measure === undefined) ? withMeasure(table, all) : all;
}

const YEAR =
  /^(?:(?<before>\d{4})年?度?[\s_-]*)?(?<name>.*?)(?:[\s_.(-]*(?<after>(?:19|20)\d{2})年?度?\)?|[\s_.(-]*(?:y|yr|year|第)[\s_]*(?<nth>[1-9]\d?)年?\)?)?$/;

/** Longer than any heading of a year; its marks before a year could be parted in as many ways as it has. */
const MOST_HEADING = 100;

function yearColumn(column: string): YearColumn | undefined {
  if (column.length > MOST_HEADING) return undefined;
  const { before, name = '', after, nth } = YEAR.exec(folded(column).replace(/\s*\(?%\)?$/, ''))?.groups ?? {};
  const year = Number(before ?? after ?? nth);
  if (!(year >= 1) || (before !== undefined && (after ?? nth) !== undefined)) return undefined;
  if (name === '' && nth !== undefined) return { column, year };
  const measure = MEASURES.find((each) =>
    [...SURVEY_FIELDS[each], ...SHORT[each]].some((known) => loose(known) === loose(name)),
  );
  return measure && { column, measure, year };
}

/** `Y1` alone is a count where the file has no other: of live points where one is above 100, else a percentage. */
function withMeasure(table: HeldTable, found: readonly YearColumn[]): readonly YearColumn[] {
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
