/**
 * Seedlings that a count gave, where the part they were counted on is cut or redrawn. What a mix lacks goes with the points;
 * where a dead patch lies nobody knows until it is measured again, so it keeps its number as far as the part can hold it.
 */
import { emit, type Draft } from './draft.ts';
import { findPart, isActive, specOf } from './duties.ts';
import { letGo } from './let-go.ts';
import type { Duty, Needs, Part } from './state.ts';

/**
 * @param before - the part as it was counted
 * @param partIds - what it has become
 */
export function cutNeeds(draft: Draft, before: Part, partIds: readonly string[]): void {
  for (const partId of partIds) {
    const { designedPoints } = findPart(draft.state, partId)!;
    for (const { duty, needs, by } of countedOn(draft, partId)) {
      if (by === 'deadPatch') capPatch(draft, duty, designedPoints);
      else
        setNeeds(
          draft,
          duty,
          scaled(needs, (points) => Math.ceil((points * designedPoints) / before.designedPoints)),
        );
    }
  }
}

/**
 * A piece was counted, and no patch was told: no more of its points can be dead in one than it lacks, and where it lacks
 * none the patch is not there.
 *
 * @param by - the check that the count answers
 */
export function patchWithin(draft: Draft, partId: string, by: string): void {
  const { designedPoints, livePoints } = findPart(draft.state, partId)!;
  if (livePoints === undefined) return;
  const lacking = Math.max(designedPoints - livePoints, 0);
  for (const { duty, by: counted } of countedOn(draft, partId)) {
    if (counted !== 'deadPatch') continue;
    if (lacking === 0) letGo(draft, duty, partId, by);
    else capPatch(draft, duty, lacking);
  }
}

/** Plantings owed there by a count of their own, not by the points that are missing. */
function countedOn(draft: Draft, partId: string) {
  return draft.state.duties.flatMap((duty) => {
    const { needs } = duty;
    if (needs?.seedlings === undefined || !isActive(duty) || !duty.parts.includes(partId)) return [];
    const by = specOf(draft.state, duty).needs?.seedlings;
    return by === 'deadPatch' || by === 'lacking' ? [{ duty, needs, by }] : [];
  });
}

function capPatch(draft: Draft, duty: Duty, most: number): void {
  setNeeds(draft, duty, { ...duty.needs, seedlings: Math.min(duty.needs!.seedlings!, most) });
}

function scaled({ seedlings = 0, bySpecies, ...needs }: Needs, share: (points: number) => number): Needs {
  if (bySpecies === undefined) return { ...needs, seedlings: share(seedlings) };
  const species = Object.entries(bySpecies).map(([code, points]) => [code, share(points)] as const);
  const all = species.reduce((sum, [, points]) => sum + points, 0);
  return { ...needs, seedlings: all, bySpecies: Object.fromEntries(species) };
}

function setNeeds(draft: Draft, { id: dutyId, opensOn, dueOn, needs: before }: Duty, needs: Needs): void {
  if (needs.seedlings === before?.seedlings) return;
  emit(draft, { type: 'DutyRescheduled', dutyId, opensOn, dueOn, reason: 'RECOUNT', needs });
}
