import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { msToTs, tsToMs } from '@temporalio/common/lib/time.js';

/** A life of 25 years has more timers than the 200 skips that a session is given. */
const MAX_SKIPS = 10_000;

/** Each poll waits on the server for up to 20 s or so; a fast-forward that needs more polls hangs. */
const MAX_POLLS = 12;

/** Answers of the server to a poll. */
const [COMPLETED, FAILED] = [2, 3];

/** The workflow's own present: its virtual clock where time was skipped, else the wall clock. */
export async function currentTime(client: Client, workflowId: string): Promise<Date> {
  const { raw } = await client.workflow.getHandle(workflowId).describe();
  const skipped = raw.workflowExtendedInfo?.timeSkippingInfo?.currentTime;
  return skipped == null ? new Date() : new Date(tsToMs(skipped));
}

/**
 * Moves the workflow's clock on and waits until it is there; timers on the way fire in order, deeds are waited for.
 *
 * @param to - an instant as ISO string, or milliseconds from its present; in the past nothing happens
 */
export async function fastForward(client: Client, workflowId: string, to: string | number): Promise<void> {
  const ms = typeof to === 'number' ? to : Date.parse(to) - (await currentTime(client, workflowId)).getTime();
  if (ms <= 0) return;
  const id = randomUUID();
  const fastForwardConfig = { id, duration: msToTs(ms) };
  await configure(client, workflowId, { enabled: true, maxSessionSkipCount: MAX_SKIPS, fastForwardConfig });
  for (let poll = 0; poll < MAX_POLLS; poll += 1) {
    const { fastForwardPollingResult: met, failedReason } =
      await client.workflowService.pollWorkflowExecutionTimeSkipping({
        namespace: client.options.namespace,
        workflowExecution: { workflowId },
        fastForwardId: id,
      });
    if (met === COMPLETED) return;
    if (met === FAILED) throw new Error(`fast-forward of ${workflowId} by ${ms} ms failed: ${failedReason}`);
  }
  throw new Error(`fast-forward of ${workflowId} by ${ms} ms was not there after ${MAX_POLLS} polls`);
}

type Request = Parameters<Client['workflowService']['updateWorkflowExecutionOptions']>[0];
type TimeSkipping = NonNullable<NonNullable<Request['workflowExecutionOptions']>['timeSkippingConfig']>;

async function configure(client: Client, workflowId: string, timeSkippingConfig: TimeSkipping): Promise<void> {
  await client.workflowService.updateWorkflowExecutionOptions({
    namespace: client.options.namespace,
    workflowExecution: { workflowId },
    identity: 'time-skip',
    updateMask: { paths: ['time_skipping_config'] },
    workflowExecutionOptions: { timeSkippingConfig },
  });
}
