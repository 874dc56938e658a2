/** The clock stands, e.g. for a dispute, and goes on later: what was owed is due so much later (8c, disputes). */
import { addDays, daysBetween } from '../day.ts';
import { refuse, type Refusal } from '../errors.ts';
import { nextSpan } from '../window.ts';
import type { Suspend } from './command.ts';
import { emit, type Draft, type Said } from './draft.ts';
import { activeDuties, partOf, regimeOf, specOf } from './duties.ts';
import type { MovedDuty } from './event.ts';
import { windowsNamed } from './span.ts';
import type { Duty } from './state.ts';

export function decideSuspend(draft: Draft, { reason }: Suspend): Said | Refusal {
  const { suspendedOn, seed } = draft.state;
  if (suspendedOn !== undefined) return refuse('STAND_SUSPENDED', { standId: seed.standId, met: suspendedOn });
  emit(draft, { type: 'StandSuspended', reason });
  return {};
}

export function decideResume(draft: Draft): Said | Refusal {
  const { suspendedOn, seed } = draft.state;
  if (suspendedOn === undefined) return refuse('STAND_NOT_SUSPENDED', { standId: seed.standId });
  const days = daysBetween(suspendedOn, draft.moment.on);
  const moved = days === 0 ? [] : activeDuties(draft.state).flatMap((duty) => movedBy(draft, duty, suspendedOn, days));
  emit(draft, { type: 'StandResumed', days, moved });
  return {};
}

/**
 * What was open, or opened while the clock stood, gets its lost days back. A planting that lost its window takes the
 * next one; statutory days and bans stay, for the law's clock does not stand.
 */
function movedBy(draft: Draft, duty: Duty, suspendedOn: string, days: number): MovedDuty[] {
  const spec = specOf(draft.state, duty);
  const today = draft.moment.on;
  if (spec.statutory || spec.kind === 'ban' || duty.opensOn > today) return [];
  if (spec.kind !== 'planting') {
    // Overdue before the suspension: the ladder's clock stood as well.
    const lost = Math.min(days, daysBetween(duty.opensOn, today));
    return lost <= 0 ? [] : [{ dutyId: duty.id, opensOn: duty.opensOn, dueOn: addDays(duty.dueOn, lost) }];
  }
  if (duty.dueOn >= today || duty.dueOn < suspendedOn) return [];
  const names = 'next' in spec.when ? spec.when.next : [];
  const regime = regimeOf(draft.state, partOf(draft.state, duty));
  const { opensOn, endsOn } = nextSpan(windowsNamed(regime, names), duty.dueOn, today);
  return [{ dutyId: duty.id, opensOn, dueOn: endsOn }];
}
