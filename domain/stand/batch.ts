/** A new design planted in batches: each becomes a part with a planting day of its own (ruling 24). */
import { refuse, type Refusal } from '../errors.ts';
import type { DutySpec } from '../policy/regime.ts';
import type { SubmitWork } from './command.ts';
import type { Draft } from './draft.ts';
import { activeDuties, partOf } from './duties.ts';
import { splitLiving, tooManyPieces } from './split.ts';
import type { Duty } from './state.ts';

/** Why such a batch cannot be reported: it is none of a new planting, or it is no piece of the part. */
export function batchFault({ state }: Draft, { areaM2 }: SubmitWork, duty: Duty, spec: DutySpec): Refusal | undefined {
  if (areaM2 === undefined) return undefined;
  if (!spec.newDesign) return refuse('BATCH_NOT_ASKED', { dutyId: duty.id, met: areaM2 });
  const part = partOf(state, duty);
  if (areaM2 > part.areaM2) return refuse('BATCH_ABOVE_AREA', { met: areaM2, partId: part.id, wanted: part.areaM2 });
  return areaM2 === part.areaM2 ? undefined : tooManyPieces(part, 2);
}

/**
 * The duty that the report answers: where only a piece was planted, that goes on as a part of its own, and the rest of
 * the part still owes the planting. What is planted within one growing season may be reported at once, on its last day.
 */
export function dutyOfBatch(draft: Draft, { areaM2 }: SubmitWork, duty: Duty): Duty {
  const part = partOf(draft.state, duty);
  if (areaM2 === undefined || areaM2 === part.areaM2) return duty;
  const partId = splitLiving(draft, part, { areaM2, keep: 1 });
  return activeDuties(draft.state).find(({ code, parts }) => code === duty.code && parts.includes(partId))!;
}
