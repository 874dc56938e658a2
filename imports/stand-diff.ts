/** A stand of a file held against the one that is kept under its number: told field by field, and changed by nobody. */
import type { StandDraft } from './stands.ts';

/** What is kept of a stand, as a file may state it otherwise. */
export interface KeptStand {
  readonly name?: string;
  readonly owner?: string;
  readonly species: string;
  readonly plantedOn: string;
  readonly areaM2: number;
  readonly designedPoints: number;
  readonly plantedPoints: number;
  readonly nurseryYears?: number;
  readonly altitudeM?: number;
  readonly method: string;
  /** [minLon, minLat, maxLon, maxLat] of the outline, and what it encloses. */
  readonly box?: readonly [number, number, number, number];
  readonly drawnM2?: number;
}

export interface FieldDiff {
  readonly field: string;
  /** Absent where nothing is kept. */
  readonly kept?: string;
  readonly file: string;
}

export interface StandDiff {
  readonly row: number;
  /** `<county code>-<stand number>/<work year>` */
  readonly stand: string;
  readonly is: 'NEW' | 'SAME' | 'DIFFERS';
  readonly fields: readonly FieldDiff[];
}

/** @param kept - absent where no open stand has the number in that work year */
export function diffStand(draft: StandDraft, kept: KeptStand | undefined): StandDiff {
  const { row, countyCode, code, workYear } = draft;
  const told = { row, stand: `${countyCode}-${code}/${workYear}` };
  if (kept === undefined) return { ...told, is: 'NEW', fields: [] };
  const fields = [...factsOf(draft, kept), ...outlineOf(draft, kept)];
  return { ...told, is: fields.length === 0 ? 'SAME' : 'DIFFERS', fields };
}

const FACTS = [
  'name',
  'owner',
  'species',
  'plantedOn',
  'areaM2',
  'designedPoints',
  'plantedPoints',
  'nurseryYears',
  'altitudeM',
  'method',
] as const;

/** What the row does not say is nothing that it says otherwise. */
function factsOf({ planting, silent, ...draft }: StandDraft, kept: KeptStand): readonly FieldDiff[] {
  const inFile = { ...draft, ...planting };
  return FACTS.flatMap((field) => {
    const file = (silent as readonly string[]).includes(field) ? undefined : inFile[field];
    return file === undefined || file === kept[field] ? [] : [fieldDiff(field, kept[field], file)];
  });
}

/** Some 10 m: an outline that was carried through another system comes back within it. */
const SAME_PLACE_DEGREES = 0.0001;
/** Of its area: within one box a border may have moved. */
const SAME_SHARE = 0.01;

function outlineOf({ outline }: StandDraft, { box, drawnM2 = 0 }: KeptStand): readonly FieldDiff[] {
  if (outline === undefined) return [];
  if (box === undefined || !outline.box.every((side, index) => Math.abs(side - box[index]!) < SAME_PLACE_DEGREES))
    return [fieldDiff('outline', box?.map(short).join(' '), outline.box.map(short).join(' '))];
  // A point encloses nothing.
  const isSame = outline.areaM2 === 0 || Math.abs(outline.areaM2 - drawnM2) <= SAME_SHARE * drawnM2;
  return isSame ? [] : [fieldDiff('outline', `${Math.round(drawnM2)} m²`, `${Math.round(outline.areaM2)} m²`)];
}

function fieldDiff(field: string, kept: string | number | undefined, file: string | number): FieldDiff {
  return { field, ...(kept !== undefined && { kept: String(kept) }), file: String(file) };
}

function short(degrees: number): string {
  return degrees.toFixed(5);
}
