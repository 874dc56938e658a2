/** What the sweep asks of Temporal about stands as a whole; each outage is an error, so that its activity tries again. */
import type { Client } from '@temporalio/client';
import { STAND_WORKFLOW } from '../contract/names.ts';
import { nudgeSignal, standViewQuery } from '../contract/stand-messages.ts';
import type { Looked, StandRuns } from '../contract/sweep.ts';
import { startStand } from './start-stand.ts';
import { askStand, tellStand } from './talk.ts';
import { meaningOf, sayError } from './temporal-error.ts';
import { describeStand } from './who-is-away.ts';

const RUNNING = `WorkflowType = '${STAND_WORKFLOW}' AND ExecutionStatus = 'Running'`;
/** The server's own limit. */
const RUNS_A_PAGE = 1000;

export function createStandRuns(temporal: Client): StandRuns {
  return {
    listRunning: (after) => listRunning(temporal, after),
    // A paused run is an operator's doing: it is there.
    isRunning: async (workflowId) => ['RUNNING', 'PAUSED'].includes(await statusOf(temporal, workflowId)),
    hasEnded: async (workflowId) => (await statusOf(temporal, workflowId)) === 'COMPLETED',
    async startAgain(start) {
      try {
        await startStand(temporal, { ...start, again: true });
        return undefined;
      } catch (error) {
        if (meaningOf(error) !== 'bug') throw error;
        return sayError(error);
      }
    },
    look: (workflowId) => look(temporal, workflowId),
    async nudge(workflowId) {
      const told = await tellStand(temporal, workflowId, (stand) => stand.signal(nudgeSignal));
      if (told.kind === 'outage') throw new Error(`${told.what} is away: ${told.met}`);
    },
  };
}

/** By the server's own page tokens: a run's place in its order does not move while others come and go. */
async function listRunning(temporal: Client, after: string | undefined) {
  const { executions, nextPageToken } = await temporal.workflowService.listWorkflowExecutions({
    namespace: temporal.options.namespace,
    query: RUNNING,
    pageSize: RUNS_A_PAGE,
    ...(after !== undefined && { nextPageToken: Buffer.from(after, 'base64') }),
  });
  return {
    workflowIds: executions.flatMap(({ execution }) => execution?.workflowId ?? []),
    ...(nextPageToken.length > 0 && { after: Buffer.from(nextPageToken).toString('base64') }),
  };
}

async function statusOf(temporal: Client, workflowId: string): Promise<string> {
  try {
    return (await describeStand(temporal, workflowId)).status.name;
  } catch (error) {
    if (meaningOf(error) === 'notFound') return 'NOT_THERE';
    throw error;
  }
}

async function look(temporal: Client, workflowId: string): Promise<Looked> {
  const seen = await askStand(temporal, workflowId, (stand) => stand.query(standViewQuery));
  if (seen.kind === 'seen') {
    const { pendingTurns, parked, state } = seen.seen;
    return { kind: 'seen', rev: state.rev, pendingTurns, isParked: parked !== undefined };
  }
  if (seen.kind === 'refused') {
    return seen.refusal.refused === 'STAND_UNKNOWN'
      ? { kind: 'notRunning' }
      : { kind: 'silent', met: String(seen.refusal.values['met']) };
  }
  if (seen.what === 'Temporal') throw new Error(`Temporal is away: ${seen.met}`);
  return { kind: 'silent', met: seen.met };
}
