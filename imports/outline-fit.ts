/** Whether outlines fit the ground they are of: its area as it is stated, and the land it lies in. */
import { areaAgainst } from './areas.ts';
import type { Mapping } from './mapping.ts';
import type { PlacedOutline } from './outline-places.ts';
import { gradeOf } from './overlaps.ts';
import { piecesOf, type Area } from './pieces.ts';
import type { Problem } from './problems.ts';
import { sizeOf } from './rings.ts';
import { sharedArea } from './shared-area.ts';
import type { RowFault } from './table.ts';
import { THRESHOLDS } from './thresholds.ts';

/** Land that an outline has to lie within, by the number of the stand that has it: several pieces do not overlap. */
export interface Around {
  readonly standId: string;
  readonly land: Area;
}

interface Told {
  readonly problems: Problem[];
  readonly warnings: Problem[];
}

/** Those that fit; `told` hears why the others do not, and what is remarked of those that do. */
export function* fitting(
  outlines: Iterable<PlacedOutline>,
  aroundOf: (outline: PlacedOutline) => readonly Around[],
  { mapping, told }: { readonly mapping: Mapping; readonly told: Told },
): Generator<PlacedOutline> {
  for (const outline of outlines) {
    const { row, statedM2: areaM2 } = outline;
    const faults = [
      areaAgainst({ areaM2, drawnM2: outline.outline.areaM2 }, mapping),
      outsideOf(outline, aroundOf(outline), mapping),
    ].flatMap((fault) => fault ?? []);
    for (const { refused, fault } of faults) (refused ? told.problems : told.warnings).push({ row, ...fault });
    if (faults.every(({ refused }) => !refused)) yield outline;
  }
}

const CODES = { note: 'OUTLINE_STICKS_OUT', acknowledge: 'OUTLINE_OUTSIDE', block: 'OUTLINE_ELSEWHERE' } as const;

/** As an overlap is graded: lines digitised twice differ by a few metres. Land that nobody has drawn holds nothing back. */
function outsideOf(
  { outline }: PlacedOutline,
  around: readonly Around[],
  { thresholds, acknowledge }: Mapping,
): { readonly refused: boolean; readonly fault: RowFault } | undefined {
  if (around.length === 0) return undefined;
  const land = outline.geometry as Area;
  const size = piecesOf(land).reduce((sum, piece) => sum + sizeOf(piece), 0);
  const inside = around.reduce((sum, each) => sum + sharedArea(land, each.land), 0);
  const part = Math.max(0, 1 - inside / size);
  const grade = gradeOf(part, { ...THRESHOLDS, ...thresholds });
  if (grade === undefined) return undefined;
  const refused = grade === 'block' || (grade === 'acknowledge' && !acknowledge.includes('OUTLINE_OUTSIDE'));
  const met = `${Math.round(part * outline.areaM2)} m², ${Math.round(part * 100)} %`;
  const wanted = [...new Set(around.map(({ standId }) => standId))].join(', ');
  return { refused, fault: { code: CODES[refused ? grade : 'note'], met, wanted } };
}
