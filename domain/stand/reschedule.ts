/** A manager moves a duty, within what its own rule allows and never to escape the ladder. */
import { yearOf, type IsoDate } from '../day.ts';
import { refuse, type Refusal } from '../errors.ts';
import { spanIn, type Span } from '../window.ts';
import type { Reschedule } from './command.ts';
import { emit, type Draft, type Said } from './draft.ts';
import { findDuty, hasOwnEnd, isActive, MOVABLE_KINDS, partOf, regimeOf, specOf } from './duties.ts';
import { needsOf } from './needs.ts';
import { windowNames } from './span.ts';
import type { Duty } from './state.ts';
import { alreadyClosed, unknownDuty } from './refusals.ts';

export function decideReschedule(draft: Draft, command: Reschedule): Said | Refusal {
  const duty = findDuty(draft.state, command.dutyId);
  if (duty === undefined) return unknownDuty(draft.state, command.dutyId);
  if (!isActive(duty)) return alreadyClosed(duty);
  const spec = specOf(draft.state, duty);
  if (hasOwnEnd(spec)) return refuse('DUTY_KIND', { dutyId: duty.id, met: spec.kind, wanted: MOVABLE_KINDS });
  if (duty.state === 'overdue') return refuse('DUTY_OVERDUE', { dutyId: duty.id, met: duty.dueOn });
  const spans = allowedSpans(draft, duty);
  const span = spans.find(({ opensOn, endsOn }) => opensOn <= command.dueOn && command.dueOn <= endsOn);
  if (span === undefined || command.dueOn < draft.moment.on) {
    const wanted = spans.map(({ opensOn, endsOn }) => `${opensOn}…${endsOn}`).join(', ');
    return refuse('DAY_OUTSIDE_WINDOW', { dutyId: duty.id, met: command.dueOn, wanted });
  }
  emit(draft, {
    type: 'DutyRescheduled',
    dutyId: duty.id,
    opensOn: span.opensOn,
    dueOn: command.dueOn,
    reason: command.reason,
    ...needsOf(spec, partOf(draft.state, duty), span.opensOn, duty.needs),
  });
  return { dutyId: duty.id };
}

/** A survey stays in its season's window; a planting may take any allowed window to come; a decision its own days. */
function allowedSpans(draft: Draft, duty: Duty): readonly Span[] {
  const { when } = specOf(draft.state, duty);
  const { windows } = regimeOf(draft.state, partOf(draft.state, duty));
  const spans = windowNames(when).flatMap((name) => {
    const window = windows[name];
    if (window === undefined) return [];
    const years = 'next' in when ? yearsAround(draft.moment.on) : [yearOf(duty.opensOn)];
    return years.map((year) => spanIn(window, year));
  });
  const ownSpan = { opensOn: duty.opensOn, endsOn: duty.dueOn };
  return (spans.length === 0 ? [ownSpan] : spans)
    .filter(({ opensOn, endsOn }) => endsOn >= draft.moment.on && opensOn >= duty.opensOn)
    .toSorted((a, b) => (a.opensOn < b.opensOn ? -1 : 1));
}

/** Windows of last year may still be open; beyond next year nobody can promise a crew. */
function yearsAround(today: IsoDate): readonly number[] {
  return [yearOf(today) - 1, yearOf(today), yearOf(today) + 1];
}
