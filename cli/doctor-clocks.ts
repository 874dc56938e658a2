/** Do the clocks agree? Due days are local days: a clock that is off moves what happens at midnight, and hides what is late. */
import type { Client } from '@temporalio/client';
import { serverAheadMs } from '../client/server-clock.ts';
import { workerAheadMs } from '../client/worker-clock.ts';
import type { Database } from '../prisma/database.ts';
import { databaseAheadMs } from '../prisma/database-clock.ts';
import type { Finding } from './finding.ts';

const MOST_APART_MS = 2_000;

/** Against this machine's clock, which therefore drops out between any two of them. */
export async function compareClocks(db: Database, temporal: Client): Promise<Omit<Finding, 'what'>> {
  const server = await serverAheadMs(temporal);
  const worker = await workerAheadMs(temporal);
  const clocks = [
    ['Temporal', server],
    ['database', await databaseAheadMs(db)],
    ...(worker === undefined ? [] : [['worker', server + worker] as const]),
  ] as const;
  const ahead = clocks.map(([, ms]) => ms);
  const apartMs = Math.max(...ahead) - Math.min(...ahead);
  const met = clocks.map(([name, ms]) => `${name} ${ms < 0 ? '−' : '+'}${(Math.abs(ms) / 1000).toFixed(1)} s`);
  // Without a word of it, who reads on would take the worker's clock for one that agrees.
  if (worker === undefined) met.push('worker not measured');
  return {
    ok: apartMs <= MOST_APART_MS,
    met: met.join(', '),
    wanted: 'at most 2 s apart; let each machine follow a time server',
  };
}
