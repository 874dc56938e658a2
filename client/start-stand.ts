/** Begins the life of a stand: a plain start, never together with an update or a signal. */
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { STAND_WORKFLOW } from '../contract/names.ts';
import { searchAttributesOf } from '../contract/search-attributes.ts';
import type { StandInput } from '../contract/stand-messages.ts';
import { seedState } from '../domain/stand/fold.ts';

const START_WITHIN_MS = 10_000;

export interface StandStart {
  readonly workflowId: string;
  readonly input: StandInput;
  /** Queue of the build the life begins on. */
  readonly taskQueue: string;
}

/** Starting what already lives is no error: the start was delivered before. */
export async function startStand(temporal: Client, start: StandStart): Promise<'started' | 'already'> {
  const { workflowId, input, taskQueue } = start;
  const state = input.state ?? (input.seed && seedState(input.seed));
  try {
    await temporal.withDeadline(Date.now() + START_WITHIN_MS, () =>
      temporal.workflow.start(STAND_WORKFLOW, {
        workflowId,
        taskQueue,
        args: [input],
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        workflowIdConflictPolicy: 'FAIL',
        ...(state && {
          typedSearchAttributes: searchAttributesOf(state, false),
          staticSummary: `stand ${state.seed.standId}, planted ${state.seed.planting.plantedOn}`,
        }),
      }),
    );
    return 'started';
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'already';
    throw error;
  }
}
