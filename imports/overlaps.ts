/** Land that lies in two stands: of the file, or of the file and kept already. */
import { boxesMeeting } from './boxes-meeting.ts';
import type { Mapping } from './mapping.ts';
import type { Outline } from './outline.ts';
import type { Packable, PackedRows } from './packed-rows.ts';
import { piecesOf, type Area, type Box } from './pieces.ts';
import type { Problem } from './problems.ts';
import { sizeOf } from './rings.ts';
import { sharedArea } from './shared-area.ts';
import { THRESHOLDS, type Grade, type Thresholds } from './thresholds.ts';

/** A stand with its outline. */
export interface DrawnStand {
  /** Row of the file; of a stand that is kept, none. */
  readonly row?: number;
  readonly standId: string;
  /** Other stands that have a piece of this land. */
  readonly sharedWith?: readonly string[];
  readonly outline: Pick<Outline, 'geometry' | 'box' | 'areaM2'>;
}

interface Overlap {
  readonly row: number;
  /** Its partner is in the file as well, in this row. */
  readonly otherRow?: number;
  readonly grade: Grade;
  readonly problem: Problem;
}

/**
 * Overlaps of rows with earlier rows and with kept stands, graded. The same stand in another work year is the same
 * land: it is none.
 */
export function overlapsAmong(stands: readonly DrawnStand[], mapping: Mapping): readonly Overlap[] {
  return graded(boxesMeeting(stands.flatMap(measured)), mapping);
}

/** Overlaps of rows with kept stands alone. */
export function overlapsWith(
  kept: readonly DrawnStand[],
  stands: readonly DrawnStand[],
  mapping: Mapping,
): readonly Overlap[] {
  const pairs = boxesMeeting([...stands, ...kept].flatMap(measured));
  const isKept = ({ stand }: Measured) => stand.row === undefined;
  return graded(pairs, mapping, (a, b) => isKept(a) !== isKept(b));
}

/** Of the pairs one at a time: each unpacks the land of both. */
function graded(
  pairs: Iterable<readonly [Measured, Measured]>,
  { thresholds, acknowledge }: Mapping,
  isAsked: (a: Measured, b: Measured) => boolean = () => true,
): readonly Overlap[] {
  const limits = { ...THRESHOLDS, ...thresholds };
  const overlaps: Overlap[] = [];
  for (const [a, b] of pairs) {
    const overlap = isAsked(a, b) ? overlapOf(a, b, limits) : undefined;
    if (overlap === undefined) continue;
    const isAcknowledged = overlap.grade === 'acknowledge' && acknowledge.includes('OVERLAP_LARGE');
    overlaps.push(isAcknowledged ? noted(overlap) : overlap);
  }
  return overlaps.toSorted((a, b) => a.row - b.row);
}

const CODES = { note: 'OVERLAP_NOTED', acknowledge: 'OVERLAP_LARGE', block: 'LAND_TAKEN' } as const;

function noted(overlap: Overlap): Overlap {
  return { ...overlap, grade: 'note', problem: { ...overlap.problem, code: CODES.note } };
}

function overlapOf(a: Measured, b: Measured, limits: Thresholds): Overlap | undefined {
  const [later, earlier] = (a.stand.row ?? 0) > (b.stand.row ?? 0) ? [a.stand, b.stand] : [b.stand, a.stand];
  if (later.row === undefined || isSame(later, earlier)) return undefined;
  const part = partShared(a, b);
  const grade = gradeOf(part, limits);
  if (grade === undefined) return undefined;
  const m2 = Math.round(part * Math.min(later.outline.areaM2, earlier.outline.areaM2));
  const where = earlier.row === undefined ? '' : ` (row ${earlier.row})`;
  const wanted = `${namesOf(earlier).join(', ')}${where}`;
  const met = `${m2} m², ${Math.round(part * 100)} %`;
  return {
    row: later.row,
    ...(earlier.row !== undefined && { otherRow: earlier.row }),
    grade,
    problem: { row: later.row, code: CODES[grade], met, wanted },
  };
}

function isSame({ standId }: DrawnStand, kept: DrawnStand): boolean {
  return namesOf(kept).some((name) => name.toLowerCase() === standId.toLowerCase());
}

function namesOf({ standId, sharedWith = [] }: DrawnStand): readonly string[] {
  return [standId, ...sharedWith];
}

/** Of a part of some land, what share asks for. */
export function gradeOf(part: number, limits: Thresholds): Grade | undefined {
  if (part >= limits.overlapBlock) return 'block';
  if (part >= limits.overlapAcknowledge) return 'acknowledge';
  return part >= limits.overlapNote ? 'note' : undefined;
}

/** As a part of the smaller one, in square degrees, which spares a projection: neighbours lie at the same height. */
function partShared(a: Measured, b: Measured): number {
  const smaller = Math.min(a.size, b.size);
  return smaller === 0 ? 0 : sharedArea(landOf(a.stand)!, landOf(b.stand)!) / smaller;
}

interface Measured {
  readonly stand: DrawnStand;
  readonly box: Box;
  readonly size: number;
}

/** A stand drawn as a point shares no land. */
function measured(stand: DrawnStand): readonly Measured[] {
  const land = landOf(stand);
  if (land === undefined) return [];
  return [{ stand, box: stand.outline.box, size: piecesOf(land).reduce((sum, piece) => sum + sizeOf(piece), 0) }];
}

function landOf({ outline: { geometry } }: DrawnStand): Area | undefined {
  return geometry.type === 'Polygon' || geometry.type === 'MultiPolygon' ? geometry : undefined;
}

interface Sorted<T extends Packable> {
  readonly kept: PackedRows<T>;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/**
 * Drafts without those that lie on land of another. Of two rows of a file the earlier one is taken; where it is refused
 * itself, the later one has lost nothing.
 */
export function withoutOverlaps<T extends Packable & { readonly row: number }>(
  drafts: PackedRows<T>,
  overlaps: readonly Overlap[],
): Sorted<T> {
  const refused = new Set<number>();
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  for (const { row, otherRow, grade, problem } of overlaps) {
    if (otherRow !== undefined && refused.has(otherRow)) continue;
    if (grade === 'note') warnings.push(problem);
    else {
      refused.add(row);
      problems.push(problem);
    }
  }
  // Each draft is made anew to be asked; mostly there is none to refuse.
  const kept = refused.size === 0 ? drafts : drafts.filter(({ row }) => !refused.has(row));
  return { kept, problems, warnings };
}
