/** Keeps the one delivery workflow running, on the newest build's queue. */
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { DELIVERY_WORKFLOW, deliveryWorkflowId } from '../contract/names.ts';
import { bringHere } from './bring-here.ts';

const WORKFLOW_ID = deliveryWorkflowId('workflow');

/** Starts it, or brings it to this queue; on this queue already it is left alone. */
export async function ensureDelivery(temporal: Client, taskQueue: string): Promise<void> {
  try {
    await start(temporal, taskQueue, 'FAIL');
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    if (await bringHere(temporal, WORKFLOW_ID, taskQueue)) return;
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
