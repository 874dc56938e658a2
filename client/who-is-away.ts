/** After a call that nobody answered in time: is Temporal silent, or did no worker take it up? */
import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import type { Outage } from './outcome.ts';
import { meaningOf, sayError } from './temporal-error.ts';

const ASK_WITHIN_MS = 2_000;

/** Describing a run needs no worker: where Temporal answers it, a worker is what is missing. */
export async function whoIsAway(temporal: Client, workflowId: string): Promise<Outage> {
  try {
    await describeStand(temporal, workflowId);
  } catch (error) {
    if (meaningOf(error) !== 'notFound') return { kind: 'outage', what: 'Temporal', met: sayError(error) };
  }
  return { kind: 'outage', what: 'worker', met: `no worker took up ${workflowId} in time` };
}

export function describeStand(temporal: Client, workflowId: string): Promise<WorkflowExecutionDescription> {
  return temporal.withDeadline(Date.now() + ASK_WITHIN_MS, () => temporal.workflow.getHandle(workflowId).describe());
}
