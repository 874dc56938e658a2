/** Begins the life of a stand: a plain start, never together with an update or a signal. */
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { STAND_WORKFLOW } from '../contract/names.ts';
import { searchAttributesOf } from '../contract/search-attributes.ts';
import type { StandInput } from '../contract/stand-messages.ts';
import { seedState } from '../domain/stand/fold.ts';
import { isStart } from '../domain/stand/state.ts';

const START_WITHIN_MS = 10_000;

export interface StandStart {
  readonly workflowId: string;
  readonly input: StandInput;
  /** Queue of the build the life begins on. */
  readonly taskQueue: string;
  /**
   * The sweep has found its row open and no run: a closed run of this id, ended by an operator or by a fault, is then
   * the very reason to start, and no reason to refuse. Open ones are never doubled either way.
   */
  readonly again?: true;
}

/** Starting what already lives is no error: the start was delivered before. */
export async function startStand(temporal: Client, start: StandStart): Promise<'started' | 'already'> {
  const { workflowId, input, taskQueue, again } = start;
  const state = input.state ?? (input.seed && seedState(input.seed));
  try {
    await temporal.withDeadline(Date.now() + START_WITHIN_MS, () =>
      temporal.workflow.start(STAND_WORKFLOW, {
        workflowId,
        taskQueue,
        args: [input],
        workflowIdReusePolicy: again ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
        workflowIdConflictPolicy: 'FAIL',
        ...(state && {
          typedSearchAttributes: searchAttributesOf(state, false),
          staticSummary: `stand ${state.seed.standId}, ${isStart(state.seed.method) ? 'begun' : 'planted'} ${state.seed.planting.plantedOn}`,
        }),
      }),
    );
    return 'started';
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'already';
    throw error;
  }
}
