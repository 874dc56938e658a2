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
  const key = keyOf(on, zone, hour);
  const known = MOMENTS.get(key);
  if (known !== undefined) return known;
  const moment = { at: DateTime.fromMillis(startOfDayMs(on, zone, hour), { zone: 'utc' }).toISO()!, on };
  return remember(MOMENTS, key, moment);
}

/** The instant and its local day. */
export function momentOf(atMs: number, zone: string): Moment {
  return { at: DateTime.fromMillis(atMs, { zone: 'utc' }).toISO()!, on: localDay(atMs, zone) };
}

/** Asking for a zone's offset is the dearest thing a forecast does, and it asks for few days: a century has 36,525. */
const STARTS = new Map<string, number>();
const MOMENTS = new Map<string, Moment>();
const MOST_DAYS = 50_000;

function keyOf(on: IsoDate, zone: string, hour: number): string {
  return `${on} ${hour} ${zone}`;
}

function remember<T>(known: Map<string, T>, key: string, value: T): T {
  if (known.size >= MOST_DAYS) known.clear();
  known.set(key, value);
  return value;
}

/**
 * Milliseconds since the epoch at which a local day begins.
 *
 * @param hour - local hour 0–23, for duties bound to an hour of the day
 * @example startOfDayMs('2026-09-01', 'Asia/Shanghai') // Date.parse('2026-08-31T16:00:00Z')
 */
export function startOfDayMs(on: IsoDate, zone: string, hour = 0): number {
  const key = keyOf(on, zone, hour);
  return STARTS.get(key) ?? remember(STARTS, key, DateTime.fromISO(on, { zone }).set({ hour }).toMillis());
}

/** The local hour 0–23 of an instant. */
export function localHour(at: IsoInstant, zone: string): number {
  return DateTime.fromISO(at, { zone }).hour;
}

/** Whether the runtime knows this IANA zone. */
export function isTimeZone(zone: string): boolean {
  return DateTime.fromISO('2026-01-01', { zone }).isValid;
}
