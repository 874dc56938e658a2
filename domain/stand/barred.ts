/** What the gates of a county mean for a duty: the answers a deed brings back (rulings 12, 19, 36). */
import { addDays, daysBetween, earlierOf, yearOf, type IsoDate } from '../day.ts';
import { freeFrom, gatedDays, type GateBars, type GateDays } from '../gate.ts';
import type { DutySpec, Regime } from '../policy/regime.ts';
import { spanIn, type Span } from '../window.ts';
import type { DeedFinding, WindowBarred } from './command.ts';
import { partOf, regimeOf, specOf } from './duties.ts';
import type { Duty, StandState } from './state.ts';

const DONE: DeedFinding = { kind: 'done' };
const FIELD_KINDS: readonly DutySpec['kind'][] = ['survey', 'planting', 'work'];

/** What says where a duty is done and what it takes, of a stand's rules and of a policy as it is written. */
export interface Workplace {
  readonly kind: DutySpec['kind'];
  readonly office?: boolean | undefined;
  readonly statutory?: boolean | undefined;
  readonly openFire?: boolean | undefined;
  readonly outsideForest?: boolean | undefined;
}

/** Whether somebody has to go out for it: no gate bars a desk, and no gate moves the law's days. */
export function isFieldWork({ kind, office, statutory }: Workplace): boolean {
  return FIELD_KINDS.includes(kind) && !office && !statutory;
}

/**
 * What a duty needs of the field; a gate bars it that bars one of these. A stand is forest, so its work enters the forest
 * unless the rule says otherwise: rules that know no such word, as up to 1.2.0, stay on the safe side.
 *
 * @returns nothing for a desk and for the law's days
 * @example fieldNeedsOf({ kind: 'planting' }) // ['FIELD_WORK', 'FOREST_ENTRY']
 */
export function fieldNeedsOf(spec: Workplace): readonly GateBars[] {
  if (!isFieldWork(spec)) return [];
  const { outsideForest, openFire } = spec;
  return [
    'FIELD_WORK',
    ...(outsideForest ? [] : ['FOREST_ENTRY' as const]),
    ...(openFire ? ['OPEN_FIRE' as const] : []),
  ];
}

/**
 * Days that the fire period takes from a duty that burns, without any order: of every year from the one before `from` to
 * the one after `to`, so that a stretch which reaches over New Year is whole.
 *
 * @example firePeriodDays({ firePeriod: ['10-15', '06-15'] }, { openFire: true }, { from: '2027-02-01', to: '2027-02-01' })
 * // 2026-10-15…2027-06-15 is the first of three
 */
export function firePeriodDays(
  { firePeriod }: Pick<Regime, 'firePeriod'>,
  { openFire }: Pick<DutySpec, 'openFire'>,
  { from, to }: { readonly from: IsoDate; readonly to: IsoDate },
): readonly GateDays[] {
  if (firePeriod === undefined || !openFire) return [];
  const [first, last] = [yearOf(from) - 1, yearOf(to) + 1];
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const { opensOn, endsOn } = spanIn(firePeriod, first + index);
    return { fromOn: opensOn, untilOn: endsOn };
  });
}

/** Days of the fire period for a duty that burns, as far as a deed of that day looks. */
export function firePeriodOf(state: StandState, duty: Duty, on: IsoDate): readonly GateDays[] {
  return firePeriodDays(regimeOf(state, partOf(state, duty)), specOf(state, duty), { from: duty.raisedOn, to: on });
}

/**
 * A task handed out on a barred day waits for the first free one.
 *
 * @example foundAtDispatch([{ fromOn: '2026-11-03', untilOn: '2026-11-07' }], '2026-11-05') // { kind: 'blockedUntil', day: '2026-11-08' }
 */
export function foundAtDispatch(gates: readonly GateDays[], on: IsoDate): DeedFinding {
  const day = freeFrom(gates, on);
  if (day === undefined) return { kind: 'blocked' };
  return day === on ? DONE : { kind: 'blockedUntil', day };
}

/** What moves an open duty: the ladder, and a visit of its season. A biological window is judged when it has passed (ruling 19). */
function isMovedWithin({ kind, missed = 'ladder' }: DutySpec): boolean {
  return kind !== 'planting' && missed !== 'redate';
}

/**
 * Barred days of an open window move its due day (ruling 12): the task is called back, and handed out again as after a
 * barred dispatch, so that days before today count once. Days still to come are asked for at the next step, or by the
 * dispatch that follows.
 *
 * @param openedOn - day on which the task was handed out last
 * @returns undefined where no day of the window was barred, or where its days move nothing
 * @example foundInWindow([{ fromOn: '2026-09-20', untilOn: '2026-10-25' }], spec, { openedOn: '2026-09-01', dueOn: '2026-10-25', today: '2026-10-26' })
 * // { was: '2026-10-25', dueOn: '2026-11-30' }
 */
export function foundInWindow(
  gates: readonly GateDays[],
  spec: DutySpec,
  { openedOn, dueOn: was, today }: { readonly openedOn: IsoDate; readonly dueOn: IsoDate; readonly today: IsoDate },
): WindowBarred | undefined {
  if (!isMovedWithin(spec)) return undefined;
  const dueOn = dueAfter(gates, { openedOn, dueOn: was, before: today });
  const free = freeFrom(gates, today);
  const isBarredStill = today <= dueOn && free !== today;
  if (dueOn === was && !isBarredStill) return undefined;
  return { was, dueOn, ...(isBarredStill && { until: free ?? null }) };
}

/** The days by which it moves may be barred themselves. */
function dueAfter(
  gates: readonly GateDays[],
  { openedOn, dueOn, before }: { readonly openedOn: IsoDate; readonly dueOn: IsoDate; readonly before: IsoDate },
): IsoDate {
  for (let due = dueOn; ;) {
    const moved = addDays(dueOn, gatedDays(gates, openedOn, earlierOf(due, addDays(before, -1))));
    if (moved === due) return due;
    due = moved;
  }
}

/**
 * Barred days up to today, today included, after the day from which the ladder counts: its clock stood on them. Where today
 * is barred itself, it stands until the first free day.
 *
 * @param lateFrom - as `ladderBase` has it: the due day, for most
 */
export function foundAtEscalation(
  gates: readonly GateDays[],
  { lateFrom, today }: { readonly lateFrom: IsoDate; readonly today: IsoDate },
): DeedFinding {
  const days = gatedDays(gates, addDays(lateFrom, 1), today);
  if (days === 0) return DONE;
  const free = freeFrom(gates, today);
  return { kind: 'excused', days, ...(free !== today && { until: free ?? null }) };
}

/**
 * A missed window is excused where at least half of its days were barred.
 *
 * @param misses - how many windows the duty has missed, this one included
 */
export function foundAtMiss(gates: readonly GateDays[], { opensOn, endsOn }: Span, misses: number): DeedFinding {
  const all = daysBetween(opensOn, endsOn) + 1;
  return gatedDays(gates, opensOn, endsOn) * 2 >= all ? { kind: 'missExcused', misses } : DONE;
}
