/** Outlines of a file, each with the ground it is of as it is kept, or what is wrong with that. */
import type { OutlineDraft } from './outlines.ts';
import type { Problem } from './problems.ts';
import type { RowFault } from './table.ts';

/** An open stand, as outlines for it are asked about. */
export interface StandForOutline {
  readonly lifeId: string;
  readonly standId: string;
  readonly areaM2: number;
  /** Of a stand that has not begun, none. */
  readonly parts: readonly { readonly id: string; readonly areaM2: number }[];
  /** Area for which the outline that is kept of it was drawn; absent = none is kept. */
  readonly drawnForM2?: number;
  /** That of its parts. */
  readonly partsDrawn: Readonly<Record<string, number>>;
}

/** An outline with what it is of. */
export interface PlacedOutline extends OutlineDraft {
  readonly lifeId: string;
  readonly standId: string;
  /** Area of the stand or the part as it is kept, in m². */
  readonly statedM2: number;
}

/** As people call what an outline is of: the stand's number, with the part behind it. */
export function groundName({ standId, partId }: { readonly standId: string; readonly partId?: string }): string {
  return partId === undefined ? standId : `${standId} ${partId}`;
}

/** The open stand of a row, or why there is none. */
export type FindStand = (draft: OutlineDraft) => StandForOutline | RowFault;

/** Those whose ground is known, has no outline yet that fits, and stands once in the file; `told` hears of the others. */
export function* placed(
  drafts: Iterable<OutlineDraft>,
  find: FindStand,
  told: { readonly problems: Problem[] },
): Generator<PlacedOutline> {
  const first = new Map<string, number>();
  for (const draft of drafts) {
    const place = placeOf(draft, find(draft), first);
    if ('code' in place && 'lifeId' in place) {
      first.set(groundName(place), draft.row);
      yield place;
    } else told.problems.push({ row: draft.row, ...place });
  }
}

function placeOf(
  draft: OutlineDraft,
  stand: StandForOutline | RowFault,
  first: ReadonlyMap<string, number>,
): PlacedOutline | RowFault {
  if ('code' in stand) return stand;
  const { lifeId, standId, parts } = stand;
  const { partId: named, ...rest } = draft;
  const part = parts.find(({ id }) => id === named);
  if (named !== undefined && part === undefined) {
    const wanted = parts.length > 1 ? parts.map(({ id }) => id).join(', ') : 'no part, as it is in one';
    return { code: 'PART_UNKNOWN', field: 'part', met: groundName({ standId, partId: named }), wanted };
  }
  // The one part of a stand is the stand.
  const isPart = part !== undefined && parts.length > 1;
  const statedM2 = isPart ? part.areaM2 : stand.areaM2;
  const drawnForM2 = isPart ? stand.partsDrawn[part.id] : stand.drawnForM2;
  const place = { ...rest, ...(isPart && { partId: part.id }), lifeId, standId, statedM2 };
  const met = groundName(place);
  if (drawnForM2 === statedM2) return { code: 'OUTLINE_EXISTS', met, wanted: String(statedM2) };
  const earlier = first.get(met);
  return earlier === undefined ? place : { code: 'OUTLINE_TWICE', met, wanted: String(earlier) };
}
