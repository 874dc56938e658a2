/** The clock stands, e.g. for a dispute, and goes on later: what was owed is due so much later (8c, disputes). */
import { addDays, daysBetween, type IsoDate } from '../day.ts';
import { refuse, type Refusal } from '../errors.ts';
import { nextSpan, type Span } from '../window.ts';
import type { Suspend } from './command.ts';
import { emit, type Draft, type Said } from './draft.ts';
import { activeDuties, partOf, regimeOf, specOf } from './duties.ts';
import type { MovedDuty } from './event.ts';
import { windowNames, windowsNamed } from './span.ts';
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
 * What was open, or opened while the clock stood, gets its lost days back; where its window has gone by meanwhile it
 * waits for the next one, for survivors are not counted in winter. What was late before goes on with its ladder, and a
 * visit of a past season lapses. Statutory days and bans stay: the law's clock does not stand.
 */
function movedBy(draft: Draft, duty: Duty, suspendedOn: IsoDate, days: number): MovedDuty[] {
  const spec = specOf(draft.state, duty);
  const today = draft.moment.on;
  const { id: dutyId, opensOn, dueOn } = duty;
  if (spec.statutory || spec.missed === 'lapse' || spec.kind === 'ban' || opensOn > today) return [];
  const lost = Math.min(days, daysBetween(opensOn, today));
  const late = [{ dutyId, opensOn, dueOn: addDays(dueOn, lost) }];
  if (dueOn < suspendedOn) return spec.kind === 'planting' ? [] : late;
  if (dueOn >= today) return spec.kind === 'planting' || lost <= 0 ? [] : late;
  const next = nextWindowOf(draft, duty);
  return next === undefined ? late : [{ dutyId, opensOn: next.opensOn, dueOn: next.endsOn }];
}

/** The next window of a planting, or of a check that comes in a season; a decision has none. */
function nextWindowOf(draft: Draft, duty: Duty): Span | undefined {
  const { when } = specOf(draft.state, duty);
  const windows = windowsNamed(regimeOf(draft.state, partOf(draft.state, duty)), windowNames(when));
  return windows.length === 0 ? undefined : nextSpan(windows, duty.dueOn, draft.moment.on);
}
