/** What a deed finds outside, of the days that are barred to its duty: the one answer of the real deeds and of a life told ahead. */
import type { IsoDate } from '../day.ts';
import type { GateDays } from '../gate.ts';
import type { Span } from '../window.ts';
import { ladderBase, openedOn } from './agenda.ts';
import { foundAtDispatch, foundAtEscalation, foundAtMiss, foundInWindow } from './barred.ts';
import type { DeedFinding } from './command.ts';
import type { StandDeed } from './deed-of.ts';
import { specOf } from './duties.ts';
import type { StandEvent } from './event.ts';
import type { Duty, StandState } from './state.ts';

/** Deeds that ask; those of a task that is out wait for no insurer. */
const ASKING: readonly StandDeed[] = ['dispatchTask', 'escalateTask', 'redateTask', 'lapseTask'];
const OF_WHAT_IS_OUT: readonly StandDeed[] = ['escalateTask', 'lapseTask'];

const DONE: DeedFinding = { kind: 'done' };
const NOTHING_EXCUSED = { kind: 'excused', days: 0 } as const;

export function asks(deed: StandDeed): boolean {
  return ASKING.includes(deed);
}

export function isOfWhatIsOut(deed: StandDeed): boolean {
  return OF_WHAT_IS_OUT.includes(deed);
}

interface Deed {
  readonly deed: StandDeed;
  readonly on: IsoDate;
  readonly events: readonly StandEvent[];
}

/**
 * Rulings 12, 19 and 36 for a deed that asks.
 *
 * @param state - after the turn of the deed, the duty in it
 * @param barring - days that are barred to the duty, an insurer's among them for what is not out
 * @param missed - the window that a re-dated duty has missed, as its task had it
 */
export function findingOn(
  { state, duty }: { readonly state: StandState; readonly duty: Duty },
  { deed, on, events }: Deed,
  { barring, missed }: { readonly barring: readonly GateDays[]; readonly missed: Span | undefined },
): DeedFinding {
  const spec = specOf(state, duty);
  if (deed === 'dispatchTask') return foundAtDispatch(barring, on);
  if (deed === 'redateTask') {
    const miss = events.find((event) => event.type === 'WindowMissed');
    return miss === undefined || missed === undefined ? DONE : foundAtMiss(barring, missed, miss.misses);
  }
  const window = foundInWindow(barring, spec, { openedOn: openedOn(duty), dueOn: duty.dueOn, today: on });
  // The end of a planting window never moves (ruling 12), and what has lapsed has no ladder.
  const hasLadder = spec.kind !== 'planting' && deed !== 'lapseTask';
  const late = hasLadder ? foundAtEscalation(barring, { lateFrom: ladderBase(state, duty), today: on }) : DONE;
  return window === undefined ? late : { ...(late.kind === 'excused' ? late : NOTHING_EXCUSED), window };
}
