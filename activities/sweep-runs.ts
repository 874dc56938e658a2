/** Rows against runs: what should run and does not, what sleeps though it is due, what runs and nobody knows. */
import { setTimeout as pause } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import type { StandRuns, SweepRound } from '../contract/sweep.ts';
import { dayOf, type Database } from '../prisma/database.ts';
import { offerAgain } from '../prisma/offer-again.ts';
import { reviveLife } from '../prisma/revive-life.ts';
import { lateLives, livesOf, openLives, type LateLife } from '../prisma/sweep-pages.ts';
import { keepFinding } from '../prisma/sweep-store.ts';
import { atOnce, keyAfter, LIVES_A_PAGE, pageOf } from './sweep-rounds.ts';

export interface SweepDeps {
  readonly db: Database;
  readonly runs: StandRuns;
  /** Set when the worker stops: the round ends after its page. */
  readonly stopping: AbortSignal;
}

/** Rows that are only looked up. */
const ROWS_A_PAGE = 500;
/** 50 starts a second leave the server room for the crews. */
const PACE_MS = 20;

/** A hundred thousand ids take some megabytes; asking for each stand alone would take the server minutes. */
export async function allRunning({ runs }: SweepDeps): Promise<ReadonlySet<string>> {
  const running = new Set<string>();
  let page: Awaited<ReturnType<StandRuns['listRunning']>> = { workflowIds: [] };
  do {
    page = await runs.listRunning(page.after);
    for (const workflowId of page.workflowIds) running.add(workflowId);
    // An empty heartbeat would wipe out the key at which a round that was cut off goes on.
    Context.current().heartbeat(Context.current().info.heartbeatDetails);
  } while (page.after !== undefined);
  return running;
}

export async function reviveStands(
  deps: SweepDeps,
  round: SweepRound,
  running: ReadonlySet<string>,
  after: string | undefined,
) {
  const page = { ...pageOf(round, after), size: ROWS_A_PAGE };
  const lives = await openLives(deps.db, page);
  const missing = lives.filter(({ workflowId }) => !running.has(workflowId));
  // Some may have to be started: only so many between two signs of life.
  const few = missing.slice(0, LIVES_A_PAGE);
  for (const lives of atOnce(few)) {
    await Promise.all(lives.map((life) => reviveLife(deps, round, life)));
    await pause(PACE_MS * lives.length);
  }
  if (few.length < missing.length) {
    const key = few.at(-1)!.lifeId;
    return { looked: lives.filter(({ lifeId }) => lifeId <= key).length, after: key };
  }
  const key = keyAfter(lives, page.size, ({ lifeId }) => lifeId);
  // Once all of them live again: what was handed on to a run that is gone is handed on to the one that took its place.
  if (key === undefined) await offerAgain(deps.db, round);
  return { looked: lives.length, after: key };
}

export async function wakeSleepers(deps: SweepDeps, round: SweepRound, after: string | undefined) {
  const page = { ...pageOf(round, after), size: LIVES_A_PAGE };
  const late = await lateLives(deps.db, page);
  await Promise.all(late.map((life) => wake(deps, round, life)));
  return { looked: late.length, after: keyAfter(late, page.size, ({ lifeId }) => lifeId) };
}

/** A parked stand waits for its operator, who is told elsewhere; one without a run was seen to in the step before. */
async function wake({ db, runs }: SweepDeps, round: SweepRound, { lifeId, workflowId, nextDueOn }: LateLife) {
  const seen = await runs.look(workflowId);
  if (seen.kind === 'notRunning' || (seen.kind === 'seen' && seen.isParked)) return;
  const due = `due since ${dayOf(nextDueOn!)}`;
  const finding = { kind: 'OVERSLEPT', subject: workflowId, lifeId } as const;
  if (seen.kind === 'silent') {
    return keepFinding(db.prisma, round, {
      ...finding,
      found: `${due}; it does not answer: ${seen.met}`,
      repaired: false,
    });
  }
  if (seen.pendingTurns > 0) {
    const found = `${due}; ${seen.pendingTurns} turns are decided and not yet written`;
    return keepFinding(db.prisma, round, { ...finding, found, repaired: false });
  }
  await keepFinding(db.prisma, round, { ...finding, found: `${due}; woken`, repaired: true });
  return runs.nudge(workflowId);
}

export async function lookForStrays({ db, runs }: SweepDeps, round: SweepRound, after: string | undefined) {
  const page = await runs.listRunning(after);
  const lives = new Map((await livesOf(db, page.workflowIds)).map((life) => [life.workflowId, life]));
  for (const workflowId of page.workflowIds) {
    const life = lives.get(workflowId);
    const isClosed = life?.closedOn != null && dayOf(life.closedOn) < round.on;
    // Nothing is ended here: a person decides what becomes of a run that nobody can account for.
    if ((life !== undefined && !isClosed) || !(await runs.isRunning(workflowId))) continue;
    await keepFinding(db.prisma, round, {
      subject: workflowId,
      repaired: false,
      ...(life === undefined
        ? { kind: 'RUN_WITHOUT_ROW', found: 'it runs, and no stand has this workflow id' }
        : {
            kind: 'RUN_OF_CLOSED_LIFE',
            lifeId: life.lifeId,
            found: `it runs, and was closed on ${dayOf(life.closedOn!)}`,
          }),
    });
  }
  return { looked: page.workflowIds.length, after: page.after };
}
