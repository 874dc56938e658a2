/** Do the clocks agree? Due days are local days: a clock that is off moves what happens at midnight, and hides what is late. */
import type { Client } from '@temporalio/client';
import { serverAheadMs } from '../client/server-clock.ts';
import { workerAheadMs } from '../client/worker-clock.ts';
import type { Database } from '../prisma/database.ts';
import { databaseAheadMs } from '../prisma/database-clock.ts';
import { same, type Said } from './exit-codes.ts';
import type { Finding } from './finding.ts';

const MOST_APART_MS = 2_000;
const WORKER: Said = { en: 'worker', zh: '工作进程' };

/** Against this machine's clock, which therefore drops out between any two of them. */
export async function compareClocks(db: Database, temporal: Client): Promise<Omit<Finding, 'what'>> {
  const server = await serverAheadMs(temporal);
  const worker = await workerAheadMs(temporal);
  const clocks: readonly (readonly [Said, number])[] = [
    [same('Temporal'), server],
    [{ en: 'database', zh: '数据库' }, await databaseAheadMs(db)],
    ...(worker === undefined ? [] : [[WORKER, server + worker] as const]),
  ];
  const ahead = clocks.map(([, ms]) => ms);
  const apartMs = Math.max(...ahead) - Math.min(...ahead);
  const seconds = (ms: number) => `${ms < 0 ? '−' : '+'}${(Math.abs(ms) / 1000).toFixed(1)}`;
  const en = clocks.map(([name, ms]) => `${name.en} ${seconds(ms)} s`);
  const zh = clocks.map(([name, ms]) => `${name.zh} ${seconds(ms)} 秒`);
  // Without a word of it, who reads on would take the worker's clock for one that agrees.
  if (worker === undefined) {
    en.push('worker not measured');
    zh.push('工作进程未测得');
  }
  return {
    ok: apartMs <= MOST_APART_MS,
    met: { en: en.join(', '), zh: zh.join('，') },
    wanted: {
      en: 'at most 2 s apart; let each machine follow a time server',
      zh: '相差不超过 2 秒；各机应与时间服务器同步',
    },
  };
}
