/** What the Temporal UI can be searched by; for operators, never for product lists. No personal data. */
import type { SearchAttributePair } from '@temporalio/common';
import { overdueStepOf } from '../domain/stand/duties.ts';
import type { StandState } from '../domain/stand/state.ts';
import { SEARCH_ATTRIBUTES as KEYS } from './names.ts';

/** @param needsAttention - whether the stand is parked until an operator looks at it */
export function searchAttributesOf(state: StandState, needsAttention: boolean): SearchAttributePair[] {
  const regime = state.regimes[state.parts[0]?.regime ?? 'r1'];
  return [
    { key: KEYS.countyCode, value: state.seed.countyCode },
    { key: KEYS.standId, value: state.seed.standId },
    { key: KEYS.stage, value: state.stage },
    ...(regime === undefined ? [] : [{ key: KEYS.policyVersion, value: regime.policy }]),
    { key: KEYS.overdueStep, value: overdueStepOf(state) },
    { key: KEYS.needsAttention, value: needsAttention },
  ];
}
