/** Names on the wire. Released names never change; a test freezes them. */
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import type { StandSeed } from '../domain/stand/state.ts';

export const STAND_WORKFLOW = 'standWorkflow';
export const DELIVERY_WORKFLOW = 'deliveryWorkflow';

/** The one id of the workflow that starts imported stands and hands on their surveys. */
export function deliveryWorkflowId(channel: 'workflow'): string {
  return `delivery/${channel}`;
}

/** @example standWorkflowId({ standId: '140921-0123', workYear: 2026, lifeId: '9f3c1a…' }) // 'stand/140921-0123/2026~9f3c1a' */
export function standWorkflowId(seed: Pick<StandSeed, 'standId' | 'workYear' | 'lifeId'>): string {
  return `stand/${seed.standId}/${seed.workYear}~${seed.lifeId.slice(0, 6)}`;
}

/** Workflows and deeds of one build share one queue, so that a run never meets another build's code. */
export function taskQueueOf(build: string): string {
  return `stands-${build}`;
}

/** A task's id, unique over all lives: `140921-0123~9f3c1a/replant-0.1`. */
export function taskIdOf(seed: Pick<StandSeed, 'standId' | 'lifeId'>, dutyId: string, taskNo: number): string {
  return `${seed.standId}~${seed.lifeId.slice(0, 6)}/${dutyId}.${taskNo}`;
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
