/**
 * Starts every open stand again that has no run, from its log in PostgreSQL. What Temporal knew beyond the log is lost with
 * it: turns decided and not yet written. Time decides those again, and what the outbox had handed on is handed on again.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { sweepSchedule } from '../client/run-sweep.ts';
import { createStandRuns } from '../client/stand-runs.ts';
import { momentOf } from '../domain/calendar.ts';
import type { Database } from '../prisma/database.ts';
import { offerAgain } from '../prisma/offer-again.ts';
import { reviveLife, type Revived } from '../prisma/revive-life.ts';
import { countOpenLives, openLives } from '../prisma/sweep-pages.ts';
import { beginSweep, endSweep, listFindings, type FindingRow } from '../prisma/sweep-store.ts';

export interface Rebuilding {
  readonly db: Database;
  readonly temporal: Client;
  /** Queue of the build that will serve the stands, where no worker has named one yet. */
  readonly ownQueue: () => Promise<string>;
  /** IANA name: in which zone today is today. */
  readonly timeZone: string;
  readonly progress: (done: number, of: number) => void;
}

export interface Rebuilt {
  readonly taskQueue: string;
  /** Open stands, by what became of them. */
  readonly stands: Readonly<Record<Revived, number>>;
  /** Messages that are handed on a second time. */
  readonly offeredAgain: number;
  /** What was not started, and why; rows that disagreed with their log. */
  readonly findings: readonly FindingRow[];
}

const ROWS_A_PAGE = 500;
/** So many side by side, and at most fifty a second. */
const AT_ONCE = 4;
const PACE_MS = 20;

/** Cut off and run again it goes on where it was: who runs is left alone. Kept as a sweep, so that its findings stay. */
export async function rebuild(means: Rebuilding): Promise<Rebuilt> {
  const { db, temporal, timeZone } = means;
  const moment = momentOf(Date.now(), timeZone);
  const taskQueue = (await sweepSchedule(temporal))?.taskQueue ?? (await means.ownQueue());
  await beginSweep(db, moment);
  const stands = await reviveAll(means, { ...moment, taskQueue });
  const offeredAgain = await offerAgain(db);
  const looked = { reviveStands: Object.values(stands).reduce((sum, count) => sum + count, 0) };
  await endSweep(db, { ...moment, looked, finishedAt: new Date().toISOString() });
  const findings = await listFindings(db, { since: moment.at, until: moment.at, unlikeRestarts: true });
  return { taskQueue, stands, offeredAgain, findings };
}

async function reviveAll({ db, temporal, progress }: Rebuilding, round: Parameters<typeof reviveLife>[1]) {
  const stands = { started: 0, runs: 0, closed: 0, left: 0 };
  const reviving = { db, runs: createStandRuns(temporal) };
  const of = await countOpenLives(db);
  let done = 0;
  for (let after: string | undefined, more = true; more;) {
    const lives = await openLives(db, { ...round, size: ROWS_A_PAGE, ...(after !== undefined && { after }) });
    for (let at = 0; at < lives.length; at += AT_ONCE) {
      const few = lives.slice(at, at + AT_ONCE);
      const revived = await Promise.all(few.map((life) => reviveLife(reviving, round, life)));
      for (const outcome of revived) stands[outcome] += 1;
      progress((done += few.length), of);
      if (revived.includes('started')) await pause(PACE_MS * few.length);
    }
    after = lives.at(-1)?.lifeId;
    more = lives.length === ROWS_A_PAGE;
  }
  return stands;
}
