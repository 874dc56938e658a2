/**
 * The steps of the nightly sweep. They are no deeds: they compare what deeds have written with each other and with
 * what runs in Temporal, which they reach through functions that the worker gives.
 */
import type { SweepRound, Sweeps } from '../contract/sweep.ts';
import { checkLife } from '../prisma/check-life.ts';
import { livesToFold } from '../prisma/sweep-pages.ts';
import { beginSweep, endSweep } from '../prisma/sweep-store.ts';
import { compareRuns } from './sweep-compare.ts';
import { atOnce, inPages, keyAfter, LIVES_A_PAGE, pageOf } from './sweep-rounds.ts';
import { allRunning, lookForStrays, reviveStands, wakeSleepers, type SweepDeps } from './sweep-runs.ts';
import { lookAtWaiting } from './sweep-waiting.ts';

export function createSweeps(deps: SweepDeps): Sweeps {
  const { db, stopping } = deps;
  return {
    ...lookAtWaiting(deps),
    beginSweep: (moment) => beginSweep(db, moment),
    foldLogs: (round) => inPages(round, stopping, (after) => foldLogs(deps, round, after)),
    async reviveStands(round) {
      const running = await allRunning(deps);
      return inPages(round, stopping, (after) => reviveStands(deps, round, running, after));
    },
    wakeSleepers: (round) => inPages(round, stopping, (after) => wakeSleepers(deps, round, after)),
    lookForStrays: (round) => inPages(round, stopping, (after) => lookForStrays(deps, round, after)),
    compareRuns: (round) => inPages(round, stopping, (after) => compareRuns(deps, round, after)),
    endSweep: (done) => endSweep(db, done),
  };
}

async function foldLogs({ db }: SweepDeps, round: SweepRound, after: string | undefined) {
  const page = { ...pageOf(round, after), size: LIVES_A_PAGE, all: round.all ?? false };
  const lives = await livesToFold(db, page);
  for (const few of atOnce(lives)) await Promise.all(few.map((lifeId) => checkLife(db, lifeId, round)));
  return { looked: lives.length, after: keyAfter(lives, page.size, (lifeId) => lifeId) };
}
