/** After an import a person sees the stands come alive; without a worker they wait, and the import says so. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../prisma/database.ts';
import { countNotStarted } from '../prisma/import-lookups.ts';
import { progressOf } from './progress.ts';
import { say } from './say.ts';

const LOOK_EVERY_MS = 250;
/** Fifty starts a second are the rule: ten seconds without a single one mean that no worker runs. */
const PATIENCE_MS = 10_000;

/** Watches until the last stand has begun; piped output is not kept waiting. */
export async function watchStarts(db: Database, batchId: string, total: number): Promise<void> {
  if (!process.stderr.isTTY) return;
  const progress = progressOf('stands started', total);
  let left = total;
  let moved = Date.now();
  while (left > 0 && Date.now() - moved < PATIENCE_MS) {
    const now = await countNotStarted(db, batchId);
    if (now < left) moved = Date.now();
    left = now;
    progress.step(total - left);
    if (left > 0) await pause(LOOK_EVERY_MS);
  }
  progress.end();
  if (left > 0) say(`${left} stands wait for a worker; they start by themselves once one runs`);
}
