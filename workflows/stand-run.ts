/** What one run of a stand holds, and how commands and time change it. Everything here is synchronous. */
import type { Turn } from '../contract/deeds.ts';
import { failure } from '../contract/failure.ts';
import type { CommandReply, Parked, StandInput } from '../contract/stand-messages.ts';
import { isRefusal, refuse, type Refusal } from '../domain/errors.ts';
import type { DeedFound, SentCommand } from '../domain/stand/command.ts';
import { seedState } from '../domain/stand/fold.ts';
import { malformed } from '../domain/stand/guards.ts';
import { answerTo } from '../domain/stand/seen.ts';
import type { StandState } from '../domain/stand/state.ts';
import { turnsThePage } from './page.ts';
import { takeDueTurn, takeTurn, type Taken } from './turn.ts';

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
  /** The next run must tell that nobody needs to look any more. */
  mustTell: boolean;
  draining: boolean;
}

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
    mustTell: false,
    draining: false,
  };
}

/** What the next run needs: plain JSON, nothing left behind. */
export function carriedOver({ state, pending, parked }: StandRun): StandInput {
  return { schema: 1, state, pendingTurns: pending, ...(parked && { parked }) };
}

/** Why a command is refused, or undefined. A bug of the decider lets it pass: the handler meets it again and parks. */
export function refusalFor(run: StandRun, command: SentCommand): Refusal | undefined {
  const earlier = malformed(command) ?? answerTo(run.state, command);
  if (earlier !== undefined) return isRefusal(earlier) ? earlier : undefined;
  if (run.parked !== undefined) return needsAttention(run, run.parked);
  try {
    let state = run.state;
    for (let due = takeDueTurn(state); due !== undefined; due = takeDueTurn(state)) state = due.state;
    const taken = takeTurn(state, command);
    return isRefusal(taken) ? taken : undefined;
  } catch {
    return undefined;
  }
}

/** Takes a sent command: what was due comes first, whichever of the two the server told first. */
export function takeCommand(run: StandRun, command: SentCommand): CommandReply {
  const earlier = answerTo(run.state, command);
  if (isRefusal(earlier)) throw failure(earlier);
  if (earlier !== undefined) return { ...earlier, recorded: false };
  if (run.parked !== undefined) throw failure(needsAttention(run, run.parked));
  return decideOrPark(run, command);
}

function decideOrPark(run: StandRun, command: SentCommand): CommandReply {
  let taken: Taken | Refusal | undefined;
  try {
    takeAllDue(run);
    taken = takeTurn(run.state, command);
  } catch (error) {
    park(run, { reason: `${command.type}: ${messageOf(error)}`, command });
    return { rev: run.state.rev, events: [], recorded: false, parked: messageOf(error) };
  }
  if (isRefusal(taken)) throw failure(taken);
  if (taken !== undefined) keep(run, taken);
  return { ...run.state.seen.at(-1)!.answer, recorded: false };
}

function takeAllDue(run: StandRun): void {
  for (let due = takeDueTurn(run.state); due !== undefined; due = takeDueTurn(run.state)) keep(run, due);
}

/** What time has brought, one thing a call; parks where the decider fails. */
export function takeDue(run: StandRun): void {
  try {
    const due = takeDueTurn(run.state);
    if (due !== undefined) keep(run, due);
  } catch (error) {
    park(run, { reason: `due: ${messageOf(error)}` });
  }
}

/** The first pending turn is written; what its deed found is decided in the same breath, so neither is lost. */
export function written(run: StandRun, found: DeedFound | undefined): void {
  const taken = found && takeTurn(run.state, found);
  run.pending.shift();
  if (taken !== undefined && !isRefusal(taken)) keep(run, taken);
}

export function park(run: StandRun, parked: Parked): void {
  // The first reason stays: what it holds is tried again when the stand is let go.
  run.parked ??= parked;
  run.mustPark = true;
}

/** Tries again what the stand was parked with; pending turns are drained again by themselves. */
export function letGo(run: StandRun): void {
  const command = run.parked?.command;
  run.parked = undefined;
  run.mustPark = false;
  run.unpark = false;
  // Once all is written the next run says that nobody needs to look any more.
  run.mustTell = true;
  if (command !== undefined && answerTo(run.state, command) === undefined) retry(run, command);
}

/** Its sender heard that the stand was parked; a refusal is what it hears when it asks again. */
function retry(run: StandRun, command: SentCommand): void {
  try {
    takeAllDue(run);
    const taken = takeTurn(run.state, command);
    if (taken !== undefined && !isRefusal(taken)) keep(run, taken);
  } catch (error) {
    park(run, { reason: `${command.type}: ${messageOf(error)}`, command });
  }
}

function keep(run: StandRun, { state, turn }: Taken): void {
  run.pageTurned ||= turnsThePage(run.state, turn, state);
  run.state = state;
  run.pending.push(turn);
}

function needsAttention({ state }: StandRun, { reason }: Parked): Refusal {
  return refuse('STAND_NEEDS_ATTENTION', { standId: state.seed.standId, met: reason });
}

/** Short, for it travels in the input and stands in the Temporal UI. */
export function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}
