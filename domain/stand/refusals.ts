/** Refusals that several commands share. */
import { refuse, type Refusal } from '../errors.ts';
import { activeDuties } from './duties.ts';
import type { Duty, StandState } from './state.ts';

export function unknownDuty(state: StandState, dutyId: string): Refusal {
  const open = activeDuties(state).map(({ id }) => id);
  return refuse('DUTY_UNKNOWN', { standId: state.seed.standId, met: dutyId, wanted: open.join(', ') || '–' });
}

/** Two crews at once: the second hears who was first. */
export function alreadyClosed(duty: Duty): Refusal {
  const { id, closedOn = '–', closedBy = '–', closedSender } = duty;
  const winner = closedSender === undefined ? closedBy : `${closedSender} (${closedBy})`;
  return refuse('DUTY_CLOSED', { dutyId: id, closedOn, winner });
}

/** @param parts - those that could be meant */
export function partMissing(state: StandState, parts: readonly string[]): Refusal {
  return refuse('PART_MISSING', { standId: state.seed.standId, wanted: parts.join(', ') });
}

/** A life that has ended says where its duties are owed now, where that is somewhere. */
export function closedRefusal({ seed, closedOn, movedTo }: StandState): Refusal {
  const values = { standId: seed.standId, met: closedOn ?? '–' };
  if (movedTo === undefined) return refuse('STAND_CLOSED', values);
  return refuse('STAND_MOVED', { ...values, wanted: movedTo.stands.map(({ standId }) => standId).join(', ') });
}
