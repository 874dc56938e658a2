/** A legal deletion in the imports that brought a life: the name of a file may be a person's. */
import type { Queries } from './database.ts';

const ERASED = 'erased';

/** A file that has brought other stands or their counts as well is of others too, and keeps its name and its hash. */
export async function eraseBatches(tx: Queries, lifeId: string): Promise<void> {
  const [stand, surveys, outlines, parts] = await Promise.all([
    tx.stand.findUnique({ where: { lifeId }, select: { importBatchId: true } }),
    tx.survey.findMany({ where: { lifeId }, select: { importBatchId: true } }),
    tx.standGeometry.findMany({ where: { lifeId }, select: { importBatchId: true } }),
    tx.partGeometry.findMany({ where: { lifeId }, select: { importBatchId: true } }),
  ]);
  const brought = [stand, ...surveys, ...outlines, ...parts].flatMap((row) => row?.importBatchId ?? []);
  const others = { none: { lifeId: { not: lifeId } } };
  await tx.importBatch.updateMany({
    where: { id: { in: [...new Set(brought)] }, stands: others, surveys: others, outlines: others, parts: others },
    data: { fileName: ERASED, fileSha256: ERASED },
  });
}
