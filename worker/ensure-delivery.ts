/** Keeps the one delivery workflow running, on the newest build's queue. */
import { setTimeout as pause } from 'node:timers/promises';
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { DELIVERY_WORKFLOW, deliveryWorkflowId, taskQueueOf } from '../contract/names.ts';
import { rolloverSignal } from '../contract/stand-messages.ts';
import { isLaterThan } from './build-order.ts';

const QUEUE_PREFIX = taskQueueOf('');
const WORKFLOW_ID = deliveryWorkflowId('workflow');

/** A worker of the earlier build that still runs moves it within milliseconds. */
const MOVED_WITHIN_MS = 5_000;

/** Starts it, or brings it to this queue; on this queue already it is left alone. */
export async function ensureDelivery(temporal: Client, taskQueue: string): Promise<void> {
  try {
    await start(temporal, taskQueue, 'FAIL');
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    if (await moves(temporal, taskQueue)) return;
    // Nobody works on its queue any more. It holds nothing that the outbox does not: begin it again here.
    await start(temporal, taskQueue, 'TERMINATE_EXISTING');
  }
}

async function start(temporal: Client, taskQueue: string, conflict: 'FAIL' | 'TERMINATE_EXISTING'): Promise<void> {
  await temporal.workflow.start(DELIVERY_WORKFLOW, {
    workflowId: WORKFLOW_ID,
    taskQueue,
    workflowIdConflictPolicy: conflict,
    staticSummary: 'starts imported stands and hands on their surveys',
  });
}

function isLaterQueue(queue: string, than: string): boolean {
  return !isLaterThan(than.slice(QUEUE_PREFIX.length), queue.slice(QUEUE_PREFIX.length));
}

async function moves(temporal: Client, taskQueue: string): Promise<boolean> {
  const handle = temporal.workflow.getHandle(WORKFLOW_ID);
  const isHere = async () => (await handle.describe()).taskQueue === taskQueue;
  const { taskQueue: present } = await handle.describe();
  // A later release has taken over; this worker only finishes what lives on its own queue.
  if (present === taskQueue || isLaterQueue(present, taskQueue)) return true;
  await handle.signal(rolloverSignal, { taskQueue });
  for (const until = Date.now() + MOVED_WITHIN_MS; Date.now() < until; await pause(200)) {
    if (await isHere()) return true;
  }
  return false;
}
