/** Days as people and programs write them. */
import { addDays, isIsoDate, type IsoDate } from '../domain/day.ts';
import type { Unread } from './values.ts';

const DAYS: readonly RegExp[] = [
  /^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})$/,
  /^(?<y>\d{4})\/(?<m>\d{1,2})\/(?<d>\d{1,2})$/,
  /^(?<y>\d{4})\.(?<m>\d{1,2})\.(?<d>\d{1,2})$/,
  /^(?<y>\d{4})年(?<m>\d{1,2})月(?<d>\d{1,2})[日号]?$/,
  /^(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{4})$/,
  /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/,
];
/** A day, with the time of day and its zone where they are given. */
const WITH_TIME =
  /^(?<day>.*?\d日?)(?:(?:T| +)(?<time>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(?<zone>Z|[+-]\d{2}:?\d{2})?$/i;
/** No record of a planting is older; 1899 and 1900 are what spreadsheets make of an empty cell. */
const EARLIEST: IsoDate = '1950-01-01';
const WANTED = 'a day that exists, e.g. 2026-04-10, 2026/4/10, 2026年4月10日 or 10.04.2026';

/** The local day of an instant. */
export type DayAt = (ms: number) => IsoDate;

/**
 * A day: `2026-04-10`, `2026/4/10`, `2026年4月10日`, `10.04.2026`, `20260410`, each with a time or without. A time with
 * its zone is an instant: `2026-04-09T16:00:00Z` is 10 April in Shanghai. Slashes with the year last are ambiguous and
 * refused, and so is a spreadsheet's serial number, of which there are two systems.
 */
export function dayReader(dayAt: DayAt): (value: unknown) => IsoDate | Unread {
  return (value) => {
    const text = value instanceof Date ? value.toISOString().slice(0, 10) : String(value).normalize('NFKC').trim();
    if (/^\d{5}(\.\d+)?$/.test(text)) return { wanted: `${WANTED}; ${serial(Number(text))}` };
    const { day = '', time, zone } = WITH_TIME.exec(text)?.groups ?? {};
    const written = isoOf(day);
    if (written === undefined) return { wanted: WANTED };
    const on = time !== undefined && zone !== undefined ? instantOn(written, time, zone, dayAt) : written;
    if (on === undefined) return { wanted: WANTED };
    return on >= EARLIEST ? on : { wanted: `a day from ${EARLIEST}` };
  };
}

function isoOf(text: string): IsoDate | undefined {
  const { y, m = '', d = '' } = DAYS.map((form) => form.exec(text)?.groups).find((found) => found !== undefined) ?? {};
  const day = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  return isIsoDate(day) ? day : undefined;
}

function instantOn(day: IsoDate, time: string, zone: string, dayAt: DayAt): IsoDate | undefined {
  const ms = Date.parse(`${day}T${time.padStart(5, '0')}${zone.toUpperCase().replace(/(\d{2})(\d{2})$/, '$1:$2')}`);
  return Number.isNaN(ms) ? undefined : dayAt(ms);
}

/** Spreadsheets count days from 1899-12-30. */
function serial(number: number): string {
  const day = addDays('1899-12-30', Math.floor(number));
  return `a spreadsheet’s serial number (here ${day}) must be formatted as a day`;
}
