/** The outline of a stand's row, held against the county it names. */
import type { Cells } from './cells.ts';
import type { ToWgs84 } from './crs.ts';
import type { Known } from './known.ts';
import { listed } from './listed.ts';
import type { Mapping } from './mapping.ts';
import { isBroken, outlineOf, type Outline } from './outline.ts';
import { isPlaceKnown, outsideOf, seemsSwapped } from './place.ts';
import type { Repair } from './repair.ts';
import type { RowFault } from './table.ts';
import { THRESHOLDS } from './thresholds.ts';

export interface PlaceOf {
  readonly cells: Pick<Cells<never>, 'row' | 'problem'>;
  readonly countyCode: string | undefined;
  readonly known: Known;
  readonly mapping: Mapping;
  readonly to: ToWgs84;
}

/** Undefined where the row has none, or a problem of the row says what is wrong with it. */
export function outlineIn({ cells, countyCode, known, mapping, to }: PlaceOf): Outline | undefined {
  const { geometry } = cells.row;
  if (geometry === undefined) return undefined;
  const outline = outlineOf(geometry, to, mapping.thresholds?.sliverM2 ?? THRESHOLDS.sliverM2);
  const hint = () => (seemsSwapped({ source: geometry, to, countyCode, known }) ? ' (its axes seem swapped)' : '');
  if (isBroken(outline)) return cells.problem(outline.code, { met: `${outline.met}${hint()}` });
  const acknowledged = mapping.acknowledge.includes('OUTSIDE_COUNTY');
  const outside = acknowledged ? undefined : outsideOf({ outline, countyCode, known });
  if (outside !== undefined) cells.problem('OUTSIDE_COUNTY', { ...outside, met: `${outside.met}${hint()}` });
  return outline;
}

interface Drawn {
  readonly row: number;
  readonly countyCode: string;
  readonly outline?: Outline;
}

/** What was mended in which rows, and which counties no place could be held against. */
export function outlineRemarks(drafts: Iterable<Drawn>, known: Known): readonly RowFault[] {
  const mended = new Map<Repair, number[]>();
  const unknown = new Set<string>();
  for (const { row, countyCode, outline } of drafts) {
    for (const repair of outline?.repairs ?? []) {
      const rows = mended.get(repair) ?? [];
      mended.set(repair, rows);
      rows.push(row);
    }
    if (outline !== undefined && !isPlaceKnown(countyCode, known)) unknown.add(countyCode);
  }
  const remarks = [...mended].map(
    ([repair, rows]) => ({ code: 'OUTLINES_MENDED', met: repair, wanted: listed(rows) }) as const,
  );
  const unchecked = [...unknown].map((met) => ({ code: 'PLACE_UNCHECKED', met }) as const);
  return [...remarks, ...unchecked];
}
