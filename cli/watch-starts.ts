/** After an import a person sees what becomes of it; without a worker it waits, and the import says so. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Language } from '../domain/language.ts';
import type { Database } from '../prisma/database.ts';
import { countNotAnswered, countNotStarted, outcomeOfSurveys, type SurveyOutcome } from '../prisma/import-lookups.ts';
import { progressOf } from './progress.ts';
import { say } from './say.ts';

const LOOK_EVERY_MS = 250;
/** Fifty messages a second are the rule: ten seconds without a single one mean that no worker runs. */
const PATIENCE_MS = 10_000;

export interface Batch {
  readonly id: string;
  readonly total: number;
}

/** Watches until the last stand has begun. */
export async function watchStarts(db: Database, { id, total }: Batch, lang: Language): Promise<void> {
  const zh = lang === 'zh';
  const left = await watch(zh ? '已启动小班' : 'stands started', total, () => countNotStarted(db, id));
  if (left === 0) return;
  say(
    zh
      ? `${left} 个小班等待工作进程，运行后自动启动`
      : `${left} stands wait for a worker; they start by themselves once one runs`,
  );
}

/** Watches until the stands have answered the last count, and tells what they said. */
export async function watchSurveys(db: Database, { id, total }: Batch, lang: Language): Promise<SurveyOutcome> {
  const zh = lang === 'zh';
  const left = await watch(zh ? '已答复调查' : 'counts answered', total, () => countNotAnswered(db, id));
  if (left > 0)
    say(
      zh
        ? `${left} 条调查等待工作进程或待运维的小班，之后自动递交`
        : `${left} counts wait for a worker, or for a parked stand; they are handed on by themselves`,
    );
  return outcomeOfSurveys(db, id);
}

/** @returns how many are left */
export async function watch(what: string, total: number, countLeft: () => Promise<number>): Promise<number> {
  const progress = progressOf(what, total);
  let left = total;
  let moved = Date.now();
  while (left > 0 && Date.now() - moved < PATIENCE_MS) {
    const now = await countLeft();
    if (now < left) moved = Date.now();
    left = now;
    progress.step(total - left);
    if (left > 0) await pause(LOOK_EVERY_MS);
  }
  progress.end();
  return left;
}
