/** From a command to a turn: the domain decides, the turn says which deed makes it true outside. */
import type { Turn } from '../contract/deeds.ts';
import { momentOf, startOfDayMs, type Moment } from '../domain/calendar.ts';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import type { StandCommand } from '../domain/stand/command.ts';
import { decide } from '../domain/stand/decide.ts';
import { deedOf } from '../domain/stand/deed-of.ts';
import { zoneOf } from '../domain/stand/duties.ts';
import { foldTurn } from '../domain/stand/fold.ts';
import { nextDue } from '../domain/stand/next-due.ts';
import type { StandState } from '../domain/stand/state.ts';

/** A turn and the state after it. */
export interface Taken {
  readonly state: StandState;
  readonly turn: Turn;
}

/** What follows from a command now; undefined where nothing does. Throws only where the decider has a bug. */
export function takeTurn(state: StandState, command: StandCommand): Taken | Refusal | undefined {
  const moment = momentNow(state);
  const events = decide(state, command, moment);
  if (isRefusal(events)) return events;
  if (events.length === 0) return undefined;
  const decided = {
    lifeId: state.seed.lifeId,
    turn: state.rev + 1,
    firstSeq: state.seq + 1,
    ...moment,
    ...deedOf(events),
    events,
  };
  const after = foldTurn(state, decided);
  const due = nextDue(after);
  return { state: after, turn: { ...decided, ...(due && { nextDueOn: due.on }) } };
}

/** The next due thing, where its time has come. */
export function takeDueTurn(state: StandState): Taken | undefined {
  if (dueAtMs(state) > Date.now()) return undefined;
  const taken = takeTurn(state, { type: 'due' });
  if (taken === undefined || isRefusal(taken)) {
    throw new Error(`stand ${state.seed.standId} is due (${nextDue(state)?.what}) and nothing follows`);
  }
  return taken;
}

/** The instant of the next due day in the stand's zone; infinity where only a person can move the stand on. */
export function dueAtMs(state: StandState): number {
  const due = nextDue(state);
  return due === undefined ? Infinity : startOfDayMs(due.on, zoneOf(state), due.hour);
}

/** Workflow time; never before the turn before it, though another server's clock may be behind. */
function momentNow(state: StandState): Moment {
  return momentOf(Math.max(Date.now(), Date.parse(state.lastAt)), zoneOf(state));
}
