/** A named person lets a duty go; who and why stay on record. */
import { refuse, type Refusal } from '../errors.ts';
import type { Waive } from './command.ts';
import { emit, type Draft, type Said } from './draft.ts';
import { findDuty, isActive, specOf } from './duties.ts';
import { alreadyClosed, unknownDuty } from './refusals.ts';

/** A report, a deadline and a ban are not anybody's to let go: they have their own ends. */
const NOT_WAIVABLE: readonly string[] = ['report', 'deadline', 'ban'];

export function decideWaive(draft: Draft, { dutyId, reason, commandId, by }: Waive): Said | Refusal {
  const duty = findDuty(draft.state, dutyId);
  if (duty === undefined) return unknownDuty(draft.state, dutyId);
  if (!isActive(duty)) return alreadyClosed(duty);
  const { kind } = specOf(draft.state, duty);
  if (NOT_WAIVABLE.includes(kind))
    return refuse('DUTY_KIND', { dutyId, met: kind, wanted: 'survey, planting, work or decision' });
  emit(draft, { type: 'DutyWaived', dutyId, by: commandId, sender: by, reason });
  return { dutyId };
}
