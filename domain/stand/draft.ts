/** A decision in the making: events are emitted one by one, each folded at once so the next sees it. */
import type { Moment } from '../calendar.ts';
import type { Answer } from './command.ts';
import type { StandEvent } from './event.ts';
import { evolve } from './evolve.ts';
import type { StandState } from './state.ts';

export interface Draft {
  state: StandState;
  readonly events: StandEvent[];
  readonly moment: Moment;
}

/** What a rule tells the sender beyond the events. */
export type Said = Omit<Answer, 'rev' | 'events'>;

export function draftOf(state: StandState, moment: Moment): Draft {
  return { state, events: [], moment };
}

export function emit(draft: Draft, event: StandEvent): void {
  draft.events.push(event);
  draft.state = evolve(draft.state, event, draft.moment.on);
}
