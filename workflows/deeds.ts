/** How deeds are called: one class of activity, short, repeated until it succeeds or can never succeed. */
import { proxyActivities, type ActivityOptions } from '@temporalio/workflow';
import type { Deeds, Turn } from '../contract/deeds.ts';
import type { DeedFinding } from '../domain/stand/command.ts';

const OPTIONS: ActivityOptions = {
  // A deed is a transaction of milliseconds: after 10 s its worker is gone or the database hangs, and
  // repeating is harmless.
  startToCloseTimeout: '10 s',
  // No limit of attempts: a database that is away for a day must lose nothing. Capped, so that a stand
  // goes on within half a minute after the database is back.
  retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '30 s' },
};

/** Makes a turn true outside; returns what the deed met there. Rejects only where repeating is hopeless. */
export function doDeed(turn: Turn): Promise<DeedFinding> {
  const summary = `turn ${turn.turn} of ${turn.on}${turn.dutyId === undefined ? '' : `: ${turn.dutyId}`}`;
  return proxyActivities<Deeds>({ ...OPTIONS, summary })[turn.deed](turn);
}
