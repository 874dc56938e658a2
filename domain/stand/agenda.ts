/** The next thing that time alone makes happen to each duty: its opening, a ladder step, a missed window, a report. */
import { addDays, laterOf, type IsoDate } from '../day.ts';
import type { LadderStep } from '../policy/regime.ts';
import { isActive, partOf, regimeOf, specOf } from './duties.ts';
import type { Duty, StandState } from './state.ts';

export type AgendaItem = { readonly on: IsoDate; readonly duty: Duty } & (
  | { readonly what: 'open' | 'miss' | 'lapse' | 'file' | 'pass' | 'review' }
  | { readonly what: 'step'; readonly step: LadderStep }
);

/**
 * What comes next of every duty still owed, in no order. While the stand is suspended only what the law's own clock
 * brings: a statutory report is written all the same.
 */
export function agendaOf(state: StandState): readonly AgendaItem[] {
  return state.duties.map((duty) => itemOf(state, duty)).filter((item) => item !== undefined);
}

function itemOf(state: StandState, duty: Duty): AgendaItem | undefined {
  if (!isActive(duty) || (state.suspendedOn !== undefined && !specOf(state, duty).statutory)) return undefined;
  return nextOf(state, duty);
}

/** Steps of the ladder a duty has reached, the nudge apart: 1 to the highest. */
export function stepsReached({ step = 0 }: Duty): readonly number[] {
  return Array.from({ length: step }, (_, index) => index + 1);
}

/** The earliest item; of one day, openings come before all else, then the order is that of the duties' ids. */
export function firstOnAgenda(state: StandState): AgendaItem | undefined {
  if (latest?.state !== state) latest = { state, first: earliestOf(state) };
  return latest.first;
}

/** A due turn asks again what its timer was set by. */
let latest: { readonly state: StandState; readonly first: AgendaItem | undefined } | undefined;

function earliestOf(state: StandState): AgendaItem | undefined {
  let first: AgendaItem | undefined;
  for (const duty of state.duties) {
    // Nothing of a planned duty comes before it opens; most duties are planned for later years.
    if (first !== undefined && duty.state === 'planned' && duty.opensOn > first.on) continue;
    const item = itemOf(state, duty);
    if (item !== undefined && (first === undefined || comesBefore(item, first))) first = item;
  }
  return first;
}

function comesBefore(a: AgendaItem, b: AgendaItem): boolean {
  if (a.on !== b.on) return a.on < b.on;
  if ((a.what === 'open') !== (b.what === 'open')) return a.what === 'open';
  return a.duty.id < b.duty.id;
}

function nextOf(state: StandState, duty: Duty): AgendaItem | undefined {
  const { kind, missed } = specOf(state, duty);
  if (kind === 'report') return { what: 'file', on: duty.dueOn, duty };
  if (kind === 'deadline') return { what: 'pass', on: addDays(duty.dueOn, 1), duty };
  if (kind === 'ban') return { what: 'review', on: duty.dueOn, duty };
  if (duty.state === 'planned')
    return { what: 'open', on: laterOf(duty.opensOn, duty.heldUntil ?? duty.opensOn), duty };
  const step = nextStep(state, duty);
  if (missed === undefined || missed === 'ladder') return step && { what: 'step', duty, ...step };
  // A biological window and a lapsing visit have a nudge before the end, and no ladder after it (ruling 19).
  if (step !== undefined && step.step.afterDays < 0) return { what: 'step', duty, ...step };
  return { what: missed === 'redate' ? 'miss' : 'lapse', on: addDays(duty.dueOn, 1), duty };
}

/**
 * The next ladder step of an open duty and its day: calendar days from the day on which it is late, moved by the gated
 * days since then (ruling 12), and never before the day on which the step below was issued, nor while a gate still bars
 * the field.
 */
function nextStep(state: StandState, duty: Duty): { on: IsoDate; step: LadderStep } | undefined {
  const regime = regimeOf(state, partOf(state, duty));
  const base = addDays(ladderBase(state, duty), duty.excused ?? 0);
  const opened = openedOn(duty);
  for (const step of regime.ladder) {
    if (step.step <= (duty.step ?? -1)) continue;
    const on = addDays(base, step.afterDays);
    // A nudge whose day had passed when the duty opened would come too late to help.
    if (step.afterDays < 0 && (isArrear(state, duty) || on <= opened)) continue;
    return {
      step,
      on: [duty.stepIssuedOn, duty.barredUntil, duty.graceUntil].reduce((a: IsoDate, b) => laterOf(a, b ?? a), on),
    };
  }
  return undefined;
}

/**
 * The day from which the steps of an open duty count, gated days apart: its due day; for arrears go-live and its grace
 * (ruling 20); and where the rules say so, never before the duty was handed out (decision 0026).
 */
export function ladderBase(state: StandState, duty: Duty): IsoDate {
  const { limits } = regimeOf(state, partOf(state, duty));
  const base = isArrear(state, duty) ? addDays(state.seed.goLiveOn!, limits.arrearsDays) : duty.dueOn;
  return limits.ladderFrom === 'opening' ? laterOf(base, openedOn(duty)) : base;
}

/** Whether its due day had passed before it was raised, which its rules do not hold against it; a gate excuses by ruling 19. */
export function isBornLate(state: StandState, duty: Duty): boolean {
  const { limits } = regimeOf(state, partOf(state, duty));
  return limits.ladderFrom === 'opening' && duty.dueOn < duty.raisedOn;
}

/** Day on which it was handed out to a crew, the last time; of what has no task, the first day of its window. */
export function openedOn({ task, opensOn }: Duty): IsoDate {
  return task?.dispatchedOn ?? opensOn;
}

/** Whether the duty was already late when the stand was taken over (ruling 20). */
export function isArrear(state: StandState, duty: Duty): boolean {
  return state.seed.goLiveOn !== undefined && duty.dueOn < state.seed.goLiveOn;
}

/** The highest step whose day has come with that many excused days. */
export function stepReachedBy(state: StandState, duty: Duty, excused: number, today: IsoDate): number {
  const regime = regimeOf(state, partOf(state, duty));
  const base = addDays(ladderBase(state, duty), excused);
  return regime.ladder.reduce((top, { step, afterDays }) => (addDays(base, afterDays) <= today ? step : top), -1);
}
