/** What a deed met outside: a gate that bars the field, or gated days that excuse a late duty (ruling 12). */
import { addDays, daysBetween } from '../day.ts';
import { isArrear, stepReachedBy } from './agenda.ts';
import type { DeedFound } from './command.ts';
import { emit, type Draft } from './draft.ts';
import { findDuty, isActive, specOf } from './duties.ts';
import type { StandEvent } from './event.ts';
import type { Duty } from './state.ts';

export function decideFound(draft: Draft, { dutyId, found }: DeedFound): readonly StandEvent[] {
  const duty = findDuty(draft.state, dutyId);
  if (duty === undefined || !isActive(duty)) return [];
  if (found.kind === 'blockedUntil') hold(draft, duty, found.day);
  if (found.kind === 'excused') excuse(draft, duty, found.days);
  return draft.events;
}

/** Gate days move the due day of surveys and works, never the end of a planting window. */
function hold(draft: Draft, duty: Duty, until: string): void {
  if (until <= draft.moment.on) return;
  const windowStands = specOf(draft.state, duty).kind === 'planting';
  const gated = daysBetween(draft.moment.on, until);
  const dueOn = windowStands ? duty.dueOn : addDays(duty.dueOn, gated);
  emit(draft, { type: 'DutyHeld', dutyId: duty.id, until, dueOn });
}

/** `days` is the total since the due day, so hearing it twice changes nothing; steps it makes premature are void. */
function excuse(draft: Draft, duty: Duty, days: number): void {
  if (days <= (duty.excused ?? 0) || isArrear(draft.state, duty)) return;
  emit(draft, { type: 'DutyExcused', dutyId: duty.id, days });
  const reached = stepReachedBy(draft.state, duty, days, draft.moment.on);
  const premature = Array.from({ length: duty.step ?? 0 }, (_, index) => index + 1).filter((step) => step > reached);
  if (premature.length > 0) emit(draft, { type: 'StepsTakenBack', dutyId: duty.id, steps: premature });
}
