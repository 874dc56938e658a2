/**
 * How far runs have come against how far their logs have. They part where one of the two servers came back from a backup:
 * nothing is put right here, for what is lost on either side an operator decides.
 */
import { partingOf, type Parting, type SweepRound } from '../contract/sweep.ts';
import { livesToAsk, revsOf } from '../prisma/sweep-pages.ts';
import { keepFinding } from '../prisma/sweep-store.ts';
import { keyAfter, LIVES_A_PAGE, pageOf } from './sweep-rounds.ts';
import type { SweepDeps } from './sweep-runs.ts';

/** Tonight's thirtieth, or all: a question wakes the stand. */
export async function compareRuns({ db, runs }: SweepDeps, round: SweepRound, after: string | undefined) {
  const page = { ...pageOf(round, after), size: LIVES_A_PAGE, all: round.all ?? false };
  const lives = await livesToAsk(db, page);
  const seen = await Promise.all(lives.map(({ workflowId }) => runs.look(workflowId)));
  // Rows are read on both sides of the question: a turn that is written meanwhile is no difference.
  const ids = lives.map(({ lifeId }) => lifeId);
  const revs = await revsOf(db, ids);
  for (const [index, { lifeId, workflowId, rev }] of lives.entries()) {
    const run = seen[index]!;
    if (run.kind !== 'seen') continue;
    const log = { before: rev, after: revs.get(lifeId)! };
    const kind = partingOf(log, run);
    if (kind === undefined) continue;
    const finding = { kind, subject: workflowId, lifeId, found: FOUND[kind](log, run), repaired: false };
    await keepFinding(db.prisma, round, finding);
  }
  return { looked: lives.length, after: keyAfter(lives, page.size, ({ lifeId }) => lifeId) };
}

interface Log {
  readonly before: number;
  readonly after: number;
}

interface Run {
  readonly rev: number;
  readonly pendingTurns: number;
}

const FOUND: Readonly<Record<Parting, (log: Log, run: Run) => string>> = {
  LOG_BEHIND: (log, run) => `the log ends at turn ${log.after}; its run has written ${run.rev - run.pendingTurns}`,
  LOG_AHEAD: (log, run) => `the log is at turn ${log.before}; its run has taken ${run.rev}`,
};
