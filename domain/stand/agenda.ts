/** The next thing that time alone makes happen to each duty: its opening, a ladder step, a missed window, a report. */
import { addDays, laterOf, type IsoDate } from '../day.ts';
import type { LadderStep, Regime } from '../policy/regime.ts';
import { activeDuties, partOf, regimeOf, specOf } from './duties.ts';
import type { Duty, StandState } from './state.ts';

export type AgendaItem = { readonly on: IsoDate; readonly duty: Duty } & (
  | { readonly what: 'open' | 'miss' | 'lapse' | 'file' | 'pass' | 'review' }
  | { readonly what: 'step'; readonly step: LadderStep }
);

/**
 * All items, earliest first; of one day, openings before all else, then by duty id. While the stand is suspended only
 * what the law's own clock brings: a statutory report is written all the same.
 */
export function agendaOf(state: StandState): readonly AgendaItem[] {
  const known = AGENDAS.get(state);
  if (known !== undefined) return known;
  const agenda = madeOf(state);
  AGENDAS.set(state, agenda);
  return agenda;
}

/** A state never changes and is asked several times: for its timer, for what is due, for its reasons. */
const AGENDAS = new WeakMap<StandState, readonly AgendaItem[]>();

function madeOf(state: StandState): readonly AgendaItem[] {
  return activeDuties(state)
    .filter((duty) => state.suspendedOn === undefined || specOf(state, duty).statutory)
    .map((duty) => nextOf(state, duty))
    .filter((item) => item !== undefined)
    .toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

function sortKey({ on, what, duty }: AgendaItem): string {
  return `${on} ${what === 'open' ? 0 : 1} ${duty.id}`;
}

function nextOf(state: StandState, duty: Duty): AgendaItem | undefined {
  const { kind, missed } = specOf(state, duty);
  if (kind === 'report') return { what: 'file', on: duty.dueOn, duty };
  if (kind === 'deadline') return { what: 'pass', on: addDays(duty.dueOn, 1), duty };
  if (kind === 'ban') return { what: 'review', on: duty.dueOn, duty };
  if (duty.state === 'planned')
    return { what: 'open', on: laterOf(duty.opensOn, duty.heldUntil ?? duty.opensOn), duty };
  const step = nextStep(state, duty);
  if (missed === undefined) return step && { what: 'step', duty, ...step };
  // A biological window and a lapsing visit have a nudge before the end, and no ladder after it (ruling 19).
  if (step !== undefined && step.step.afterDays < 0) return { what: 'step', duty, ...step };
  return { what: missed === 'redate' ? 'miss' : 'lapse', on: addDays(duty.dueOn, 1), duty };
}

/**
 * The next ladder step of an open duty and its day: calendar days from the due day, moved by the gated
 * days since then (ruling 12), for arrears counted from go-live and its grace (ruling 20), and never
 * before the day on which the step below was issued, nor while a gate still bars the field.
 */
function nextStep(state: StandState, duty: Duty): { on: IsoDate; step: LadderStep } | undefined {
  const regime = regimeOf(state, partOf(state, duty));
  const base = addDays(ladderBase(state, duty, regime), duty.excused ?? 0);
  const opened = duty.task?.dispatchedOn ?? duty.opensOn;
  for (const step of regime.ladder) {
    if (step.step <= (duty.step ?? -1)) continue;
    const on = addDays(base, step.afterDays);
    // A nudge whose day had passed when the duty opened would come too late to help.
    if (step.afterDays < 0 && (isArrear(state, duty) || on <= opened)) continue;
    return { step, on: [duty.stepIssuedOn, duty.barredUntil].reduce((a: IsoDate, b) => laterOf(a, b ?? a), on) };
  }
  return undefined;
}

function ladderBase(state: StandState, duty: Duty, regime: Regime): IsoDate {
  return isArrear(state, duty) ? addDays(state.seed.goLiveOn!, regime.limits.arrearsDays) : duty.dueOn;
}

/** Whether the duty was already late when the stand was taken over (ruling 20). */
export function isArrear(state: StandState, duty: Duty): boolean {
  return state.seed.goLiveOn !== undefined && duty.dueOn < state.seed.goLiveOn;
}

/** The highest step whose day has come with that many excused days. */
export function stepReachedBy(state: StandState, duty: Duty, excused: number, today: IsoDate): number {
  const regime = regimeOf(state, partOf(state, duty));
  const base = addDays(ladderBase(state, duty, regime), excused);
  return regime.ladder.reduce((top, { step, afterDays }) => (addDays(base, afterDays) <= today ? step : top), -1);
}
