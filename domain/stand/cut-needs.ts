/**
 * Seedlings that a count gave, where the part they were counted on is cut or redrawn. What a mix lacks goes with the points;
 * where a dead patch lies nobody knows until it is measured again, so it keeps its number as far as the part can hold it.
 */
import { emit, type Draft } from './draft.ts';
import { findDuty, findPart, isActive, specOf } from './duties.ts';
import { letGo } from './let-go.ts';
import type { Duty, Needs, Part, StandState } from './state.ts';

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
 * The same where a stand is split before its pieces are counted, by rules that say so: what the patch was counted with is
 * divided by the points, and the two are no more together than it was.
 *
 * @param partId - keeps the rest of what goes to the other one
 */
export function dividePatch(draft: Draft, before: StandState, partId: string, newPartId: string): void {
  for (const { duty, needs } of countedOn(draft, newPartId)) {
    const spec = specOf(draft.state, duty);
    if (spec.needs?.seedlings !== 'deadPatch' || spec.needs.divided === undefined) continue;
    const kept = patchOf(before, duty, partId);
    const whole = kept?.needs?.seedlings;
    const rest = findDuty(draft.state, kept?.id ?? '');
    if (whole === undefined || rest === undefined) continue;
    const points = findPart(draft.state, newPartId)!.designedPoints;
    const going = Math.floor((whole * points) / findPart(before, partId)!.designedPoints);
    // Too small for a seedling of it: nothing is owed there.
    if (going === 0) letGo(draft, duty, newPartId, rest.id);
    else setNeeds(draft, duty, { ...needs, seedlings: going });
    setNeeds(draft, rest, { ...rest.needs, seedlings: whole - going });
  }
}

/** The duty as it was before the split; its copy keeps code, round and number. */
function patchOf(before: StandState, { code, round, n }: Duty, partId: string): Duty | undefined {
  return before.duties.find(
    (duty) =>
      isActive(duty) && duty.code === code && duty.round === round && duty.n === n && duty.parts.includes(partId),
  );
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
