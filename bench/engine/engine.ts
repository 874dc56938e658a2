/** One stand's cost on the real server, starts, and the rules alone; all figures from one run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectTemporal } from '../../client/connect.ts';
import { taskQueueOf } from '../../contract/names.ts';
import { readSettings } from '../../contract/settings.ts';
import { startStack } from '../../embedded/stack.ts';
import { openDatabase } from '../../prisma/database.ts';
import { migrate } from '../../prisma/migrate.ts';
import { buildOf } from '../../worker/build.ts';
import { createWorker } from '../../worker/create-worker.ts';
import { installRuntime } from '../../worker/runtime.ts';
import type { Figures } from '../figures.ts';
import { measureForecast } from './forecast.ts';
import { measureLife } from './life.ts';
import { measureStarts } from './starts.ts';
import { measureYear } from './year.ts';

type Say = (line: string) => void;

export async function measureEngine(say: Say): Promise<Figures> {
  installRuntime('ERROR', say);
  const folder = mkdtempSync(join(tmpdir(), 'standkeeper-bench-'));
  const stack = await startStack({ folder, mode: 'test', say });
  try {
    await migrate(stack.endpoints.databaseUrl);
    return await withWorker(folder, readSettings({}, stack.endpoints), say);
  } finally {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function withWorker(folder: string, settings: ReturnType<typeof readSettings>, say: Say): Promise<Figures> {
  const build = await buildOf(folder);
  const worker = await createWorker({ settings, build, say });
  const db = openDatabase(settings.databaseUrl);
  const { client: temporal, close } = await connectTemporal(settings);
  const engine = { db, temporal, taskQueue: taskQueueOf(build.id) };
  try {
    say('a year with six tasks …');
    const year = await measureYear(engine);
    say('twenty-five years …');
    const life = await measureLife(engine);
    say('starts …');
    const starts = await measureStarts(engine, settings);
    say('the rules alone …');
    const forecast = await measureForecast(engine, say);
    return { ...year, ...life, ...starts, ...forecast };
  } finally {
    await Promise.all([close(), db.close()]);
    await worker.shutdown();
  }
}
