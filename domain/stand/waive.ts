/** A named person lets a duty go, the papers of its report, or the line that payment reads a result by; who and why stay on record. */
import { refuse, type Refusal } from '../errors.ts';
import type { Waive } from './command.ts';
import { emit, type Draft, type Said } from './draft.ts';
import { findDuty, hasOwnEnd, isActive, isReadLower, MOVABLE_KINDS, specOf } from './duties.ts';
import { alreadyClosed, unknownDuty } from './refusals.ts';
import type { Duty } from './state.ts';

export function decideWaive(draft: Draft, { dutyId, reason, papers, commandId, by }: Waive): Said | Refusal {
  const duty = findDuty(draft.state, dutyId);
  if (duty === undefined) return unknownDuty(draft.state, dutyId);
  if (papers) return waivePapers(draft, duty, { reason, by });
  if (!isActive(duty)) return waiveLine(draft, duty, { reason, by });
  const spec = specOf(draft.state, duty);
  if (hasOwnEnd(spec)) return refuse('DUTY_KIND', { dutyId, met: spec.kind, wanted: MOVABLE_KINDS });
  emit(draft, { type: 'DutyWaived', dutyId, by: commandId, sender: by, reason });
  return { dutyId };
}

/** The work itself is still owed. */
function waivePapers(draft: Draft, duty: Duty, { reason, by }: Pick<Waive, 'reason' | 'by'>): Said | Refusal {
  if (!isActive(duty)) return alreadyClosed(duty);
  if (specOf(draft.state, duty).papers === undefined) return refuse('PAPERS_NOT_ASKED', { dutyId: duty.id });
  emit(draft, { type: 'PapersWaived', dutyId: duty.id, sender: by, reason });
  return { dutyId: duty.id };
}

/** Of a check that is judged: a pass in the field is paid as one. Where payment reads nothing lower, there is nothing to waive. */
function waiveLine(draft: Draft, duty: Duty, { reason, by }: Pick<Waive, 'reason' | 'by'>): Said | Refusal {
  const { state } = draft;
  const isRead = state.parts.some((part) =>
    part.verdicts.some((record) => record.dutyId === duty.id && isReadLower(state, part, record)),
  );
  if (!isRead) return alreadyClosed(duty);
  emit(draft, { type: 'LineWaived', dutyId: duty.id, sender: by, reason });
  return { dutyId: duty.id };
}
