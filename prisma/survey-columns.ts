/** Counts of a survey as columns, and back. */
import type { Hits, SurveyCounts } from '../domain/stand/command.ts';

export interface CountColumns {
  readonly livePoints: number | null;
  readonly closureHits: number | null;
  readonly closureOf: number | null;
  readonly coverHits: number | null;
  readonly coverOf: number | null;
  readonly method: string | null;
  readonly designedPoints: number | null;
  readonly plantedPoints: number | null;
  readonly largestDeadPatchM2: number | null;
}

export function columnsOf({ closure, cover, ...points }: SurveyCounts): CountColumns {
  return {
    livePoints: points.livePoints ?? null,
    closureHits: closure?.hits ?? null,
    closureOf: closure?.of ?? null,
    coverHits: cover?.hits ?? null,
    coverOf: cover?.of ?? null,
    method: closure?.method ?? cover?.method ?? null,
    designedPoints: points.designedPoints ?? null,
    plantedPoints: points.plantedPoints ?? null,
    largestDeadPatchM2: points.largestDeadPatchM2 ?? null,
  };
}

export function countsOf(row: CountColumns): SurveyCounts {
  const method = (row.method ?? 'point') as Hits['method'];
  const { livePoints, designedPoints, plantedPoints, largestDeadPatchM2 } = row;
  return {
    ...(livePoints !== null && { livePoints }),
    ...(row.closureHits !== null &&
      row.closureOf !== null && { closure: { hits: row.closureHits, of: row.closureOf, method } }),
    ...(row.coverHits !== null && row.coverOf !== null && { cover: { hits: row.coverHits, of: row.coverOf, method } }),
    ...(designedPoints !== null && { designedPoints }),
    ...(plantedPoints !== null && { plantedPoints }),
    ...(largestDeadPatchM2 !== null && { largestDeadPatchM2 }),
  };
}
