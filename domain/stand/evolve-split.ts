/** A part becomes two: areas, points and what was replaced add up to what they were before (ruling 23). */
import { isActive } from './duties.ts';
import type { StandEvent } from './event.ts';
import { replacedOf, without } from './mix.ts';
import type { Duty, Part, StandState } from './state.ts';

type PartSplit = Extract<StandEvent, { type: 'PartSplit' }>;

/** The new part begins with the history of the old one; what is lost owes nothing, what lives owes what the old one did. */
export function split(state: StandState, event: PartSplit): StandState {
  return event.inherits === undefined ? splitLost(state, event) : splitLiving(state, event, event.inherits);
}

/** Points go with the area; what was replaced and what lives goes along, so that the two still add up. */
function splitLiving(state: StandState, event: PartSplit, inherits: NonNullable<PartSplit['inherits']>): StandState {
  const { partId, newPartId, areaM2, designedPoints, plantedPoints, livePoints } = event;
  const from = state.parts.find(({ id }) => id === partId);
  if (from === undefined) return state;
  const replaced = divided(from, replacedAmong(from, designedPoints));
  const certified = certifiedOn(from, areaM2);
  const rest: Part = {
    ...from,
    areaM2: from.areaM2 - areaM2,
    designedPoints: from.designedPoints - designedPoints,
    plantedPoints: from.plantedPoints - plantedPoints,
    ...(from.livePoints !== undefined && { livePoints: from.livePoints - (livePoints ?? 0) }),
    replaced: replaced.rest,
    ...certified.rest,
  };
  const piece: Part = {
    ...from,
    id: newPartId,
    from: partId,
    areaM2,
    designedPoints,
    plantedPoints,
    ...(livePoints !== undefined && { livePoints }),
    replaced: replaced.piece,
    ...certified.piece,
  };
  return {
    ...state,
    partwise: true,
    parts: state.parts.flatMap((part) => (part.id === partId ? [rest, piece] : [part])),
    duties: inherited(state.duties, newPartId, inherits),
  };
}

/** What was replaced goes with the points of the design: of each replanting in turn the points that go along. */
export function replacedAmong({ replaced, designedPoints: whole }: Part, designedPoints: number): readonly number[] {
  return replaced.map(({ points }) => Math.round((points * designedPoints) / whole));
}

/** What is certified goes with the area, each paper's square metres adding up to what they were. */
function certifiedOn(
  { certified, areaM2: whole }: Part,
  areaM2: number,
): Record<'rest' | 'piece', Pick<Part, 'certified'>> {
  if (certified === undefined) return { rest: {}, piece: {} };
  const going = certified.map((each) => Math.round((each.areaM2 * areaM2) / whole));
  return {
    rest: { certified: certified.map((each, index) => ({ ...each, areaM2: each.areaM2 - going[index]! })) },
    piece: { certified: certified.map((each, index) => ({ ...each, areaM2: going[index]! })) },
  };
}

function divided({ replaced }: Part, going: readonly number[]): { rest: Part['replaced']; piece: Part['replaced'] } {
  return {
    rest: replaced.map((each, index) => {
      const { on, points, bySpecies } = each;
      const stays = points - (going[index] ?? 0);
      if (bySpecies === undefined) return { on, points: stays };
      const gone = replacedOf(each, going[index] ?? 0).bySpecies ?? {};
      return { on, points: stays, bySpecies: without(bySpecies, gone) };
    }),
    piece: replaced.map((each, index) => replacedOf(each, going[index] ?? 0)),
  };
}

function inherited(
  duties: readonly Duty[],
  partId: string,
  { copies, shares }: NonNullable<PartSplit['inherits']>,
): readonly Duty[] {
  return duties.flatMap((duty): readonly Duty[] => {
    if (shares.includes(duty.id)) return [{ ...duty, parts: [...duty.parts, partId] }];
    const copy = copies.find(({ dutyId }) => dutyId === duty.id);
    if (copy === undefined) return [duty];
    // A task that was called back stays with the duty it was handed out for.
    const { task, ...own } = duty;
    return [duty, { ...own, ...(isActive(duty) && task && { task }), id: copy.newDutyId, parts: [partId] }];
  });
}

function splitLost(state: StandState, event: PartSplit): StandState {
  const { partId, newPartId, areaM2, designedPoints, plantedPoints, replacedPoints } = event;
  const { livePoints: gone = designedPoints } = event;
  return {
    ...state,
    parts: state.parts.flatMap((part) => {
      if (part.id !== partId) return [part];
      const { livePoints = 0, ...lost } = part;
      // 0.2.0 divided nothing here: its logs fold as they did.
      const replaced = replacedPoints && divided(part, replacedPoints);
      const certified = certifiedOn(part, areaM2);
      const rest = {
        ...part,
        areaM2: part.areaM2 - areaM2,
        designedPoints: part.designedPoints - designedPoints,
        plantedPoints: part.plantedPoints - plantedPoints,
        ...(part.livePoints !== undefined && { livePoints: Math.max(livePoints - gone, 0) }),
        ...(replaced && { replaced: replaced.rest }),
        ...certified.rest,
      };
      const points = { areaM2, designedPoints, plantedPoints };
      const piece = { ...lost, id: newPartId, from: partId, ...points, ...certified.piece };
      return [rest, { ...piece, ...(replaced && { replaced: replaced.piece }) }];
    }),
  };
}
