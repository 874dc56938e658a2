/** What was done or counted in time and told late: its window had been taken for missed (rulings 19 and 34). */
import type { IsoDate } from '../day.ts';
import { emit, type Draft } from './draft.ts';
import { missedStepOf } from './missed-step.ts';
import type { Duty } from './state.ts';

/** The window a duty was re-dated from last holds the day. */
export function isInMissedWindow({ missedWindow }: Pick<Duty, 'missedWindow'>, on: IsoDate): boolean {
  return missedWindow !== undefined && missedWindow.opensOn <= on && on <= missedWindow.dueOn;
}

/** The letter that the miss brought is void; a window that was nobody's miss has brought none. */
export function takeMissBack(draft: Draft, duty: Duty, on: IsoDate): void {
  if (!isInMissedWindow(duty, on) || duty.misses === undefined || duty.misses === 0) return;
  emit(draft, { type: 'StepsTakenBack', dutyId: duty.id, steps: [missedStepOf(draft.state, duty, duty.misses)] });
}
