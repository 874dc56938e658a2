/** The end of a life by hand: what is still owed is withdrawn, on record, never dropped. */
import type { Close } from './command.ts';
import { emit, type Draft, type Said } from './draft.ts';
import { activeDuties } from './duties.ts';

export function decideClose(draft: Draft, command: Close): Said {
  endLife(draft, command);
  return {};
}

export function endLife(draft: Draft, { commandId, reason }: Pick<Close, 'commandId' | 'reason'>): void {
  for (const duty of activeDuties(draft.state)) {
    emit(draft, { type: 'DutyWithdrawn', dutyId: duty.id, by: commandId });
  }
  emit(draft, { type: 'StandClosed', reason });
}
