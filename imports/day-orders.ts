/** In which order a column writes day, month and year: stated, or told by a day that can be read in one way only. */
import { addDays, isIsoDate, yearOf, type IsoDate } from '../domain/day.ts';
import type { DayOrder, Locale } from './locale.ts';
import { ImportError } from './problems.ts';
import type { RowFault } from './table.ts';

/** No record of a planting is older; 1899 and 1900 are what spreadsheets make of an empty cell. */
export const EARLIEST: IsoDate = '1950-01-01';

/** How a column's days are written. */
export interface DayStyle {
  readonly order?: DayOrder;
  /** First day of serial numbers. */
  readonly epoch?: Epoch;
  /** A year of two figures is the latest that is not after this day's. */
  readonly today: IsoDate;
}

type Epoch = 1900 | 1904;
/** Day 0 of each count. The first one takes 1900 for a leap year, so from March 1900 on it begins two days early. */
const DAY_0: Readonly<Record<Epoch, IsoDate>> = { 1900: '1899-12-30', 1904: '1904-01-01' };

const THREE = /^(\d{1,2})([-/.\s])\s?(\d{1,2})\2\s?(\d{2}|\d{4})$/;
const SERIAL = /^\d{5}(\.\d+)?$/;
const ORDERS = ['dmy', 'mdy', 'ymd'] as const satisfies readonly DayOrder[];

/** The days that a text without a plain order can mean. Before dots stands a day or a year, never a month. */
export function daysMeant(text: string, today: IsoDate): ReadonlyMap<DayOrder, IsoDate> {
  const [, a = '', mark, b = '', c = ''] = THREE.exec(text) ?? [];
  const read = (order: DayOrder): readonly [DayOrder, string] => {
    const [d, m, y] = { dmy: [a, b, c], mdy: [b, a, c], ymd: [c, b, a] }[order] as [string, string, string];
    return [order, `${fullYear(y, today)}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`];
  };
  const orders = ORDERS.filter((order) => (order !== 'mdy' || mark !== '.') && (order !== 'ymd' || c.length === 2));
  return new Map(orders.map(read).filter(([, day]) => isIsoDate(day) && day >= EARLIEST));
}

/** @example fullYear('26', '2026-11-24') // 2026; '27' is 1927 */
export function fullYear(year: string, today: IsoDate): number {
  if (year.length !== 2) return Number(year);
  const century = yearOf(today) - (yearOf(today) % 100) + Number(year);
  return century > yearOf(today) ? century - 100 : century;
}

export function isSerial(text: string): boolean {
  return SERIAL.test(text);
}

export function serialDay(text: string, epoch: Epoch): IsoDate {
  return addDays(DAY_0[epoch], Math.floor(Number(text)));
}

interface Stated {
  readonly field: string;
  readonly today: IsoDate;
  readonly locale?: Locale | undefined;
  /** As a mapping has it: `1900` or `1904`. */
  readonly serials?: string | undefined;
}

/**
 * The style of a column. Each day leaves some orders possible; where all of them together leave one, it is that one,
 * and the day that leaves the fewest is named. Where they leave none, the column has several orders, and only days
 * that can be read in one way are read.
 *
 * @param texts - what stands in the column's cells, narrowed
 */
export function dayStyle(texts: readonly string[], { field, today, locale, serials }: Stated) {
  const epoch = epochOf(texts, serials, today);
  const short = texts.find((text) => /^\d{1,2}[-/.\s].*\D\d{2}$/.test(text));
  const order = locale?.order === undefined ? orderOf(texts, today) : { order: locale.order, remarks: [] };
  const remarks = [...order.remarks, ...epoch.remarks, ...(short === undefined ? [] : [centuryRemark(short, today)])];
  const style: DayStyle = {
    today,
    ...(order.order !== undefined && { order: order.order }),
    ...(epoch.epoch !== undefined && { epoch: epoch.epoch }),
  };
  return { style, remarks: remarks.map((remark) => ({ ...remark, field })) };
}

function orderOf(texts: readonly string[], today: IsoDate): { order?: DayOrder; remarks: readonly RowFault[] } {
  // A full year behind dots has its day first in every country, and says nothing of other marks.
  const meant = texts
    .filter((text) => !/^[\d\s]+\.[\d\s]+\.\s?\d{4}$/.test(text))
    .map((text) => ({ text, days: daysMeant(text, today) }))
    .filter(({ days }) => days.size > 0);
  // 04/04/2026 is one day in any order.
  const unclear = meant.filter(({ days }) => new Set(days.values()).size > 1);
  const left = ORDERS.filter((order) => meant.every(({ days }) => days.has(order)));
  const [witness] = meant.toSorted((a, b) => a.days.size - b.days.size);
  if (unclear.length === 0 || witness === undefined) return { remarks: [] };
  const [order, ...others] = left;
  const met = unclear.slice(0, 3).map(({ text }) => text);
  if (order === undefined) return { remarks: [{ code: 'DAYS_MIXED', met: met.join(', ') }] };
  if (others.length > 0) return { remarks: [{ code: 'DAYS_UNCLEAR', met: met.join(', '), wanted: left.join(', ') }] };
  return { order, remarks: [{ code: 'DAYS_SETTLED', met: witness.text, wanted: order }] };
}

/** The second count is 1,462 days behind: where it would put a day after today, it is the first one. */
function epochOf(texts: readonly string[], stated: string | undefined, today: IsoDate) {
  if (stated !== undefined && stated !== '1900' && stated !== '1904')
    throw new ImportError({ code: 'MAPPING_BROKEN', field: 'serials', met: stated, wanted: '1900 or 1904' });
  if (stated !== undefined) return { epoch: Number(stated) as Epoch, remarks: [] };
  const numbers = texts.filter(isSerial);
  const witness = numbers.find((text) => serialDay(text, 1904) > today);
  const remarks: RowFault[] = [];
  if (witness !== undefined) remarks.push({ code: 'SERIALS_SETTLED', met: witness, wanted: serialDay(witness, 1900) });
  return { remarks, ...(witness !== undefined && { epoch: 1900 as const }) };
}

function centuryRemark(met: string, today: IsoDate): RowFault {
  return { code: 'YEARS_SHORT', met, wanted: `${yearOf(today) - 99}–${yearOf(today)}` };
}
