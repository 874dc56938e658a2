/** Gates: days on which no crew may work in the field of a county. Both first and last day are barred. */
import { addDays, daysBetween, laterOf, type IsoDate } from './day.ts';

export const GATE_KINDS = ['FIRE', 'SNOW', 'FLOOD', 'ORDER'] as const;
export type GateKind = (typeof GATE_KINDS)[number];

/** What a gate bars, and what a work needs: to go out at all, to enter the forest, to light a fire. Gates of 0.4.0 bar all field work. */
export const GATE_BARS = ['FIELD_WORK', 'FOREST_ENTRY', 'OPEN_FIRE'] as const;
export type GateBars = (typeof GATE_BARS)[number];

/** The days of a gate. */
export interface GateDays {
  readonly fromOn: IsoDate;
  /** Last barred day; absent = no end is known. */
  readonly untilOn?: IsoDate;
  /** First day that is free again; lifted on `fromOn` the gate bars no day at all. */
  readonly liftedOn?: IsoDate;
}

/** Last day a gate bars; undefined where it has no end. Before `fromOn` where it was lifted on its first day. */
export function lastBarredOn({ untilOn, liftedOn }: GateDays): IsoDate | undefined {
  if (liftedOn === undefined) return untilOn;
  const last = addDays(liftedOn, -1);
  return untilOn === undefined || last < untilOn ? last : untilOn;
}

/** Whether the gate bars that day. */
export function bars(gate: GateDays, on: IsoDate): boolean {
  const last = lastBarredOn(gate);
  return gate.fromOn <= on && (last === undefined || on <= last);
}

/**
 * The first free day from a day on: the day itself where nothing bars it, else the day after the last one of the
 * stretch of barred days it lies in; gates that touch make one stretch.
 *
 * @returns undefined where the stretch has no end
 * @example freeFrom([{ fromOn: '2026-11-03', untilOn: '2026-11-07' }], '2026-11-07') // '2026-11-08'
 */
export function freeFrom(gates: readonly GateDays[], on: IsoDate): IsoDate | undefined {
  const lasts = gates.filter((gate) => bars(gate, on)).map(lastBarredOn);
  if (lasts.length === 0) return on;
  if (lasts.includes(undefined)) return undefined;
  return freeFrom(gates, addDays((lasts as IsoDate[]).reduce(laterOf), 1));
}

/**
 * How many days from `from` to `to`, both included, at least one gate bars; a day barred twice counts once.
 *
 * @returns 0 where `to` lies before `from`
 * @example gatedDays([{ fromOn: '2026-11-03', untilOn: '2026-11-07' }], '2026-11-07', '2026-11-09') // 1
 */
export function gatedDays(gates: readonly GateDays[], from: IsoDate, to: IsoDate): number {
  let days = 0;
  let next = from;
  for (const gate of gates.toSorted((a, b) => (a.fromOn < b.fromOn ? -1 : 1))) {
    const first = laterOf(gate.fromOn, next);
    const last = lastBarredOn(gate) ?? to;
    const end = last < to ? last : to;
    if (first > end) continue;
    days += daysBetween(first, end) + 1;
    next = addDays(end, 1);
  }
  return days;
}
