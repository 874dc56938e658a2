/**
 * One workflow a stand, as long as its duties live: it sleeps until the next due day, takes commands,
 * and makes each turn true outside. All rules are the domain's; this is the thin shell around them.
 *
 * Read it as the script of the process. The first command of every run is a timer and nothing else, so
 * that a run at rest replays on any build; all a run needs comes in its input.
 */
import * as wf from '@temporalio/workflow';
import {
  closeUpdate,
  rescheduleUpdate,
  rolloverSignal,
  standViewQuery,
  submitSurveyUpdate,
  submitWorkUpdate,
  unparkSignal,
  whyQuery,
  type CommandReply,
  type StandInput,
} from '../contract/stand-messages.ts';
import { failure } from '../contract/failure.ts';
import { searchAttributesOf } from '../contract/search-attributes.ts';
import type { SentCommand } from '../domain/stand/command.ts';
import { why } from '../domain/stand/why.ts';
import { drain } from './drain.ts';
import { targetOf } from './rollover.ts';
import { beginRun, carriedOver, park, refusalFor, takeCommand, takeDue, type StandRun } from './stand-run.ts';
import { detailsOf, timerSummary, viewOf } from './stand-view.ts';
import { dueAtMs } from './turn.ts';
import { waitUnreadable } from './unreadable.ts';

const YEAR_MS = 365 * 24 * 3600 * 1000;
/** While a deed is being written, the next thing due on the same day waits for what it finds, but not for ever. */
const NEXT_DUE_WAITS_MS = 60_000;
/** About two stand-years; replaying it takes a tenth of a second. */
const LONG_HISTORY = 400;

export async function standWorkflow(input: StandInput): Promise<void> {
  const run = beginRun(input);
  if (run === undefined) return waitUnreadable(input);
  listen(run);
  // A stand ends by its `close` command, which leaves a record; a cancel request from the UI must not lose it.
  await wf.CancellationScope.nonCancellable(() => live(run));
}

/** Handlers are synchronous and set before the first wait, so no two of them interleave and none is missed. */
function listen(run: StandRun): void {
  for (const update of [submitSurveyUpdate, submitWorkUpdate, rescheduleUpdate, closeUpdate]) {
    // The name of each update is the type of its command.
    const commandOf = (body: object) => ({ ...body, type: update.name }) as SentCommand;
    wf.setHandler(update as wf.UpdateDefinition<CommandReply, [object]>, (body) => takeCommand(run, commandOf(body)), {
      validator(body) {
        const refusal = refusalFor(run, commandOf(body));
        if (refusal !== undefined) throw failure(refusal);
      },
    });
  }
  wf.setHandler(rolloverSignal, (to) => {
    run.rollTo = targetOf(to);
  });
  wf.setHandler(unparkSignal, () => {
    run.unpark = run.parked !== undefined;
  });
  wf.setHandler(standViewQuery, () => viewOf(run));
  wf.setHandler(whyQuery, () => why(run.state));
}

async function live(run: StandRun): Promise<void> {
  // Work already in hand waits a millisecond: a timer that is cancelled at once would never be the first command.
  if (hasWork(run)) await wf.sleep(1, { summary: 'work is in hand' });
  else await rest(run);
  for (;;) {
    if (run.unpark) letGo(run);
    if (run.parked === undefined && !isWriting(run)) takeDue(run);
    drain(run);
    if (isOver(run)) return;
    if (mustMoveOn(run)) {
      await wf.condition(wf.allHandlersFinished);
      // A command may have come while we waited.
      if (mustMoveOn(run)) await moveOn(run);
    }
    await rest(run);
  }
}
