/** The part that a command about land means. */
import { refuse, type Refusal } from '../errors.ts';
import { findPart } from './duties.ts';
import { partMissing } from './refusals.ts';
import type { Part, StandState } from './state.ts';

/** @param partId - absent = the only part that the stand has */
export function partMeant(state: StandState, partId: string | undefined): Part | Refusal {
  const ids = state.parts.map(({ id }) => id);
  if (partId === undefined && ids.length > 1) return partMissing(state, ids);
  const part = findPart(state, partId ?? ids[0] ?? '');
  const { standId } = state.seed;
  return part ?? refuse('PART_UNKNOWN', { standId, met: partId ?? '–', wanted: ids.join(', ') || '–' });
}
