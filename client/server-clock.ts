/** What time it is for the Temporal server: no call tells it, but the server notes when it was last asked for work. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time.js';

/** Numbers of Temporal's interface: queues of this kind have one partition and leave no row behind. */
const STICKY = 2;
const WORKFLOW_TASKS = 1;
/** The server refuses a shorter question; it is taken back as soon as it is noted. */
const POLL_MS = 5_000;
const LOOK_EVERY_MS = 50;
const NOTED_WITHIN_MS = 4_000;

/** Milliseconds by which the server's clock is ahead of ours, the way there included; behind = negative. */
export async function serverAheadMs(temporal: Client): Promise<number> {
  const { namespace } = temporal.options;
  const identity = `standkeeper-clock/${randomUUID()}`;
  const taskQueue = { name: identity, kind: STICKY, normalName: 'standkeeper-clock' };
  const stop = new AbortController();
  const began = Date.now();
  const asked = temporal.withAbortSignal(stop.signal, () =>
    temporal.withDeadline(began + POLL_MS, () =>
      temporal.workflowService.pollWorkflowTaskQueue({ namespace, identity, taskQueue }),
    ),
  );
  // Taken back, or over without work: both are what is meant.
  const over = asked.catch(() => undefined);
  try {
    while (Date.now() - began < NOTED_WITHIN_MS) {
      await pause(LOOK_EVERY_MS);
      const { pollers } = await temporal.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name: identity, kind: STICKY },
        taskQueueType: WORKFLOW_TASKS,
      });
      const noted = pollers?.find((poller) => poller.identity === identity)?.lastAccessTime;
      if (noted) return tsToMs(noted) - began;
    }
  } finally {
    stop.abort();
    await over;
  }
  throw new Error('the server has not noted a question for work within 4 s');
}
