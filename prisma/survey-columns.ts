/** Counts of a survey as columns, and back. */
import type { Hits, Stems, SurveyCounts } from '../domain/stand/reported.ts';
import { Prisma } from './generated/client.ts';
import { asJson } from './json.ts';

export interface CountColumns {
  readonly livePoints: number | null;
  readonly closureHits: number | null;
  readonly closureOf: number | null;
  readonly coverHits: number | null;
  readonly coverOf: number | null;
  readonly method: string | null;
  readonly naturals: number | null;
  readonly designedPoints: number | null;
  readonly plantedPoints: number | null;
  readonly largestDeadPatchM2: number | null;
}

/** As they are written: what is absent of those that are JSON is SQL's null. */
export interface WrittenCounts extends CountColumns {
  readonly stems: Prisma.InputJsonValue | typeof Prisma.DbNull;
  readonly enclosure: Prisma.InputJsonValue | typeof Prisma.DbNull;
  readonly bySpecies: Prisma.InputJsonValue | typeof Prisma.DbNull;
}
/** As they are read. */
export interface ReadCounts extends CountColumns {
  readonly stems: Prisma.JsonValue;
  readonly enclosure: Prisma.JsonValue;
  readonly bySpecies: Prisma.JsonValue;
}

export function columnsOf(counts: SurveyCounts): WrittenCounts {
  const { closure, cover, totalCover, stems, seedlings, saplings, bySpecies, ...points } = counts;
  const enclosure = {
    ...(totalCover && { totalCover }),
    ...(seedlings && { seedlings }),
    ...(saplings && { saplings }),
  };
  return {
    livePoints: points.livePoints ?? null,
    closureHits: closure?.hits ?? null,
    closureOf: closure?.of ?? null,
    coverHits: cover?.hits ?? null,
    // Points in strips cut lately are no part of what was judged.
    coverOf: cover === undefined ? null : cover.of - (cover.leftOut ?? 0),
    method: closure?.method ?? cover?.method ?? null,
    stems: stems === undefined ? Prisma.DbNull : asJson(stems),
    enclosure: Object.keys(enclosure).length === 0 ? Prisma.DbNull : asJson(enclosure),
    bySpecies: bySpecies === undefined ? Prisma.DbNull : asJson(bySpecies),
    naturals: points.naturals ?? null,
    designedPoints: points.designedPoints ?? null,
    plantedPoints: points.plantedPoints ?? null,
    largestDeadPatchM2: points.largestDeadPatchM2 ?? null,
  };
}

export function countsOf(row: ReadCounts): SurveyCounts {
  const method = (row.method ?? 'point') as Hits['method'];
  const { livePoints, naturals, designedPoints, plantedPoints, largestDeadPatchM2 } = row;
  return {
    ...(livePoints !== null && { livePoints }),
    ...(row.closureHits !== null &&
      row.closureOf !== null && { closure: { hits: row.closureHits, of: row.closureOf, method } }),
    ...(row.coverHits !== null && row.coverOf !== null && { cover: { hits: row.coverHits, of: row.coverOf, method } }),
    ...(row.stems !== null && { stems: row.stems as unknown as Stems }),
    ...(row.enclosure as Pick<SurveyCounts, 'totalCover' | 'seedlings' | 'saplings'> | null),
    ...(naturals !== null && { naturals }),
    ...(row.bySpecies !== null && { bySpecies: row.bySpecies as unknown as NonNullable<SurveyCounts['bySpecies']> }),
    ...(designedPoints !== null && { designedPoints }),
    ...(plantedPoints !== null && { plantedPoints }),
    ...(largestDeadPatchM2 !== null && { largestDeadPatchM2 }),
  };
}
