/** A sweep asked for by hand, on the queue and in the zone of the nightly one. */
import {
  ScheduleNotFoundError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowFailedError,
  type Client,
  type WorkflowHandle,
} from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { SWEEP_BY_HAND, SWEEP_SCHEDULE, SWEEP_WORKFLOW } from '../contract/names.ts';
import type { SweepDone, SweepInput } from '../contract/sweep.ts';
import { workersOn } from './workers-on.ts';

export interface Schedule {
  readonly taskQueue: string;
  readonly input: SweepInput;
  readonly isPaused: boolean;
  readonly nextAt?: string;
}

/** Undefined until the first worker of a namespace has ensured it. */
export async function sweepSchedule(temporal: Client): Promise<Schedule | undefined> {
  try {
    const { action, state, info } = await temporal.schedule.getHandle(SWEEP_SCHEDULE).describe();
    const next = info.nextActionTimes[0];
    return {
      taskQueue: action.taskQueue,
      input: action.args![0] as SweepInput,
      isPaused: state.paused,
      ...(next && { nextAt: next.toISOString() }),
    };
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return undefined;
    throw error;
  }
}

/** It was terminated or cancelled before it came to its end; another one finds what it would have found. */
export class SweepEndedError extends Error {}

export interface AskedSweep {
  /** Where one that was asked for before still runs: since when, and whether it folds every log. */
  readonly joined?: { readonly since: string; readonly all: boolean };
  /** Whether somebody works on the queue it is on by now. */
  isServed(): Promise<boolean>;
  /** @throws SweepEndedError */
  result(): Promise<SweepDone>;
}

/** One at a time: where one still runs that was asked for before, it is joined as it is. */
export async function startSweep(temporal: Client, { taskQueue, input }: Schedule, all: boolean): Promise<AskedSweep> {
  try {
    const begun = await temporal.workflow.start<Sweeping>(SWEEP_WORKFLOW, {
      workflowId: SWEEP_BY_HAND,
      taskQueue,
      args: [{ ...input, ...(all && { all }) }],
      workflowIdConflictPolicy: 'FAIL',
      staticSummary: 'compares log, rows and workflows, and repairs; asked for by hand',
    });
    return asked(temporal, begun);
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    return joinSweep(temporal);
  }
}

type Sweeping = (input: SweepInput) => Promise<SweepDone>;

/** One that ends in this very moment has been asked for a moment ago: its result is as good as any. */
async function joinSweep(temporal: Client): Promise<AskedSweep> {
  const { runId, startTime } = await temporal.workflow.getHandle(SWEEP_BY_HAND).describe();
  const running = temporal.workflow.getHandle<Sweeping>(SWEEP_BY_HAND, runId);
  const { events } = await running.fetchHistory();
  const payload = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0];
  const { all = false, progress } = defaultPayloadConverter.fromPayload<SweepInput>(payload!);
  return { ...asked(temporal, running), joined: { since: progress?.at ?? startTime.toISOString(), all } };
}

function asked(temporal: Client, sweep: Pick<WorkflowHandle<Sweeping>, 'result'>): AskedSweep {
  return {
    // A release may have taken it along to its own queue.
    async isServed() {
      const { taskQueue } = await temporal.workflow.getHandle(SWEEP_BY_HAND).describe();
      return (await workersOn(temporal, taskQueue)) > 0;
    },
    result: () =>
      sweep.result().catch((error: unknown) => {
        throw error instanceof WorkflowFailedError ? new SweepEndedError(error.cause?.message) : error;
      }),
  };
}
