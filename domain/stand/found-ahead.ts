/** What a deed of a life told ahead finds outside: the fire period, which comes every year. Nobody knows of gates to come. */
import type { DeedFound } from './command.ts';
import { firePeriodOf } from './barred.ts';
import { deedOf } from './deed-of.ts';
import { findDuty } from './duties.ts';
import { asks, findingOn } from './finding.ts';
import type { FoldedTurn } from './fold.ts';
import type { StandState } from './state.ts';

/**
 * The finding of a turn, as the real deed brings it; undefined where nothing is barred.
 *
 * @param before - the state in which the duty had the window that it may have missed now
 */
export function foundAhead(before: StandState, state: StandState, turn: FoldedTurn): DeedFound | undefined {
  if (Object.values(state.regimes).every(({ firePeriod }) => firePeriod === undefined)) return undefined;
  const { deed, dutyId } = deedOf(turn.events);
  const duty = dutyId !== undefined && asks(deed) ? findDuty(state, dutyId) : undefined;
  if (duty === undefined) return undefined;
  const barring = firePeriodOf(state, duty, turn.on);
  if (barring.length === 0) return undefined;
  const was = findDuty(before, duty.id);
  const missed = was && { opensOn: was.opensOn, endsOn: was.dueOn };
  const found = findingOn({ state, duty }, { deed, on: turn.on, events: turn.events }, { barring, missed });
  return found.kind === 'done' ? undefined : { type: 'deedFound', dutyId: duty.id, found };
}
