/** From a file of outlines to the store: each held against its ground, and all that fit written, or nothing. */
import { readOutlines } from '../imports/outlines.ts';
import type { PlacedOutline } from '../imports/outline-places.ts';
import { readTable } from '../imports/read.ts';
import type { Database } from '../prisma/database.ts';
import { writeImport, type Counted } from '../prisma/import-store.ts';
import type { NewOutline } from '../prisma/outline-store.ts';
import {
  batchOf,
  byRow,
  knownOf,
  mappingOf,
  reportOf,
  within,
  type ImportFile,
  type ImportReport,
} from './import-files.ts';
import { onTheirGround } from './outline-ground.ts';

export async function importOutlines(db: Database, file: ImportFile): Promise<ImportReport> {
  const mapping = mappingOf(file);
  const table = readTable(file.bytes, { ...mapping, ...(file.beside && { beside: file.beside }) });
  const { rows, drafts, problems, warnings, columns } = readOutlines(table, mapping, knownOf(file));
  const batch = batchOf(file, 'outlines', rows);
  return within(db, file, async (tx) => {
    const { kept, ...ground } = await onTheirGround(tx, drafts, mapping);
    const outlines = newOutlines(kept);
    const done = {
      ...reportOf(batch, outlines.length),
      problems: byRow([...problems, ...ground.problems]),
      warnings: [...warnings, ...byRow(ground.warnings)],
      mapping: { ...mapping, columns },
    };
    if (file.dryRun || outlines.length === 0) return done;
    await writeImport(tx, { batch, counties: [], stands: [], surveys: [], outlines });
    return { ...done, batchId: batch.id };
  });
}

/** Made one by one as they are written. */
function newOutlines(kept: readonly (Iterable<PlacedOutline> & { readonly length: number })[]): Counted<NewOutline> {
  return {
    length: kept.reduce((sum, { length }) => sum + length, 0),
    *[Symbol.iterator]() {
      for (const some of kept)
        for (const { lifeId, partId, statedM2, crs, outline } of some) {
          const { geometry, areaM2, box } = outline;
          yield { lifeId, ...(partId !== undefined && { partId }), statedM2, crs, geometry, areaM2, box };
        }
    },
  };
}
