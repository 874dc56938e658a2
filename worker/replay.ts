/** Whether runs that began with an earlier bundle go on under this one: their histories are replayed, nothing is written. */
import { Worker } from '@temporalio/worker';
import { WorkflowNotFoundError, type Client, type HistoryAndWorkflowId } from '@temporalio/client';

/** A run whose history this bundle does not tell again. */
export interface Break {
  readonly workflowId: string;
  /** In the SDK's words: which command was recorded, and which one came. */
  readonly met: string;
}

/**
 * Replays each history and names those that break; one that does holds the others up in nothing.
 *
 * @param code - the bundle, as `bundleWorkflows` makes it
 * @param replayed - called after each history with how many are done
 */
export async function breaksOf(
  code: string,
  histories: AsyncIterable<HistoryAndWorkflowId> | Iterable<HistoryAndWorkflowId>,
  replayed: (done: number) => void = () => undefined,
): Promise<{ readonly replayed: number; readonly breaks: readonly Break[] }> {
  const breaks: Break[] = [];
  let done = 0;
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: { code } }, histories)) {
    if (error !== undefined) breaks.push({ workflowId, met: error.message });
    replayed((done += 1));
  }
  return { replayed: done, breaks };
}

const OPEN = "ExecutionStatus = 'Running'";

export async function countOpen(temporal: Client): Promise<number> {
  return (await temporal.workflow.count(OPEN)).count;
}

/** The histories of all open runs, one at a time: those of a county do not fit into memory. */
export async function* openHistories(temporal: Client): AsyncGenerator<HistoryAndWorkflowId> {
  for await (const { workflowId, runId } of temporal.workflow.list({ query: OPEN })) {
    try {
      const history = await temporal.workflow.getHandle(workflowId, runId).fetchHistory();
      yield { workflowId, history };
    } catch (error) {
      // The list is a second old, and a run that was deleted since breaks nothing.
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
}
