/** Moving a duty to the days of new rules, so that nobody loses the time he had all at once. */
import { addDays, laterOf, type IsoDate } from '../day.ts';
import type { DutySpec, Regime } from '../policy/regime.ts';
import type { Span } from '../window.ts';
import { emit, type Draft } from './draft.ts';
import { needsOf } from './needs.ts';
import type { Duty, Part } from './state.ts';

export interface Adopting {
  /** The command that brought the rules. */
  readonly by: string;
  /** Nothing is due before this day that was not due before it by the rules until now. */
  readonly graceOn: IsoDate;
}

/** A part, and its rules until now and from now on. */
export interface Changed {
  readonly part: Part;
  readonly was: Regime;
  readonly now: Regime;
}

export interface Move {
  readonly spec: DutySpec;
  readonly part: Part;
  readonly days: Span;
}

/**
 * Where the new window has ended already, the old days hold this once. Days that come sooner leave the time of the
 * grace, but never more than there was.
 */
export function moveTo(draft: Draft, duty: Duty, { spec, part, days }: Move, { graceOn }: Adopting): void {
  const today = draft.moment.on;
  if (days.endsOn < today) return;
  // A crew is on its way: what only began on another day is not called back.
  const opensOn = duty.state !== 'planned' && days.opensOn <= today ? duty.opensOn : days.opensOn;
  const least = duty.dueOn < graceOn ? duty.dueOn : graceOn;
  const dueOn = spec.kind === 'ban' ? days.endsOn : laterOf(days.endsOn, least);
  if (opensOn === duty.opensOn && dueOn === duty.dueOn) return;
  emit(draft, {
    type: 'DutyRescheduled',
    dutyId: duty.id,
    opensOn,
    dueOn,
    reason: 'POLICY',
    ...needsOf(spec, part, opensOn, duty.needs),
  });
}

/** Whether a visit can still be made in that window: enough days of it are left. */
export function isLeft({ when }: DutySpec, { opensOn, endsOn }: Span, today: IsoDate): boolean {
  const leastDays = 'visits' in when ? when.leastDays : 1;
  return addDays(laterOf(opensOn, today), leastDays - 1) <= endsOn;
}
