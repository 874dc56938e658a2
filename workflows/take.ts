/** How commands, time and the world outside change a run. Everything here is synchronous, so nothing interleaves. */
import { failure } from '../contract/failure.ts';
import type { CommandReply } from '../contract/stand-messages.ts';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import type { DeedFound, GateLifted, SentCommand } from '../domain/stand/command.ts';
import { malformed } from '../domain/stand/guards.ts';
import { answerTo } from '../domain/stand/seen.ts';
import { keep, messageOf, needsAttention, park, type StandRun } from './stand-run.ts';
import { takeDueTurn, takeTurn, type Taken } from './turn.ts';

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

export function takeAllDue(run: StandRun): void {
  for (let due = takeDueTurn(run.state); due !== undefined; due = takeDueTurn(run.state)) keep(run, due);
}

/** What time has brought, one thing a call; parks where the decider fails. */
export function takeDue(run: StandRun): void {
  takeOrPark(run, 'due', () => takeDueTurn(run.state));
}

/**
 * What is told of the world outside, after what was due, as a command is taken. A parked stand does not listen: what it
 * missed, its duties ask again.
 */
export function takeTold(run: StandRun, told: GateLifted): void {
  if (run.parked !== undefined) return;
  takeOrPark(run, told.type, () => {
    takeAllDue(run);
    return takeTurn(run.state, told);
  });
}

function takeOrPark(run: StandRun, what: string, take: () => Taken | Refusal | undefined): void {
  try {
    const taken = take();
    if (taken !== undefined && !isRefusal(taken)) keep(run, taken);
  } catch (error) {
    park(run, { reason: `${what}: ${messageOf(error)}` });
  }
}

/** The first pending turn is written; what its deed found is decided in the same breath, so neither is lost. */
export function written(run: StandRun, found: DeedFound | undefined): void {
  const taken = found && takeTurn(run.state, found);
  run.pending.shift();
  if (taken !== undefined && !isRefusal(taken)) keep(run, taken);
}
