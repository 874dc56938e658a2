/** How long a life's histories are, and where an operator looks at them. */
import type { Client, WorkflowHandle } from '@temporalio/client';
import type { Endpoints } from '../../embedded/endpoints.ts';

/** Over all runs of the chain, from the last one back to the first; bytes as the server counts them. */
export async function historySizes(
  temporal: Client,
  workflowId: string,
): Promise<{ runs: number; events: number; bytes: number }> {
  const sizes = { runs: 0, events: 0, bytes: 0 };
  for (let runId: string | undefined = ''; runId !== undefined;) {
    const handle: WorkflowHandle = temporal.workflow.getHandle(workflowId, runId || undefined);
    const { historyLength, historySize } = await handle.describe();
    sizes.runs += 1;
    sizes.events += historyLength;
    sizes.bytes += historySize ?? 0;
    const [started] = (await handle.fetchHistory()).events ?? [];
    runId = started?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
  }
  return sizes;
}

export function uiLink({ uiUrl, namespace }: Endpoints, workflowId: string): string {
  return `${uiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}`;
}
