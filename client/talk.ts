/** Signals and queries to a stand, with the same three ends as commands. */
import { QueryNotRegisteredError, type Client, type WorkflowHandle } from '@temporalio/client';
import { refusalOf } from '../contract/failure.ts';
import { refuse } from '../domain/errors.ts';
import type { Outage, Refused, Seen, Told } from './outcome.ts';
import { meaningOf, sayError } from './temporal-error.ts';
import { whoIsAway } from './who-is-away.ts';

const TALK_WITHIN_MS = 10_000;

export async function tellStand(
  temporal: Client,
  workflowId: string,
  tell: (stand: WorkflowHandle) => Promise<void>,
): Promise<Told> {
  const ended = await talk(temporal, workflowId, tell);
  return ended.kind === 'seen' ? { kind: 'told' } : ended;
}

export async function askStand<T>(
  temporal: Client,
  workflowId: string,
  ask: (stand: WorkflowHandle) => Promise<T>,
): Promise<Seen<T>> {
  return talk(temporal, workflowId, ask);
}

async function talk<T>(
  temporal: Client,
  workflowId: string,
  say: (stand: WorkflowHandle) => Promise<T>,
): Promise<Seen<T>> {
  const stand = temporal.workflow.getHandle(workflowId);
  try {
    return { kind: 'seen', seen: await temporal.withDeadline(Date.now() + TALK_WITHIN_MS, () => say(stand)) };
  } catch (error) {
    return endOf(temporal, workflowId, error);
  }
}

async function endOf(temporal: Client, workflowId: string, error: unknown): Promise<Refused | Outage> {
  const refusal = refusalOf(error);
  if (refusal !== undefined) return { kind: 'refused', refusal };
  const met = sayError(error);
  // A query that fails: the stand is there and cannot tell its state, e.g. its input is of another release.
  if (error instanceof QueryNotRegisteredError) {
    return { kind: 'refused', refusal: refuse('STAND_NEEDS_ATTENTION', { standId: workflowId, met }) };
  }
  switch (meaningOf(error)) {
    case 'notFound':
      return { kind: 'refused', refusal: refuse('STAND_UNKNOWN', { met: workflowId, wanted: 'a running stand' }) };
    case 'late':
      return whoIsAway(temporal, workflowId);
    case 'again':
    case 'temporalAway':
      return { kind: 'outage', what: 'Temporal', met };
    case 'bug':
      throw error;
  }
}
