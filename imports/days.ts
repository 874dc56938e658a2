/** Days as people and programs write them. */
import { isIsoDate, type IsoDate } from '../domain/day.ts';
import { chineseNumber, chineseYear } from './chinese-numbers.ts';
import { daysMeant, EARLIEST, fullYear, isSerial, serialDay, type DayStyle } from './day-orders.ts';
import { inOurYears } from './eras.ts';
import { monthCalled } from './month-names.ts';
import { narrow } from './numbers.ts';
import type { Unread } from './unread.ts';
import { withoutWeekday } from './weekdays.ts';
import { writtenDay } from './written-days.ts';

const DAYS: readonly RegExp[] = [
  /^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})$/,
  /^(?<y>\d{4})\/(?<m>\d{1,2})\/(?<d>\d{1,2})$/,
  /^(?<y>\d{4})\. ?(?<m>\d{1,2})\. ?(?<d>\d{1,2})[.日]?$/,
  /^(?<y>\d{4})年(?<m>\d{1,2})月(?<d>\d{1,2})[日号]?$/,
  /^(?<y>\d{4})년 ?(?<m>\d{1,2})월 ?(?<d>\d{1,2})일$/,
  /^(?<d>\d{1,2})\. ?(?<m>\d{1,2})\. ?(?<y>\d{4})\.?$/,
  /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/,
];
const CHINESE =
  /^([〇零○一二三四五六七八九\d]{4})年([一二三四五六七八九十\d]+)月([一二三四五六七八九十廿卅\d]+)[日号]?$/;
/** A day, with the time of day and its zone where they are given. */
const WITH_TIME =
  /^(?<day>.*?[\p{L}\d.])(?:(?:T|,? +)(?<time>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(?<zone>Z|[+-]\d{2}:\d{2}|(?<=:\d{2}(?:\.\d+)?)[+-]\d{4}|[AP]M)?$/iu;
const WANTED = 'a day that exists, e.g. 2026-04-10, 2026/4/10, 2026年4月10日 or 10.04.2026';

const MONTH_ONLY = 'a day; this is a month, or less, and none of its days is guessed';

/** `4/2026`, `2026-04`, `2026年4月`, `202604`, `April 2026`, `2026`. */
function isMonth(written: string): boolean {
  const text = inOurYears(written);
  const worded = /^(\p{L}+)\.? (\d{4})$/u.exec(text)?.[1];
  if (worded !== undefined) return monthCalled(worded) !== undefined;
  return /^(0?[1-9]|1[0-2])[-/.]\d{4}$|^(19|20)\d{2}([-/.]?(0?[1-9]|1[0-2]))?$|^\d{4}年(\d{1,2}月)?$/.test(text);
}

/** The local day of an instant. */
export type DayAt = (ms: number) => IsoDate;

/** The text of a cell of a day, as its order is told by. */
export function dayText(value: unknown): string {
  return value instanceof Date ? value.toISOString().slice(0, 10) : withoutWeekday(narrow(value).replace(/\s+/g, ' '));
}

/** Without the time behind it. */
export function dayPart(text: string): string {
  return WITH_TIME.exec(text)?.groups?.['day'] ?? text;
}

/**
 * A day: `2026-04-10`, `2026/4/10`, `2026年4月10日`, `二〇二六年四月十日`, `10.04.2026`, `20260410`, or with its month as
 * a word, each with a time or without. A time with its zone is an instant: `2026-04-09T16:00:00Z` is 10 April in
 * Shanghai; midnight in UTC is how programs write a day without a time, and that day everywhere. `04/10/2026`, `10.4.26` and a spreadsheet's serial number are read where the column's style is known.
 */
export function dayReader(dayAt: DayAt, style: DayStyle): (value: unknown) => IsoDate | Unread {
  return (value) => {
    const { day = '', time, zone } = WITH_TIME.exec(dayText(value))?.groups ?? {};
    const written = plainDay(day) ?? wordedDay(day, style) ?? styledDay(day, style);
    if (typeof written !== 'string') return written ?? { wanted: isMonth(day) ? MONTH_ONLY : WANTED };
    const isInstant = time !== undefined && zone !== undefined && !/^[AP]M$/i.test(zone);
    const on = isInstant && !isMidnightUtc(time, zone) ? instantOn(written, time, zone, dayAt) : written;
    if (on === undefined) return { wanted: WANTED };
    return on >= EARLIEST ? on : { wanted: `a day from ${EARLIEST}` };
  };
}

/** What programs write of a day without a time; west of Greenwich that instant is on the day before. */
function isMidnightUtc(time: string, zone: string): boolean {
  return /^0?0:00(:00(\.0+)?)?$/.test(time) && /^(Z|[+-]00:?00)$/i.test(zone);
}

/** The day of a cell that says midnight in UTC, where the instant is on another one in the zone of the policy. */
export function dayOfUtc(text: string, dayAt: DayAt): IsoDate | undefined {
  const { day = '', time = '', zone = '' } = WITH_TIME.exec(text)?.groups ?? {};
  const written = isMidnightUtc(time, zone) ? plainDay(day) : undefined;
  return written === undefined || instantOn(written, time, zone, dayAt) === written ? undefined : written;
}

function plainDay(text: string): IsoDate | undefined {
  const {
    y,
    m = '',
    d = '',
  } = DAYS.map((form) => form.exec(westernDay(text))?.groups).find((found) => found !== undefined) ?? {};
  const day = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  return isIsoDate(day) ? day : undefined;
}

function westernDay(text: string): string {
  const counted = inOurYears(text);
  const [, year, month, day] = CHINESE.exec(counted) ?? [];
  return year === undefined ? counted : `${chineseYear(year)}年${chineseNumber(month!)}月${chineseNumber(day!)}日`;
}

function wordedDay(text: string, { today }: DayStyle): IsoDate | undefined {
  const written = writtenDay(text);
  return written?.dayIn(fullYear(written.year, today));
}

/** A day that its column must tell how to read. */
function styledDay(text: string, { order, epoch, today }: DayStyle): IsoDate | Unread | undefined {
  if (isSerial(text)) return epoch === undefined ? serialUnclear(text) : serialDay(text, epoch);
  const meant = daysMeant(text, today);
  const days = [...new Set(meant.values())];
  if (days.length === 0) return undefined;
  const found = order === undefined ? (days.length === 1 ? days[0] : undefined) : meant.get(order);
  if (found !== undefined) return found;
  const readings = [...meant].map(([each, day]) => `${day} (${each})`).join(' or ');
  return {
    wanted: order === undefined ? `the order stated with --locale: ${readings}` : `a day in the order ${order}`,
  };
}

function serialUnclear(text: string): Unread {
  const days = `${serialDay(text, 1900)} or ${serialDay(text, 1904)}`;
  return { wanted: `a day; this spreadsheet’s serial number means ${days}: state serials: 1900 in a mapping file` };
}

function instantOn(day: IsoDate, time: string, zone: string, dayAt: DayAt): IsoDate | undefined {
  const ms = Date.parse(`${day}T${time.padStart(5, '0')}${zone.toUpperCase().replace(/(\d{2})(\d{2})$/, '$1:$2')}`);
  return Number.isNaN(ms) ? undefined : dayAt(ms);
}
