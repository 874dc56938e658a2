/** The area of a stand: as stated in one of several units, held against that of its outline. */
import type { Cells } from './cells.ts';
import type { StandField } from './fields.ts';
import type { Mapping } from './mapping.ts';
import type { Outline } from './outline.ts';
import type { RowFault } from './table.ts';
import { THRESHOLDS, type Grade } from './thresholds.ts';
import { M2_PER_ACRE, M2_PER_HA, M2_PER_MU } from './units.ts';
import { readAreaAcres, readAreaHa, readAreaM2, readAreaMu, readAreaWithUnit } from './values.ts';
import { isUnread } from './unread.ts';

interface AreaOf {
  readonly areaM2?: number;
  /** No cell states it: it is that of the outline. */
  readonly isDrawn?: true;
  readonly remarks: readonly RowFault[];
}

/** Whole m²; without one, a problem of the row says why. What is stated goes before what is drawn. */
export function areaOf(cells: Cells<StandField>, outline: Outline | undefined, mapping: Mapping): AreaOf {
  const drawnM2 = outline?.areaM2 || undefined;
  const exactM2 = statedM2(cells, drawnM2 !== undefined);
  if (exactM2 === undefined) {
    if (drawnM2 === undefined) sayMissing(cells);
    return { remarks: [], ...(drawnM2 !== undefined && { areaM2: drawnM2, isDrawn: true }) };
  }
  const areaM2 = Math.round(exactM2);
  if (areaM2 === 0) {
    cells.problem('VALUE_BROKEN', { field: 'area', met: `${exactM2 / M2_PER_HA} ha`, wanted: 'at least 1 m²' });
    return { remarks: [] };
  }
  return { areaM2, remarks: drawnM2 === undefined ? [] : compared(cells, mapping, { areaM2, drawnM2 }) };
}

/** Of the columns in the order of their trust: those that name their unit, then those whose cells do. */
function statedM2(cells: Cells<StandField>, isDrawn: boolean): number | undefined {
  const mu = cells.optional('areaMu', readAreaMu);
  const m2 = cells.optional('areaM2', readAreaM2);
  const ha = cells.optional('areaHa', readAreaHa);
  const acres = cells.optional('areaAcres', readAreaAcres);
  const named = [times(ha, M2_PER_HA), times(mu, M2_PER_MU), m2, times(acres, M2_PER_ACRE)].find(isGiven);
  if (named !== undefined) return named;
  // A number without a unit is no area; with an outline it is not needed either.
  return isDrawn && isUnread(cells.peek('area', readAreaWithUnit))
    ? undefined
    : cells.optional('area', readAreaWithUnit);
}

function times(number: number | undefined, m2: number): number | undefined {
  return number === undefined ? undefined : number * m2;
}

function isGiven(number: number | undefined): number is number {
  return number !== undefined;
}

function sayMissing(cells: Cells<StandField>): void {
  const told = cells.problems.some(({ code, field = '' }) => code === 'GEOMETRY_BROKEN' || field.startsWith('area'));
  if (!told) cells.problem('VALUE_MISSING', { field: 'area' });
}

const CODES = { note: 'AREA_DIFFERS', acknowledge: 'AREA_FAR_OFF', block: 'AREA_CONTRADICTS' } as const;

function compared(
  cells: Cells<StandField>,
  mapping: Mapping,
  { areaM2, drawnM2 }: { areaM2: number; drawnM2: number },
): readonly RowFault[] {
  const told = areaAgainst({ areaM2, drawnM2 }, mapping);
  if (told === undefined) return [];
  if (!told.refused) return [told.fault];
  cells.problem(told.fault.code, told.fault);
  return [];
}

/** What there is to say of a stated area and that of its outline, and whether the row is refused for it. */
export function areaAgainst(
  { areaM2, drawnM2 }: { areaM2: number; drawnM2: number },
  mapping: Mapping,
): { readonly refused: boolean; readonly fault: RowFault } | undefined {
  const grade = gradeOf(areaM2, drawnM2, { ...THRESHOLDS, ...mapping.thresholds });
  if (grade === undefined) return undefined;
  const refused = grade === 'block' || (grade === 'acknowledge' && !mapping.acknowledge.includes('AREA_FAR_OFF'));
  const areas = { field: 'area', met: String(areaM2), wanted: String(drawnM2) };
  return { refused, fault: { code: refused ? CODES[grade] : CODES.note, ...areas } };
}

function gradeOf(statedM2: number, drawnM2: number, limits: typeof THRESHOLDS): Grade | undefined {
  const factor = Math.max(statedM2 / drawnM2, drawnM2 / statedM2);
  const part = Math.abs(statedM2 - drawnM2) / drawnM2;
  if (factor >= limits.areaBlock) return 'block';
  if (part > limits.areaAcknowledge) return 'acknowledge';
  return part > limits.areaNote ? 'note' : undefined;
}
