/** What one life leaves to another: the same parts, clocks, verdicts and duties, under another number. */
import type { IsoDate } from '../day.ts';
import { findPart, isActive, regimeOf } from './duties.ts';
import type { ChildStand, StandEvent } from './event.ts';
import { followedRules } from './evolve-adopted.ts';
import type { Duty, Inheritance, StandSeed, StandState } from './state.ts';

/**
 * Everything that speaks of these parts. A duty that other parts share as well is left to them, too: each stand owes it
 * on its own ground.
 *
 * @param state - of the life that ends, before it does
 * @param on - local day on which it ends
 */
export function heritageOf(state: StandState, partIds: readonly string[], on: IsoDate): Inheritance {
  const { lifeId, standId } = state.seed;
  const parts = state.parts.filter(({ id }) => partIds.includes(id));
  const judged = new Set(parts.flatMap(({ verdicts }) => verdicts.map(({ dutyId }) => dutyId)));
  const keys = followedRules(parts);
  const adoptions = Object.entries(state.adoptions ?? {}).filter(([key]) => keys.has(key));
  const followUps = state.followUps?.filter(({ partId }) => partIds.includes(partId)) ?? [];
  return {
    from: [...(state.from ?? []), { lifeId, standId, on }],
    regimes: Object.fromEntries(Object.entries(state.regimes).filter(([key]) => keys.has(key))),
    parts,
    duties: state.duties.flatMap((duty) => dutyOn(duty, partIds, judged)),
    ...(followUps.length > 0 && { followUps }),
    ...(adoptions.length > 0 && { adoptions: Object.fromEntries(adoptions) }),
    ...(state.protection !== undefined && { protection: state.protection }),
    ...(state.suspendedOn !== undefined && { suspendedOn: state.suspendedOn }),
  };
}

/** @param judged - checks whose verdicts go along: corrections and audits ask for them, whichever part they were raised on */
function dutyOn(duty: Duty, partIds: readonly string[], judged: ReadonlySet<string>): readonly Duty[] {
  const parts = duty.parts.filter((id) => partIds.includes(id));
  if (parts.length === 0 && (isActive(duty) || !judged.has(duty.id))) return [];
  const { left, ...kept } = duty;
  const leftHere = left?.filter(({ partId }) => partIds.includes(partId)) ?? [];
  return [{ ...kept, parts, ...(leftHere.length > 0 && { left: leftHere }) }];
}

/** What each child of a split begins with. */
export function childSeedsOf(
  state: StandState,
  { children }: Extract<StandEvent, { type: 'StandSplit' }>,
  on: IsoDate,
): readonly StandSeed[] {
  return children.map((child) => childSeed(state, child, on));
}

/** Facts of the site and the planting stay those of the stand it was; points are those of its own parts. */
function childSeed(state: StandState, { lifeId, standId, areaM2, parts: partIds }: ChildStand, on: IsoDate): StandSeed {
  const parts = partIds.map((id) => findPart(state, id)!);
  const first = parts[0]!;
  const { seed } = state;
  return {
    ...seed,
    lifeId,
    standId,
    areaM2,
    planting: {
      ...seed.planting,
      species: first.species,
      designedPoints: parts.reduce((sum, { designedPoints }) => sum + designedPoints, 0),
      plantedPoints: parts.reduce((sum, { plantedPoints }) => sum + plantedPoints, 0),
    },
    regime: regimeOf(state, first),
    inherits: heritageOf(state, partIds, on),
  };
}
