/**
 * An open life without a run is started again from its log. Both the nightly sweep and a rebuild do it by this function;
 * doing it twice is doing it once, for no id ever has two open runs.
 */
import type { StandRuns, SweepRound } from '../contract/sweep.ts';
import { checkLife } from './check-life.ts';
import type { Database } from './database.ts';
import { inputOf, type OpenLife } from './sweep-pages.ts';
import { keepFinding, settleFindings } from './sweep-store.ts';

export interface Reviving {
  readonly db: Database;
  readonly runs: Pick<StandRuns, 'isRunning' | 'hasEnded' | 'startAgain'>;
}

/** `closed`: it ended meanwhile. `left`: nothing was started; the finding of this sweep says why. */
export type Revived = 'runs' | 'started' | 'closed' | 'left';

/**
 * The run itself is asked first, and the row afterwards: a life that closes meanwhile is closed in its row before its run
 * ends. What a stand goes on from was held against its log.
 */
export async function reviveLife(
  { db, runs }: Reviving,
  round: Pick<SweepRound, 'at' | 'on' | 'taskQueue'>,
  { lifeId, workflowId }: OpenLife,
): Promise<Revived> {
  if (await runs.isRunning(workflowId)) return 'runs';
  const fault = await checkLife(db, lifeId, round);
  const input = await inputOf(db, lifeId);
  if (input === undefined) return 'closed';
  const finding = { kind: 'NOT_RUNNING', subject: workflowId, lifeId } as const;
  if (fault !== undefined && !fault.repaired) {
    const found = `no run; not started again, for its log cannot be trusted: ${fault.kind}`;
    await keepFinding(db.prisma, round, { ...finding, found, repaired: false });
    return 'left';
  }
  if (await runs.hasEnded(workflowId)) {
    // Started again from here it would live a second time what it had closed.
    const found = `its run has ended by itself, and the log is open at turn ${input.state?.rev ?? 0}`;
    await keepFinding(db.prisma, round, { ...finding, kind: 'LOG_BEHIND', found, repaired: false });
    return 'left';
  }
  // Said before it is done: cut off in between, it is repeated, and then the run is there.
  const found = `no run; started again from turn ${input.state?.rev ?? 0}`;
  await keepFinding(db.prisma, round, { ...finding, found, repaired: true });
  const refused = await runs.startAgain({ workflowId, input, taskQueue: round.taskQueue });
  if (refused === undefined) {
    // It begins where its log ends: the run that had lost turns is gone.
    await settleFindings(db.prisma, lifeId, 'LOG_AHEAD');
    return 'started';
  }
  const none = `no run, and none can be started: ${refused}`;
  await keepFinding(db.prisma, round, { ...finding, found: none, repaired: false });
  return 'left';
}
