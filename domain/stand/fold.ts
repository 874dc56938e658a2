/** Folding the log: the state a life begins with, and the state after each turn. */
import type { IsoDate, IsoInstant } from '../day.ts';
import type { StandEvent } from './event.ts';
import { foldedWhileDeciding } from './draft.ts';
import { evolve } from './evolve.ts';
import type { StandSeed, StandState } from './state.ts';

/** What one turn brings to the fold. */
export interface FoldedTurn {
  readonly turn: number;
  readonly firstSeq: number;
  readonly at: IsoInstant;
  readonly on: IsoDate;
  readonly events: readonly StandEvent[];
}

/** The state before the first turn: planned, nothing owed yet. */
export function seedState({ regime, ...seed }: StandSeed): StandState {
  return {
    schema: 1,
    seed,
    rev: 0,
    seq: 0,
    stage: 'PLANNED',
    regimes: { r1: regime },
    parts: [],
    duties: [],
    seen: [],
    lastAt: '1970-01-01T00:00:00.000Z',
  };
}

/** The state after a turn; folding all turns from the seed gives the present state. */
export function foldTurn(state: StandState, turn: FoldedTurn): StandState {
  const folded =
    foldedWhileDeciding(state, turn) ?? turn.events.reduce((before, event) => evolve(before, event, turn.on), state);
  return { ...folded, rev: turn.turn, seq: turn.firstSeq + turn.events.length - 1, lastAt: turn.at };
}
