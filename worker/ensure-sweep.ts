/** Keeps the schedule of the nightly sweep, on the newest build's queue, and a sweep under way with it. */
import {
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  WorkflowNotFoundError,
  type Client,
  type ScheduleHandle,
  type ScheduleOptions,
} from '@temporalio/client';
import { SWEEP_BY_HAND, SWEEP_SCHEDULE, SWEEP_WORKFLOW } from '../contract/names.ts';
import type { SweepInput } from '../contract/sweep.ts';
import { bringHere, isLaterQueue } from './bring-here.ts';

export interface NightlySweep {
  readonly taskQueue: string;
  /** IANA name; half past two is meant there. */
  readonly timeZone: string;
}

/** Makes the schedule, or brings it to this queue and zone; that it was paused stays as it is. */
export async function ensureSweep(temporal: Client, sweep: NightlySweep): Promise<void> {
  const wanted = nightly(sweep);
  try {
    await temporal.schedule.create(wanted);
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await move(temporal, wanted, sweep.taskQueue);
  }
}

function nightly({ taskQueue, timeZone }: NightlySweep) {
  const input: SweepInput = { schema: 1, timeZone };
  return {
    scheduleId: SWEEP_SCHEDULE,
    spec: { calendars: [{ hour: 2, minute: 30, comment: 'deeds are few at night' }], timezone: timeZone },
    // A sweep that takes longer than a day is not helped by a second one; a night that was missed is made up for within a day.
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day' },
    action: {
      type: 'startWorkflow',
      workflowType: SWEEP_WORKFLOW,
      workflowId: SWEEP_SCHEDULE,
      taskQueue,
      args: [input],
      staticSummary: 'compares log, rows and workflows, and repairs',
    },
  } satisfies ScheduleOptions;
}

async function move(temporal: Client, wanted: ReturnType<typeof nightly>, taskQueue: string): Promise<void> {
  const schedule = temporal.schedule.getHandle(SWEEP_SCHEDULE);
  const { action, info } = await schedule.describe();
  if (isLaterQueue(action.taskQueue, taskQueue)) return;
  const { spec, policies, action: next } = wanted;
  await schedule.update(({ state }) => ({ spec, policies, action: next, state }));
  // Left on a queue without a worker it would hold back every night to come.
  const nights = info.runningActions.map(({ workflow }) => workflow.workflowId);
  for (const workflowId of nights) {
    if (!(await bringHere(temporal, workflowId, taskQueue))) await beginAgain(temporal, schedule, workflowId);
  }
  if (!(await bringHere(temporal, SWEEP_BY_HAND, taskQueue))) await end(temporal, SWEEP_BY_HAND);
}

/** Nobody works on its queue any more. It holds nothing that another sweep would not find: tonight's begins again here. */
async function beginAgain(temporal: Client, schedule: ScheduleHandle, workflowId: string): Promise<void> {
  await end(temporal, workflowId);
  // The schedule hears of the end a little later: waiting for it is its own business.
  await schedule.trigger(ScheduleOverlapPolicy.BUFFER_ONE);
}

async function end(temporal: Client, workflowId: string): Promise<void> {
  try {
    await temporal.workflow.getHandle(workflowId).terminate('its build has no worker any more');
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}
