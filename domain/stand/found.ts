/** What a deed met outside: a gate that bars the field, or gated days that excuse a late duty (ruling 12). */
import { addDays, daysBetween, type IsoDate } from '../day.ts';
import { isArrear, stepReachedBy } from './agenda.ts';
import type { DeedFound } from './command.ts';
import { emit, type Draft } from './draft.ts';
import { activeDuties, findDuty, isActive, specOf } from './duties.ts';
import type { StandEvent } from './event.ts';
import type { Duty } from './state.ts';

/** Held without an end: later than every day that a life can reach. */
const NO_END = '9999-12-31';

export function decideFound(draft: Draft, { dutyId, found }: DeedFound): readonly StandEvent[] {
  const duty = findDuty(draft.state, dutyId);
  if (duty === undefined || !isActive(duty)) return [];
  if (found.kind === 'blockedUntil' && found.day > draft.moment.on) hold(draft, duty, found.day);
  if (found.kind === 'blocked') emit(draft, { type: 'DutyHeld', dutyId, until: NO_END, dueOn: duty.dueOn });
  if (found.kind === 'excused') excuse(draft, duty, found.days);
  return draft.events;
}

/** Gate days move the due day of surveys and works, never the end of a planting window or a statutory day. */
function hold(draft: Draft, duty: Duty, until: IsoDate): void {
  const gated = daysBetween(draft.moment.on, until);
  emit(draft, { type: 'DutyHeld', dutyId: duty.id, until, dueOn: laterDue(draft, duty, gated) });
}

function laterDue(draft: Draft, duty: Duty, days: number): IsoDate {
  const spec = specOf(draft.state, duty);
  return spec.kind === 'planting' || spec.statutory ? duty.dueOn : addDays(duty.dueOn, days);
}

/** What a gate without an end has held is tried again, with the days it lost; hearing it twice changes nothing. */
export function decideGateLifted(draft: Draft): readonly StandEvent[] {
  for (const duty of activeDuties(draft.state)) {
    if (duty.heldUntil !== NO_END || duty.task === undefined) continue;
    const lost = daysBetween(duty.task.dispatchedOn, draft.moment.on);
    emit(draft, { type: 'DutyReleased', dutyId: duty.id, dueOn: laterDue(draft, duty, lost) });
  }
  return draft.events;
}

/** `days` is the total since the due day, so hearing it twice changes nothing; steps it makes premature are void. */
function excuse(draft: Draft, duty: Duty, days: number): void {
  if (days <= (duty.excused ?? 0) || isArrear(draft.state, duty)) return;
  emit(draft, { type: 'DutyExcused', dutyId: duty.id, days });
  const reached = stepReachedBy(draft.state, duty, days, draft.moment.on);
  const premature = Array.from({ length: duty.step ?? 0 }, (_, index) => index + 1).filter((step) => step > reached);
  if (premature.length > 0) emit(draft, { type: 'StepsTakenBack', dutyId: duty.id, steps: premature });
}
