/** Who works on a task queue: a queue without a worker takes everything and does nothing, without an error. */
import type { Client } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time.js';

/** Number of the task queue's kind in Temporal's interface. */
const WORKFLOW_TASKS = 1;
/** A worker asks for work at least once a minute; the server remembers one that has gone for five. */
const HEARD_WITHIN_MS = 90_000;

/** How many have asked it for work lately; one that was killed is counted for a minute and a half. */
export async function workersOn(temporal: Client, taskQueue: string): Promise<number> {
  const { pollers } = await temporal.workflowService.describeTaskQueue({
    namespace: temporal.options.namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: WORKFLOW_TASKS,
  });
  const since = Date.now() - HEARD_WITHIN_MS;
  return pollers.filter(({ lastAccessTime }) => lastAccessTime && tsToMs(lastAccessTime) > since).length;
}
