/** The end of a life by hand: what is still owed is withdrawn, on record, never dropped. */
import { refuse, type Refusal } from '../errors.ts';
import type { Close } from './command.ts';
import { emit, type Draft, type Said } from './draft.ts';
import { activeDuties } from './duties.ts';

export function decideClose(draft: Draft, command: Close): Said | Refusal {
  const { seed, seen } = draft.state;
  const last = seen.at(-1);
  // What time alone brings, a task opened or a step of the ladder, is the import's own doing.
  if (command.untouched && last !== undefined)
    return refuse('STAND_TOUCHED', { standId: seed.standId, met: last.on, what: last.answer.events.join(', ') });
  endLife(draft, command);
  return {};
}

export function endLife(draft: Draft, { commandId, reason }: Pick<Close, 'commandId' | 'reason'>): void {
  for (const duty of activeDuties(draft.state)) {
    emit(draft, { type: 'DutyWithdrawn', dutyId: duty.id, by: commandId });
  }
  emit(draft, { type: 'StandClosed', reason });
}
