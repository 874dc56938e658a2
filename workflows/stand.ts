/**
 * One workflow a stand, as long as its duties live: it sleeps until the next due day, takes commands,
 * and makes each turn true outside. All rules are the domain's; this is the thin shell around them.
 *
 * Read it as the script of the process. The first command of every run is a timer and nothing else, so
 * that a run at rest replays on any build; all a run needs comes in its input.
 */
import * as wf from '@temporalio/workflow';
import type { StandInput } from '../contract/stand-messages.ts';
import { searchAttributesOf } from '../contract/search-attributes.ts';
import { drain } from './drain.ts';
import { listen } from './listen.ts';
import { letGo } from './parking.ts';
import { beginRun, carriedOver, messageOf, park, type StandRun } from './stand-run.ts';
import { detailsOf, timerSummary } from './stand-view.ts';
import { takeDue } from './take.ts';
import { dueAtMs } from './turn.ts';
import { isMarked, waitUnreadable } from './unreadable.ts';

const YEAR_MS = 365 * 24 * 3600 * 1000;
/** While a deed is being written, the next thing due on the same day waits for what it finds, but not for ever. */
const NEXT_DUE_WAITS_MS = 60_000;

export async function standWorkflow(input: StandInput): Promise<void> {
  const run = beginRun(input);
  if (run === undefined) return waitUnreadable(input);
  run.mustTell = run.parked === undefined && isMarked();
  listen(run);
  // A stand ends by its `close` command, which leaves a record; a cancel request from the UI must not lose it.
  await wf.CancellationScope.nonCancellable(() => live(run));
}

async function live(run: StandRun): Promise<void> {
  // Work already in hand waits a millisecond: a timer cancelled within its own task would never reach the history.
  let timeCame = hasWork(run) ? await wf.sleep(1, { summary: 'work is in hand' }).then(() => true) : await rest(run);
  for (;;) {
    if (run.unpark) letGo(run);
    run.nudged = false;
    // Several things due on one day: the next one waits for what the deed before it finds outside.
    if (run.parked === undefined && (timeCame || run.pending.length === 0)) takeDue(run);
    void drain(run);
    if (isOver(run)) return await wf.condition(wf.allHandlersFinished);
    if (mustMoveOn(run)) {
      await wf.condition(wf.allHandlersFinished);
      // A command may have come meanwhile; it is carried, or it is a reason to stay.
      if (mustMoveOn(run)) await moveOn(run);
    }
    timeCame = await rest(run);
  }
}

/** Sleeps until the next due day, at most a year; sooner where a message or a deed asks for it. */
async function rest(run: StandRun): Promise<boolean> {
  const { rev } = run.state;
  const waitMs = dueInMs(run);
  const isLate = waitMs <= 0;
  wf.setCurrentDetails(detailsOf(run));
  const woken = () =>
    run.state.rev !== rev ||
    run.unpark ||
    run.nudged ||
    isOver(run) ||
    mustMoveOn(run) ||
    (isLate && run.pending.length === 0);
  const timeoutMs = isLate ? NEXT_DUE_WAITS_MS : Math.min(waitMs, YEAR_MS);
  return !(await wf.condition(woken, timeoutMs, { summary: timerSummary(run) }));
}

function dueInMs(run: StandRun): number {
  if (run.parked !== undefined) return Infinity;
  try {
    return dueAtMs(run.state) - Date.now();
  } catch (error) {
    park(run, { reason: `due day: ${messageOf(error)}` });
    return Infinity;
  }
}

function hasWork(run: StandRun): boolean {
  return run.unpark || run.nudged || mustMoveOn(run) || (run.pending.length > 0 && run.parked === undefined);
}

/** A life ends once its last turn is written. */
function isOver({ state, pending }: StandRun): boolean {
  return state.closedOn !== undefined && pending.length === 0;
}

/**
 * Parking and rollover take pending turns along: a database that is away must not hold a release back.
 * A page turns only when all is written, unless the server itself says the history has grown too long; with a new stage
 * or season a shorter history will do for it.
 */
function mustMoveOn(run: StandRun): boolean {
  const { historyLength, continueAsNewSuggested } = wf.workflowInfo();
  const drained = run.pending.length === 0;
  return (
    run.mustPark ||
    run.rollTo !== undefined ||
    continueAsNewSuggested ||
    (drained && (run.mustTell || historyLength > (run.pageTurned ? run.pages.season : run.pages.most)))
  );
}

/** A deed in flight is left behind: its turn is carried, and writing a turn twice is harmless. */
function moveOn(run: StandRun): Promise<never> {
  return wf.makeContinueAsNewFunc<typeof standWorkflow>({
    ...run.rollTo,
    typedSearchAttributes: searchAttributesOf(run.state, run.parked !== undefined),
  })(carriedOver(run));
}
