/** What the server itself knows of a run that does not get on: a task that fails again and again, a deed not yet done. */
import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { tsToMs } from '@temporalio/common/lib/time.js';
import { STAND_WORKFLOW } from '../contract/names.ts';
import type { Turn } from '../contract/deeds.ts';
import { describeStand } from './who-is-away.ts';
import { meaningOf } from './temporal-error.ts';

export interface Troubles {
  /** Why its workflow task is stuck. */
  readonly stuck?: string;
  /** Instant at which the oldest turn was decided that is not written yet. */
  readonly pendingSince?: string;
}

/** The SDK tries a failed task again after ten seconds, and then ever later. */
const ATTEMPTS_OF_A_STUCK_TASK = 3;
const TASK_WAITS_MS = 10 * 60_000;
/** Set by the server after five failures in a row. */
const REPORTED = `WorkflowType = '${STAND_WORKFLOW}' AND ExecutionStatus = 'Running' AND TemporalReportedProblems IS NOT NULL`;

/** Nothing where all is well, or where the run has ended meanwhile. */
export async function troublesOf(temporal: Client, workflowId: string): Promise<Troubles> {
  try {
    const { raw } = await describeStand(temporal, workflowId);
    const { pendingWorkflowTask: task, pendingActivities } = raw;
    const stuck = task ? taskTrouble(task) : undefined;
    const since = pendingActivities?.length ? await decidedAt(temporal, workflowId) : undefined;
    return { ...(stuck && { stuck }), ...(since && { pendingSince: since }) };
  } catch (error) {
    if (meaningOf(error) === 'notFound') return {};
    throw error;
  }
}

type Described = Awaited<ReturnType<typeof describeStand>>['raw'];

function taskTrouble(task: NonNullable<Described['pendingWorkflowTask']>): string | undefined {
  const { attempt, originalScheduledTime } = task;
  if ((attempt ?? 0) >= ATTEMPTS_OF_A_STUCK_TASK) return `its workflow task fails, attempt ${attempt}`;
  const waitedMs = originalScheduledTime ? Date.now() - tsToMs(originalScheduledTime) : 0;
  return waitedMs > TASK_WAITS_MS
    ? `no worker takes its workflow task, for ${Math.round(waitedMs / 60_000)} min`
    : undefined;
}

/** The turn travels in the deed's input, so it tells when it was decided, however often its run has begun anew since. */
async function decidedAt(temporal: Client, workflowId: string): Promise<string | undefined> {
  const { events } = await temporal.workflow.getHandle(workflowId).fetchHistory();
  const scheduled = events?.findLast(({ activityTaskScheduledEventAttributes: deed }) => deed);
  const payload = scheduled?.activityTaskScheduledEventAttributes?.input?.payloads?.[0];
  return payload ? defaultPayloadConverter.fromPayload<Turn>(payload).at : undefined;
}

/** Workflow ids of stands whose tasks the server has seen fail five times in a row. */
export async function reportedStuck(temporal: Client, most: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { workflowId } of temporal.workflow.list({ query: REPORTED, pageSize: most })) {
    if (ids.push(workflowId) >= most) break;
  }
  return ids;
}
