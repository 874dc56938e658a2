/** What a deed met outside: a gate that bars the field, or gated days that excuse a late duty (ruling 12). */
import { addDays, daysBetween, earlierOf, laterOf, type IsoDate } from '../day.ts';
import { isArrear, stepReachedBy, stepsReached } from './agenda.ts';
import type { DeedFinding, DeedFound, WindowBarred } from './command.ts';
import { emit, type Draft } from './draft.ts';
import { activeDuties, findDuty, isActive, partOf, regimeOf, specOf } from './duties.ts';
import type { StandEvent } from './event.ts';
import { missedStepOf } from './missed-step.ts';
import type { Duty } from './state.ts';

export function decideFound(draft: Draft, { dutyId, found }: DeedFound): readonly StandEvent[] {
  const duty = findDuty(draft.state, dutyId);
  if (duty === undefined) return [];
  const inWindow = found.kind === 'excused' ? found.window : undefined;
  if (inWindow !== undefined) callBack(draft, duty, inWindow);
  if (!isActive(duty)) return draft.events;
  const today = draft.moment.on;
  if (found.kind === 'blockedUntil' && found.day > today) hold(draft, duty, found.day);
  // Without an end it asks again by itself, so that no duty hangs on a signal alone.
  if (found.kind === 'blocked') hold(draft, duty, addDays(today, gateAskDaysOf(draft, duty)));
  if (found.kind === 'excused' && inWindow === undefined) excuse(draft, duty, found);
  if (found.kind === 'missExcused') excuseMiss(draft, duty, found.misses);
  return draft.events;
}

/** Rules of 0.1.0 know no gates: theirs is the number that was published next (default of ours, mark C). */
const GATE_ASK_DAYS_OF_0_1_0 = 30;

function gateAskDaysOf(draft: Draft, duty: Duty): number {
  return regimeOf(draft.state, partOf(draft.state, duty)).limits.gateAskDays ?? GATE_ASK_DAYS_OF_0_1_0;
}

/** Heard again it is one hold: only the days by which it grew move the due day. */
function hold(draft: Draft, duty: Duty, until: IsoDate): void {
  const heldSoFar = laterOf(draft.moment.on, duty.heldUntil ?? draft.moment.on);
  if (until <= heldSoFar) return;
  const dueOn = moved(draft, duty, daysBetween(heldSoFar, until));
  emit(draft, { type: 'DutyHeld', dutyId: duty.id, until, dueOn });
}

/** Gate days move the due day of surveys and works, never the end of a planting window or a statutory day. */
function moved(draft: Draft, duty: Duty, days: number): IsoDate {
  const spec = specOf(draft.state, duty);
  return spec.kind === 'planting' || spec.statutory ? duty.dueOn : addDays(duty.dueOn, days);
}

/**
 * Ruling 12 within an open window: the task is called back, what the ladder has reached too early with it, and handed out
 * again on the first free day, due so many days later as were barred. A visit that had lapsed is owed again.
 */
function callBack(draft: Draft, duty: Duty, found: WindowBarred): void {
  const isOut = duty.state === 'open' || duty.state === 'overdue' || duty.state === 'lapsed';
  if (!isOut || duty.dueOn !== found.was || isArrear(draft.state, duty)) return;
  const today = draft.moment.on;
  const until = found.until === undefined ? today : (found.until ?? addDays(today, gateAskDaysOf(draft, duty)));
  const dueOn = addDays(found.dueOn, daysBetween(today, until));
  if (duty.state === 'lapsed') emit(draft, { type: 'DutyReopened', dutyId: duty.id, by: BY_GATE });
  takeBackSteps(draft, duty, stepReachedBy(draft.state, { ...duty, dueOn }, 0, today));
  // Days since the due day that was are days of the window now.
  if (duty.excused !== undefined) emit(draft, { type: 'DutyExcused', dutyId: duty.id, days: 0 });
  emit(draft, { type: 'DutyHeld', dutyId: duty.id, until, dueOn });
}

/** What opened it again, in the place of a survey's id. */
const BY_GATE = 'gate';

/** The nudge as well: it comes again before the day that is due now. */
function takeBackSteps(draft: Draft, { id: dutyId, step = -1 }: Duty, reached: number): void {
  const steps = Array.from({ length: step - reached }, (_, index) => reached + 1 + index);
  if (steps.length > 0) emit(draft, { type: 'StepsTakenBack', dutyId, steps });
}

/** What a gate holds is tried again at once, without the days it was given too many; hearing it twice changes nothing. */
export function decideGateLifted(draft: Draft): readonly StandEvent[] {
  const today = draft.moment.on;
  for (const duty of activeDuties(draft.state)) {
    if (duty.heldUntil === undefined || duty.heldUntil <= today) continue;
    const dueOn = moved(draft, duty, -daysBetween(today, duty.heldUntil));
    emit(draft, { type: 'DutyReleased', dutyId: duty.id, dueOn });
  }
  return draft.events;
}

/**
 * `days` is the total since the day from which the ladder counts, so hearing it twice changes nothing; steps it makes premature are void. In the
 * midst of a gate the ladder waits for its end, or else it would reach and take back a step a day; after `gateAskDays`
 * it looks again, for nobody tells it that the gate was lifted.
 */
function excuse(draft: Draft, duty: Duty, { days, until }: Extract<DeedFinding, { kind: 'excused' }>): void {
  if (isArrear(draft.state, duty)) return;
  const today = draft.moment.on;
  const lookAgainOn = addDays(today, gateAskDaysOf(draft, duty));
  const barredUntil = until === undefined ? today : earlierOf(until ?? lookAgainOn, lookAgainOn);
  const isBarredLonger = barredUntil > laterOf(today, duty.barredUntil ?? today);
  if (days <= (duty.excused ?? 0) && !isBarredLonger) return;
  const total = Math.max(days, duty.excused ?? 0);
  emit(draft, { type: 'DutyExcused', dutyId: duty.id, days: total, ...(isBarredLonger && { barredUntil }) });
  const reached = stepReachedBy(draft.state, duty, total, today);
  const premature = stepsReached(duty).filter((step) => step > reached);
  if (premature.length > 0) emit(draft, { type: 'StepsTakenBack', dutyId: duty.id, steps: premature });
}

/** Ruling 19: the miss does not count and its letter is void; the next window stays as it was set. */
function excuseMiss(draft: Draft, duty: Duty, misses: number): void {
  if (misses < 1 || duty.misses !== misses) return;
  const step = missedStepOf(draft.state, duty, misses);
  emit(draft, { type: 'MissExcused', dutyId: duty.id, misses: misses - 1, step });
}
