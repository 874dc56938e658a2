/** A part does not owe a duty any more; others that share it still do. */
import { emit, type Draft } from './draft.ts';
import type { Duty } from './state.ts';

/** @param by - what says so: a duty, an anchor, a survey or a command */
export function letGo(draft: Draft, duty: Duty, partId: string, by: string): void {
  if (isShared(duty)) emit(draft, { type: 'DutyLeft', dutyId: duty.id, partId, by });
  else emit(draft, { type: 'DutyWithdrawn', dutyId: duty.id, by });
}

export function isShared({ parts }: Duty): boolean {
  return parts.length > 1;
}
