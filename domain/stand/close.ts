/** The end of a life by hand: what is still owed is withdrawn, on record, never dropped. */
import type { Close } from './command.ts';
import { emit, type Draft, type Said } from './draft.ts';
import { activeDuties } from './duties.ts';

export function decideClose(draft: Draft, command: Close): Said {
  for (const duty of activeDuties(draft.state)) {
    emit(draft, { type: 'DutyWithdrawn', dutyId: duty.id, by: command.commandId });
  }
  emit(draft, { type: 'StandClosed', reason: command.reason });
  return {};
}
