/** A named person lets a duty go; who and why stay on record. */
import { refuse, type Refusal } from '../errors.ts';
import type { Waive } from './command.ts';
import { emit, type Draft, type Said } from './draft.ts';
import { findDuty, hasOwnEnd, isActive, MOVABLE_KINDS, specOf } from './duties.ts';
import { alreadyClosed, unknownDuty } from './refusals.ts';

export function decideWaive(draft: Draft, { dutyId, reason, commandId, by }: Waive): Said | Refusal {
  const duty = findDuty(draft.state, dutyId);
  if (duty === undefined) return unknownDuty(draft.state, dutyId);
  if (!isActive(duty)) return alreadyClosed(duty);
  const spec = specOf(draft.state, duty);
  if (hasOwnEnd(spec)) return refuse('DUTY_KIND', { dutyId, met: spec.kind, wanted: MOVABLE_KINDS });
  emit(draft, { type: 'DutyWaived', dutyId, by: commandId, sender: by, reason });
  return { dutyId };
}
