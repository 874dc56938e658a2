/** What one run of a stand holds, and what it leaves to the next. */
import type { Turn } from '../contract/deeds.ts';
import { PAGES, type Pages } from '../contract/pages.ts';
import type { Parked, StandInput } from '../contract/stand-messages.ts';
import { refuse, type Refusal } from '../domain/errors.ts';
import { seedState } from '../domain/stand/fold.ts';
import type { StandState } from '../domain/stand/state.ts';
import { turnsThePage } from './page.ts';
import type { Taken } from './turn.ts';

export interface StandRun {
  state: StandState;
  /** Decided and not yet written; a turn leaves when its deed has succeeded. */
  readonly pending: Turn[];
  /** Why the stand waits for an operator. */
  parked: Parked | undefined;
  /** Parked in this run: it must continue as new to say so. */
  mustPark: boolean;
  unpark: boolean;
  rollTo: { readonly taskQueue?: string } | undefined;
  /** A stage or a season has begun: time for a fresh history, unless it is short still. */
  pageTurned: boolean;
  readonly pages: Pages;
  /** The next run must tell that nobody needs to look any more. */
  mustTell: boolean;
  draining: boolean;
  /** Somebody asked to look again. */
  nudged: boolean;
}

const PAGES_OF_0_1_0: Pages = { season: 120, most: 400 };

/** The run an input asks for; undefined where this build does not know the input. */
export function beginRun(input: StandInput): StandRun | undefined {
  const state = input.state ?? (input.seed && seedState(input.seed));
  if (input.schema !== 1 || state?.schema !== 1) return undefined;
  return {
    state,
    pending: [...(input.pendingTurns ?? [])],
    parked: input.parked,
    mustPark: false,
    unpark: false,
    rollTo: undefined,
    pageTurned: false,
    pages: input.pages ?? PAGES_OF_0_1_0,
    mustTell: false,
    draining: false,
    nudged: false,
  };
}

/** What the next run needs: plain JSON, nothing left behind. */
export function carriedOver({ state, pending, parked }: StandRun): StandInput {
  return { schema: 1, pages: PAGES, state, pendingTurns: pending, ...(parked && { parked }) };
}

export function keep(run: StandRun, { state, turn }: Taken): void {
  run.pageTurned ||= turnsThePage(run.state, turn, state);
  run.state = state;
  run.pending.push(turn);
}

export function park(run: StandRun, parked: Parked): void {
  // The first reason stays: what it holds is tried again when the stand is let go.
  run.parked ??= parked;
  run.mustPark = true;
}

export function needsAttention({ state }: StandRun, { reason }: Parked): Refusal {
  return refuse('STAND_NEEDS_ATTENTION', { standId: state.seed.standId, met: reason });
}

/** Short, for it travels in the input and stands in the Temporal UI. */
export function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}
