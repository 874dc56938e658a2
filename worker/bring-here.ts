/** Brings a workflow that is one of its kind to this build's queue. */
import { setTimeout as pause } from 'node:timers/promises';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { taskQueueOf } from '../contract/names.ts';
import { rolloverSignal } from '../contract/stand-messages.ts';
import { isLaterThan } from './build-order.ts';

const QUEUE_PREFIX = taskQueueOf('');
/** A worker of the earlier build that still runs moves it within milliseconds. */
const MOVED_WITHIN_MS = 5_000;

/** A later release has taken over; a worker of this one only finishes what lives on its own queue. */
export function isLaterQueue(queue: string, than: string): boolean {
  return !isLaterThan(than.slice(QUEUE_PREFIX.length), queue.slice(QUEUE_PREFIX.length));
}

/** @returns false where it still runs on an earlier queue that nobody works on any more */
export async function bringHere(temporal: Client, workflowId: string, taskQueue: string): Promise<boolean> {
  const handle = temporal.workflow.getHandle(workflowId);
  const isFine = async () => {
    const { taskQueue: present, status } = await handle.describe();
    return status.name !== 'RUNNING' || present === taskQueue || isLaterQueue(present, taskQueue);
  };
  try {
    if (await isFine()) return true;
    await handle.signal(rolloverSignal, { taskQueue });
    for (const until = Date.now() + MOVED_WITHIN_MS; Date.now() < until; await pause(200)) {
      if (await isFine()) return true;
    }
    return false;
  } catch (error) {
    // It came to its end meanwhile.
    if (error instanceof WorkflowNotFoundError) return true;
    throw error;
  }
}
