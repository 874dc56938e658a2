/** Servers of its own for a life that is held against the rules: brought up in a folder that goes with them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { connectTemporal } from '../client/connect.ts';
import { taskQueueOf } from '../contract/names.ts';
import { readSettings } from '../contract/settings.ts';
import { startStack } from '../embedded/stack.ts';
import { openDatabase } from '../prisma/database.ts';
import { migrate } from '../prisma/migrate.ts';
import { buildOf } from '../worker/build.ts';
import { createWorker } from '../worker/create-worker.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { liveLater, type Comparison, type Engine } from './live-later.ts';
import type { LifeToWalk } from './life.ts';

/** Brings servers up in a folder of their own, lives the life there, and takes everything down. */
export async function liveOnEngine(life: LifeToWalk, say: (line: string) => void): Promise<Comparison> {
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });
  const folder = mkdtempSync(join(tmpdir(), 'standkeeper-simulate-'));
  const signal = interruption();
  try {
    const stack = await startStack({ folder, mode: 'test', say, signal });
    try {
      await migrate(stack.endpoints.databaseUrl);
      return await withWorker(folder, readSettings({}, stack.endpoints), say, (engine) =>
        Promise.race([liveLater(engine, life), aborted(signal)]),
      );
    } finally {
      await stack.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Ctrl-C ends the life, and servers and folder with it. */
function interruption(): AbortSignal {
  const ending = new AbortController();
  const stop = () =>
    ending.abort(
      new CommandError(EXIT.failed, 'INTERRUPTED', {
        en: 'interrupted; nothing is kept',
        zh: '已中断，未保留任何内容',
      }),
    );
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, stop);
  return ending.signal;
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

async function withWorker<T>(
  folder: string,
  settings: ReturnType<typeof readSettings>,
  say: (line: string) => void,
  use: (engine: Engine) => Promise<T>,
): Promise<T> {
  const build = await buildOf(folder);
  const worker = await createWorker({ settings, build, say });
  const db = openDatabase(settings.databaseUrl);
  const { client: temporal, close } = await connectTemporal(settings);
  try {
    return await use({ db, temporal, taskQueue: taskQueueOf(build.id) });
  } finally {
    await Promise.all([close(), db.close()]);
    await worker.shutdown();
  }
}
