/** Where local days become instants and back; the only home of luxon in the domain. */
import { DateTime } from 'luxon';
import type { IsoDate, IsoInstant } from './day.ts';

/** A moment as the decider sees it: the instant and the local day it falls on. */
export interface Moment {
  readonly at: IsoInstant;
  readonly on: IsoDate;
}

/**
 * The local day of an instant.
 *
 * @param zone - IANA name, always explicit: the process's own zone must never decide what day it is
 * @example localDay('2026-08-31T16:00:00.000Z', 'Asia/Shanghai') // '2026-09-01'
 */
export function localDay(at: IsoInstant | number, zone: string): IsoDate {
  const time = typeof at === 'number' ? DateTime.fromMillis(at, { zone }) : DateTime.fromISO(at, { zone });
  return time.toFormat('yyyy-MM-dd');
}

/** That hour of a local day. */
export function momentOfDay(on: IsoDate, zone: string, hour = 0): Moment {
  return { at: new Date(startOfDayMs(on, zone, hour)).toISOString(), on };
}

/** The instant and its local day. */
export function momentOf(atMs: number, zone: string): Moment {
  return { at: DateTime.fromMillis(atMs, { zone: 'utc' }).toISO()!, on: localDay(atMs, zone) };
}

/** Asking for a zone's offset is the dearest thing a forecast does, and it asks for few days: a century has 36,525. */
const STARTS = new Map<string, number>();
const MOST_STARTS = 50_000;

/**
 * Milliseconds since the epoch at which a local day begins.
 *
 * @param hour - local hour 0–23, for duties bound to an hour of the day
 * @example startOfDayMs('2026-09-01', 'Asia/Shanghai') // Date.parse('2026-08-31T16:00:00Z')
 */
export function startOfDayMs(on: IsoDate, zone: string, hour = 0): number {
  const key = `${on} ${hour} ${zone}`;
  const known = STARTS.get(key);
  if (known !== undefined) return known;
  const ms = DateTime.fromISO(on, { zone }).set({ hour }).toMillis();
  if (STARTS.size >= MOST_STARTS) STARTS.clear();
  STARTS.set(key, ms);
  return ms;
}

/** The local hour 0–23 of an instant. */
export function localHour(at: IsoInstant, zone: string): number {
  return DateTime.fromISO(at, { zone }).hour;
}

/** Whether the runtime knows this IANA zone. */
export function isTimeZone(zone: string): boolean {
  return DateTime.fromISO('2026-01-01', { zone }).isValid;
}
