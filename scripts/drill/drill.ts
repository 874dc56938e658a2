/** A drill: stands live under time skipping while worker, Temporal, PostgreSQL and client are killed at random. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connectTemporal } from '../../client/connect.ts';
import { openDatabase } from '../../prisma/database.ts';
import { migrate } from '../../prisma/migrate.ts';
import { chanceOf } from '../../samples/random.ts';
import { Generations } from './generations.ts';
import type { DrilledLife } from './lives.ts';
import { startServers, type Servers } from './servers.ts';
import { supervise, type Supervised } from './supervised.ts';
import { verdictOn, type Verdict } from './verdict.ts';

export const TARGETS = ['worker', 'temporal', 'postgres', 'client'] as const;
export type Target = (typeof TARGETS)[number];

export interface DrillOptions {
  /** Empty, and left to the caller to remove. */
  readonly folder: string;
  /** Folder of the compiled sources: what is killed is started as it is delivered. */
  readonly programs: string;
  /** Which lives are lived, and who is killed when. */
  readonly seed: number;
  readonly kills: number;
  readonly stands: number;
  say(line: string): void;
}

export interface Drilled extends Verdict {
  readonly seed: number;
  readonly kills: Readonly<Record<Target, number>>;
  readonly generations: number;
  /** Of the last generation, never moved: they sleep on as they were planted. */
  readonly leftAsleep: number;
  /** Answers that were not the foretold ones. */
  readonly wrongAnswers: readonly string[];
  readonly seconds: number;
}

/** Between two kills: long enough for a turn, short enough to hit one. */
const [LEAST_PAUSE_MS, MOST_PAUSE_MS] = [100, 2_000];
const REST_LIVED_WITHIN_MS = 30 * 60_000;

export async function drill(options: DrillOptions): Promise<Drilled> {
  const began = performance.now();
  const servers = await startServers(options.folder);
  try {
    await migrate(servers.settings.databaseUrl);
    const drilled = await liveAndKill(options, servers);
    return { seed: options.seed, ...drilled, seconds: Math.round((performance.now() - began) / 1000) };
  } finally {
    await servers.stop();
  }
}

async function liveAndKill(options: DrillOptions, servers: Servers): Promise<Omit<Drilled, 'seed' | 'seconds'>> {
  const { settings } = servers;
  const worker = await supervise({
    entry: join(options.programs, 'scripts', 'drill', 'worker-process.js'),
    order: () => ({ settings, folder: options.folder }),
    heard: () => undefined,
  });
  const lived = new Generations({ ...options, plantedIn: new Date().getUTCFullYear() + 1 }, servers);
  const kills: Record<Target, number> = { worker: 0, temporal: 0, postgres: 0, client: 0 };
  const chance = chanceOf(options.seed);
  try {
    let client = await lived.next();
    for (let count = 1; count <= options.kills; count += 1) {
      await lived.moving();
      await pause(chance.whole(LEAST_PAUSE_MS, MOST_PAUSE_MS));
      const target = chance.pick(TARGETS);
      if (lived.isOver) client = await lived.next();
      const at = performance.now();
      await killAndStart(target, { worker, client, servers });
      kills[target] += 1;
      const seconds = ((performance.now() - at) / 1000).toFixed(1);
      options.say(`${count} of ${options.kills}: ${target} is back after ${seconds} s; ${lived.progress()}`);
    }
    client = await lived.rest();
    const { leftAsleep } = lived;
    options.say(`no more kills; ${leftAsleep} of ${options.stands} sleep on; ${lived.progress()}`);
    await client.finished(REST_LIVED_WITHIN_MS);
    options.say('all others have lived; comparing all with what the rules foretold');
    const verdict = await judge(servers, lived.lives);
    return { kills, generations: lived.generation, leftAsleep, ...verdict, wrongAnswers: lived.wrongAnswers };
  } finally {
    await lived.stop();
    await worker.stop();
  }
}

interface Killable {
  readonly worker: Supervised;
  readonly client: Supervised;
  readonly servers: Servers;
}

async function killAndStart(target: Target, { worker, client, servers }: Killable): Promise<void> {
  if (target === 'worker') return worker.kill();
  if (target === 'client') return client.kill();
  await servers.kill(target);
  await servers.start(target);
}

/** With a worker that nobody kills any more. */
async function judge(servers: Servers, lives: readonly DrilledLife[]): Promise<Verdict> {
  const { settings } = servers;
  const db = openDatabase(settings.databaseUrl);
  const { client, close } = await connectTemporal(settings);
  try {
    return await verdictOn(db, client, lives);
  } finally {
    await Promise.all([close(), db.close()]);
  }
}
