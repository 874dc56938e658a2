/** Every run of a stand is deleted with its history, which holds what senders have sent. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { meaningOf } from './temporal-error.ts';

const GONE_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 250;

/**
 * @returns how many were deleted
 * @throws where some are still listed after half a minute: the same call goes on
 */
export async function deleteRuns(temporal: Client, workflowId: string): Promise<number> {
  const deleted = new Set<string>();
  for (const until = Date.now() + GONE_WITHIN_MS; ; await pause(LOOK_EVERY_MS)) {
    const left: string[] = [];
    for await (const { runId } of temporal.workflow.list({ query: `WorkflowId = '${workflowId}'` })) left.push(runId);
    for (const runId of left) await deleteRun(temporal, { workflowId, runId });
    left.forEach((runId) => deleted.add(runId));
    // The list follows the runs by a second or so: it has to be empty once after the last deletion.
    if (left.length === 0) return deleted.size;
    if (Date.now() > until) throw new Error(`${workflowId}: ${left.length} runs are still listed; do it again`);
  }
}

async function deleteRun(temporal: Client, workflowExecution: { workflowId: string; runId: string }): Promise<void> {
  const { namespace } = temporal.options;
  try {
    await temporal.workflowService.deleteWorkflowExecution({ namespace, workflowExecution });
  } catch (error) {
    if (meaningOf(error) !== 'notFound') throw error;
  }
}
