/** A decision in the making: events are emitted one by one, each folded at once so the next sees it. */
import type { Moment } from '../calendar.ts';
import type { IsoDate } from '../day.ts';
import type { Answer } from './reported.ts';
import type { StandEvent } from './event.ts';
import { evolve } from './evolve.ts';
import type { StandState } from './state.ts';

export interface Draft {
  /** State the decision begins from. */
  readonly from: StandState;
  state: StandState;
  readonly events: StandEvent[];
  readonly moment: Moment;
}

/** What a rule tells the sender beyond the events. */
export type Said = Omit<Answer, 'rev' | 'events'>;

export function draftOf(state: StandState, moment: Moment): Draft {
  latest = { from: state, state, events: [], moment };
  return latest;
}

/** A turn is folded right after it was decided. */
let latest: Draft | undefined;

interface Turned {
  readonly events: readonly StandEvent[];
  readonly on: IsoDate;
}

/** What deciding these very events from this very state has folded already; undefined for any others. */
export function foldedWhileDeciding(state: StandState, { events, on }: Turned): StandState | undefined {
  return latest?.events === events && latest.from === state && latest.moment.on === on ? latest.state : undefined;
}

export function emit(draft: Draft, event: StandEvent): void {
  draft.events.push(event);
  draft.state = evolve(draft.state, event, draft.moment.on);
}
