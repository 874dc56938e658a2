/** Names on the wire. Released names never change; a test freezes them. */
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
export { standWorkflowId, taskIdOf } from '../domain/stand/ids.ts';

export const STAND_WORKFLOW = 'standWorkflow';
export const DELIVERY_WORKFLOW = 'deliveryWorkflow';
export const SWEEP_WORKFLOW = 'sweepWorkflow';

/** The one id of the workflow that starts imported stands and hands on their surveys. */
export function deliveryWorkflowId(channel: 'workflow'): string {
  return `delivery/${channel}`;
}

/** Schedule of the sweep, and the beginning of its workflows' ids; one asked for by hand has an id of its own. */
export const SWEEP_SCHEDULE = 'sweep/nightly';
export const SWEEP_BY_HAND = 'sweep/by-hand';

/** Workflows and deeds of one build share one queue, so that a run never meets another build's code. */
export function taskQueueOf(build: string): string {
  return `stands-${build}`;
}

/** For operators in the Temporal UI only; product lists come from PostgreSQL. */
export const SEARCH_ATTRIBUTES = {
  countyCode: defineSearchAttributeKey('CountyCode', SearchAttributeType.KEYWORD),
  standId: defineSearchAttributeKey('StandId', SearchAttributeType.KEYWORD),
  stage: defineSearchAttributeKey('Stage', SearchAttributeType.KEYWORD),
  policyVersion: defineSearchAttributeKey('PolicyVersion', SearchAttributeType.KEYWORD),
  overdueStep: defineSearchAttributeKey('OverdueStep', SearchAttributeType.INT),
  needsAttention: defineSearchAttributeKey('NeedsAttention', SearchAttributeType.BOOL),
} as const;
