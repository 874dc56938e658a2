/** What people see of a running stand: its view, the details and the timer's summary in the Temporal UI. */
import { workflowInfo } from '@temporalio/workflow';
import type { StandView } from '../contract/stand-messages.ts';
import { nextDue, type NextDue } from '../domain/stand/next-due.ts';
import type { StandState } from '../domain/stand/state.ts';
import type { StandRun } from './stand-run.ts';

/** A summary may have 400 bytes; codes and days are ASCII. */
const SUMMARY_CHARS = 400;

export function viewOf({ state, pending, parked }: StandRun): StandView {
  const { seen: _seen, regimes: _regimes, ...shown } = state;
  const { workflowId, taskQueue } = workflowInfo();
  const due = dueOf(state, parked !== undefined);
  return {
    workflowId,
    taskQueue,
    state: shown,
    pendingTurns: pending.length,
    ...(due && { nextDueOn: due.on }),
    ...(parked && { parked }),
  };
}

/** @example 'survivalCheck of p1 opens 2027-09-01' */
export function timerSummary({ state, parked }: StandRun): string {
  const due = dueOf(state, parked !== undefined);
  return (parked ? 'parked: waits for unpark' : (due?.what ?? 'waits for a command')).slice(0, SUMMARY_CHARS);
}

/** Plain words for the operator; no personal data. */
export function detailsOf({ state, pending, parked }: StandRun): string {
  const due = dueOf(state, parked !== undefined);
  return [
    `Stand ${state.seed.standId}, stage ${state.stage}, ${state.rev} turns taken.`,
    parked && `**Parked: ${parked.reason}.** Put the cause right, then send the signal \`unpark\`.`,
    pending.length > 0 &&
      `${pending.length} turns wait to be written to the database, from turn ${pending[0]!.turn} on.`,
    due && `Next: ${due.what}.`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** A parked stand does nothing by time; where its decider fails, even asking would fail. */
function dueOf(state: StandState, isParked: boolean): NextDue | undefined {
  return isParked ? undefined : nextDue(state);
}
