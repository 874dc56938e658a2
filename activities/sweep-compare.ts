/**
 * How far runs have come against how far their logs have. They part where one of the two servers came back from a backup:
 * nothing is put right here, for what is lost on either side an operator decides.
 */
import type { SweepRound } from '../contract/sweep.ts';
import { livesToAsk, revsOf } from '../prisma/sweep-pages.ts';
import { keepFinding, type Found } from '../prisma/sweep-store.ts';
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
    const parted = partedAt({ before: rev, after: revs.get(lifeId)! }, run);
    if (parted) await keepFinding(db.prisma, round, { ...parted, subject: workflowId, lifeId, repaired: false });
  }
  return { looked: lives.length, after: keyAfter(lives, page.size, ({ lifeId }) => lifeId) };
}

/** @param log - its turns before and after the run was asked */
function partedAt(
  log: { readonly before: number; readonly after: number },
  run: { readonly rev: number; readonly pendingTurns: number },
): Pick<Found, 'kind' | 'found'> | undefined {
  const written = run.rev - run.pendingTurns;
  if (written > log.after)
    return { kind: 'LOG_BEHIND', found: `the log ends at turn ${log.after}; its run has written ${written}` };
  if (log.before > run.rev)
    return { kind: 'LOG_AHEAD', found: `the log is at turn ${log.before}; its run has taken ${run.rev}` };
  return undefined;
}
