/**
 * The nightly sweep: what disagrees between log, row and workflow is found, and put right where the log says how.
 * Each step repeats one activity that pages by key for up to ten minutes: no event per stand, some fifty a night.
 *
 * No timer stands first, unlike in a stand's run. A stand sleeps for months and must replay on whatever build serves
 * its queue then; a sweep is over within minutes to hours, and its run is replayed only by the build whose queue it
 * began on. A rollover begins a new run there from its input alone: what was looked at, and where to go on.
 */
import * as wf from '@temporalio/workflow';
import { rolloverSignal } from '../contract/stand-messages.ts';
import { SWEEP_STEPS, type SweepDone, type SweepInput, type SweepProgress, type Sweeps } from '../contract/sweep.ts';
import { momentOf } from '../domain/calendar.ts';
import { targetOf } from './rollover.ts';

const sweeps = wf.proxyActivities<Sweeps>({
  startToCloseTimeout: '12 min',
  // A worker that was killed is noticed after this; the next one goes on from the key of the last heartbeat.
  heartbeatTimeout: '20 s',
  retry: { initialInterval: '500 ms', maximumInterval: '30 s' },
});

export async function sweepWorkflow(input: SweepInput): Promise<SweepDone> {
  const sweep = { progress: input.progress ?? begun(input) };
  let next: { readonly taskQueue?: string } | undefined;
  const steps = new wf.CancellationScope();
  wf.setHandler(rolloverSignal, (to) => {
    next = targetOf(to);
    steps.cancel();
  });
  try {
    await steps.run(() => goThrough(input, sweep));
  } catch (error) {
    // Cancelled by our own rollover: a round under way is left, and what it looked at is looked at again.
    if (!wf.isCancellation(error) || next === undefined) throw error;
    await wf.makeContinueAsNewFunc<typeof sweepWorkflow>(next)({ ...input, progress: sweep.progress });
  }
  const { at, on, looked } = sweep.progress;
  return { at, on, looked };
}

function begun({ timeZone }: SweepInput): SweepProgress {
  return { ...momentOf(Date.now(), timeZone), step: 0, looked: {} };
}

async function goThrough({ all }: SweepInput, sweep: { progress: SweepProgress }): Promise<void> {
  const { at, on } = sweep.progress;
  const { taskQueue } = wf.workflowInfo();
  await sweeps.beginSweep({ at, on });
  for (let name = SWEEP_STEPS[sweep.progress.step]; name !== undefined; name = SWEEP_STEPS[sweep.progress.step]) {
    const { step, after, looked } = sweep.progress;
    const round = await sweeps[name]({ at, on, taskQueue, ...(after !== undefined && { after }), ...(all && { all }) });
    const counted = { ...looked, [name]: (looked[name] ?? 0) + round.looked };
    sweep.progress =
      round.after === undefined
        ? { at, on, step: step + 1, looked: counted }
        : { at, on, step, after: round.after, looked: counted };
    wf.setCurrentDetails(`**${name}**: ${counted[name]} looked at`);
  }
  const { looked } = sweep.progress;
  await sweeps.endSweep({ at, on, looked, finishedAt: new Date(Date.now()).toISOString() });
}
