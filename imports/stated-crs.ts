/** The reference system of a table: as given by hand, else the file's own, else WGS 84; held against the coordinates. */
import type { Position } from 'geojson';
import { disagreement } from './agreement.ts';
import { referenceSystem, type ReferenceSystem } from './crs.ts';
import { firstPosition } from './positions.ts';
import { ImportError } from './problems.ts';
import type { SourceTable } from './table.ts';

/** Enough to tell one slip from a whole file in another system. */
const MOST_ASKED = 1_000;

/** @throws ImportError where the system is missing, not known, or another one than that of the coordinates */
export function systemOf(table: SourceTable, given: string | undefined): ReferenceSystem {
  const positions = firstPositions(table);
  if (given === undefined && table.crsMissing !== undefined && positions.length > 0)
    throw new ImportError({ code: 'CRS_MISSING', met: table.crsMissing });
  const stated = given ?? table.crs;
  const system = referenceSystem(stated);
  // Where nothing is stated, nothing is contradicted: what lies on no map is said row by row.
  const differs = stated === undefined ? undefined : disagreement(positions, system);
  if (differs !== undefined) throw new ImportError(differs);
  return positions.length > 0 ? system : { ...system, remarks: [] };
}

function firstPositions({ rows }: SourceTable): readonly Position[] {
  const positions: Position[] = [];
  for (const { geometry } of rows) {
    const position = firstPosition((geometry as { coordinates?: unknown } | undefined)?.coordinates);
    // What is no position is left to its row.
    if (position?.slice(0, 2).every(Number.isFinite)) positions.push(position);
    if (positions.length === MOST_ASKED) break;
  }
  return positions;
}
