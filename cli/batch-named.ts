/** An import named by the start of its id. */
import { refuse } from '../domain/errors.ts';
import type { Language } from '../domain/language.ts';
import { batchesBeginning, listBatches, type BatchRow } from '../prisma/batch-store.ts';
import type { Database } from '../prisma/database.ts';
import { EXIT } from './exit-codes.ts';
import { refusalError } from './refusal-error.ts';

const LATEST = 3;

/**
 * @param start - id of the import, or as much of its beginning as no other one shares
 * @throws CommandError naming the latest imports, or those that begin so
 */
export async function batchNamed(db: Database, start: string, lang: Language): Promise<BatchRow> {
  const [found, ...more] = await batchesBeginning(db, start);
  if (found === undefined) {
    const latest = (await listBatches(db, LATEST)).map(({ id }) => id).join(', ');
    throw refusalError(refuse('BATCH_UNKNOWN', { met: start, wanted: latest || '–' }), lang, EXIT.notFound);
  }
  if (more.length === 0) return found;
  const ids = [found, ...more].map(({ id }) => id).join(', ');
  throw refusalError(refuse('BATCH_UNCLEAR', { met: start, wanted: ids }), lang);
}
