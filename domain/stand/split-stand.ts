/** A stand is split into stands of their own: every square metre, point and duty goes to exactly one of them. */
import { isRefusal, refuse, type Refusal } from '../errors.ts';
import { endLife } from './close.ts';
import type { SplitChild, SplitStand } from './command.ts';
import { recountNeeds } from './consequences.ts';
import { dividePatch } from './cut-needs.ts';
import { emit, type Draft, type Said } from './draft.ts';
import { findPart, isActive } from './duties.ts';
import { partMeant } from './part-meant.ts';
import { splitLiving, tooManyPieces } from './split.ts';
import type { Duty, Part, StandState } from './state.ts';

/** So much of a part goes to one child, by its place in the command. */
interface Cut {
  readonly child: number;
  readonly part: Part;
  readonly areaM2: number;
}

export function decideSplitStand(draft: Draft, { commandId, children }: SplitStand): Said | Refusal {
  const cuts = numberFault(draft.state, children) ?? cutsOf(draft.state, children);
  if (isRefusal(cuts)) return cuts;
  const fault = areaFault(draft.state, cuts);
  if (fault !== undefined) return fault;
  const parts = children.map((): string[] => []);
  for (const part of draft.state.parts) {
    const pieces = cuts.filter((cut) => cut.part.id === part.id);
    for (const { child, partId } of cutPart(draft, pieces)) parts[child]!.push(partId);
  }
  recountNeeds(draft);
  const placed = children.map(({ lifeId, standId }, child) => {
    const areaM2 = parts[child]!.reduce((sum, id) => sum + findPart(draft.state, id)!.areaM2, 0);
    return { lifeId, standId, areaM2, parts: parts[child]! };
  });
  emit(draft, { type: 'StandSplit', children: placed });
  endLife(draft, { commandId, reason: 'SPLIT' });
  return { stands: placed.map(({ standId, areaM2 }) => ({ standId, areaM2 })) };
}

/** The old number stays that of the old stand, which says where it went. */
function numberFault({ seed }: StandState, children: readonly SplitChild[]): Refusal | undefined {
  const taken = new Set([seed.standId.toLowerCase()]);
  for (const { standId } of children) {
    const id = standId.toLowerCase();
    if (taken.has(id) || !id.startsWith(`${seed.countyCode}-`) || id.length === seed.countyCode.length + 1) {
      return refuse('STAND_NUMBER_WRONG', { met: standId, wanted: `${seed.countyCode}-… and a number of its own` });
    }
    taken.add(id);
  }
  return undefined;
}

function cutsOf(state: StandState, children: readonly SplitChild[]): readonly Cut[] | Refusal {
  const cuts: Cut[] = [];
  for (const [child, { pieces }] of children.entries()) {
    for (const { partId, areaM2 } of pieces) {
      const part = partMeant(state, partId);
      if (isRefusal(part)) return part;
      cuts.push({ child, part, areaM2: areaM2 ?? part.areaM2 });
    }
  }
  return cuts;
}

function areaFault(state: StandState, cuts: readonly Cut[]): Refusal | undefined {
  for (const part of state.parts) {
    const pieces = cuts.filter((cut) => cut.part.id === part.id);
    const met = pieces.reduce((sum, { areaM2 }) => sum + areaM2, 0);
    if (met !== part.areaM2) return refuse('PIECES_NOT_WHOLE', { partId: part.id, met, wanted: part.areaM2 });
    const tooMany = tooManyPieces(part, pieces.length);
    if (tooMany !== undefined) return tooMany;
  }
  return undefined;
}

/** The first piece stays the part it was; each other one goes on as a part of its own, with clocks, evidence and duties. */
function cutPart(draft: Draft, [first, ...others]: readonly Cut[]): readonly { child: number; partId: string }[] {
  if (first === undefined) return [];
  const partId = first.part.id;
  const placed = others.map(({ child, areaM2 }, index) => {
    const rest = findPart(draft.state, partId)!;
    const ended = endedOn(draft.state, partId);
    const before = draft.state;
    const newPartId = splitLiving(draft, rest, { areaM2, keep: others.length - index, ended });
    dividePatch(draft, before, partId, newPartId);
    return { child, partId: newPartId };
  });
  return [{ child: first.child, partId }, ...placed];
}

/** What was done or let go on the land counts on each piece of it: a correction asks for it, and nothing is raised twice. */
function endedOn({ duties }: StandState, partId: string): readonly Duty[] {
  return duties.filter((duty) => !isActive(duty) && duty.undone === undefined && duty.parts.includes(partId));
}
