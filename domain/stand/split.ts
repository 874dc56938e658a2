/** A piece goes on as a part of its own: lost, or alive and owing what the part it came from owes (ruling 23). */
import { refuse, type Refusal } from '../errors.ts';
import { cutNeeds } from './cut-needs.ts';
import { emit, type Draft } from './draft.ts';
import { isActive, regimeOf, specOf } from './duties.ts';
import { replacedAmong } from './evolve-split.ts';
import type { Duty, Part } from './state.ts';

/** Each piece needs a point of the design to be counted against. */
export function tooManyPieces({ id: partId, designedPoints, plantedPoints }: Part, met: number): Refusal | undefined {
  const most = Math.min(designedPoints, plantedPoints);
  return met > most ? refuse('PIECES_TOO_MANY', { partId, met, wanted: most }) : undefined;
}

interface Piece {
  /** Whole m², less than the part has. */
  readonly areaM2: number;
  /** Points that the rest keeps at least: one for every piece it will still become. */
  readonly keep: number;
}

/** @returns id of the new part, on which nothing is owed yet */
export function splitLost(draft: Draft, part: Part, { areaM2, keep }: Piece): string {
  const newPartId = nextPartId(draft);
  const points = pointsOf(part, areaM2, keep);
  const replacedPoints = replacedAmong(part, points.designedPoints);
  const { damage } = regimeOf(draft.state, part);
  emit(draft, {
    type: 'PartSplit',
    partId: part.id,
    newPartId,
    ...points,
    ...(damage?.evenly && liveAmong(part, points)),
    ...(replacedPoints.length > 0 && { replacedPoints }),
  });
  cutNeeds(draft, part, [part.id]);
  return newPartId;
}

/**
 * Clocks, evidence and duties go along. Works are owed by both parts together, for a crew tends a stand in one go;
 * whatever gives a verdict, sets a day, follows from one or is declared by name is each part's own.
 *
 * @param ended - what a result had ended that is looked at again: the new part has each as its own, to owe it once more
 * @returns id of the new part
 */
export function splitLiving(
  draft: Draft,
  part: Part,
  { areaM2, keep, ended = [] }: Piece & { readonly ended?: readonly Duty[] },
): string {
  const newPartId = nextPartId(draft);
  const points = pointsOf(part, areaM2, keep);
  const owed = draft.state.duties.filter((duty) => isActive(duty) && duty.parts.includes(part.id));
  const isShared = (duty: Duty) => {
    const { kind, declarant } = specOf(draft.state, duty);
    return kind === 'work' && declarant === undefined;
  };
  emit(draft, {
    type: 'PartSplit',
    partId: part.id,
    newPartId,
    ...points,
    ...liveAmong(part, points),
    inherits: {
      copies: [...owed.filter((duty) => !isShared(duty)), ...ended].map(({ id }) => ({
        dutyId: id,
        newDutyId: `${withoutPart(id, part.id)}.${newPartId}`,
      })),
      shares: owed.filter(isShared).map(({ id }) => id),
    },
  });
  cutNeeds(draft, part, [part.id, newPartId]);
  return newPartId;
}

function nextPartId(draft: Draft): string {
  // A stand that began with the parts of another one may have gaps in its numbers.
  return `p${Math.max(...draft.state.parts.map(({ id }) => Number(id.slice(1)))) + 1}`;
}

function withoutPart(dutyId: string, partId: string): string {
  return dutyId.endsWith(`.${partId}`) ? dutyId.slice(0, -partId.length - 1) : dutyId;
}

/** Points go with the area, at least one stays on either side. */
function pointsOf(part: Part, areaM2: number, keep: number) {
  const share = (points: number) => Math.min(Math.max(Math.round((points * areaM2) / part.areaM2), 1), points - keep);
  return { areaM2, designedPoints: share(part.designedPoints), plantedPoints: share(part.plantedPoints) };
}

/** Live points go with the area, never more on either side than its design has. */
function liveAmong(
  part: Part,
  { areaM2, designedPoints }: { readonly areaM2: number; readonly designedPoints: number },
) {
  if (part.livePoints === undefined) return {};
  const share = Math.round((part.livePoints * areaM2) / part.areaM2);
  const least = part.livePoints - (part.designedPoints - designedPoints);
  return { livePoints: Math.min(Math.max(share, least), designedPoints) };
}
