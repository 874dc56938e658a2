/** A sweep asked for by hand, on the queue and in the zone of the nightly one. */
import { ScheduleNotFoundError, type Client } from '@temporalio/client';
import { SWEEP_BY_HAND, SWEEP_SCHEDULE, SWEEP_WORKFLOW } from '../contract/names.ts';
import type { SweepDone, SweepInput } from '../contract/sweep.ts';

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

/** Joins one that was asked for before and still runs. */
export async function startSweep(
  temporal: Client,
  { taskQueue, input }: Schedule,
  all: boolean,
): Promise<{ result(): Promise<SweepDone> }> {
  return temporal.workflow.start<(input: SweepInput) => Promise<SweepDone>>(SWEEP_WORKFLOW, {
    workflowId: SWEEP_BY_HAND,
    taskQueue,
    args: [{ ...input, ...(all && { all }) }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary: 'compares log, rows and workflows, and repairs; asked for by hand',
  });
}
