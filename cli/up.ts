/** `npm start`: the composition root of the embedded mode; everything on one machine, until Ctrl-C. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startStack, type Stack } from '../embedded/stack.ts';
import { readSettings } from '../contract/settings.ts';
import { openDatabase } from '../prisma/database.ts';
import { migrate } from '../prisma/migrate.ts';
import { createWorker, type RunningWorker } from '../worker/create-worker.ts';
import { buildOf } from '../worker/build.ts';
import { installRuntime } from '../worker/runtime.ts';
import { publishShippedPolicy } from './publish-policy.ts';
import { loadSampleCounty } from './sample-county.ts';
import { say } from './say.ts';

export interface UpOptions {
  readonly folder: string;
  /** Leave an empty database empty. */
  readonly sample: boolean;
}

/** Brings everything up, stays until SIGINT or SIGTERM, and takes everything down in order. */
export async function up({ folder, sample }: UpOptions): Promise<void> {
  const began = Date.now();
  // Our own handlers stand before the SDK's and PostgreSQL's: a second Ctrl-C (npm sends one too) must not cut the order.
  const stopped = new Promise<string>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve(signal));
  });
  installRuntime('WARN', logTo(folder));
  const stack = await startStack({ folder, mode: 'embedded', say });
  try {
    const worker = await readyWorker(stack, folder, sample);
    welcome(stack, Date.now() - began);
    await Promise.race([stopped, worker.run]);
    say('stopping the worker (running deeds are finished first)');
    await worker.shutdown();
  } finally {
    await stack.stop();
  }
  say('stopped; everything is kept in ' + folder);
}

/** What the SDK warns of on a busy machine is for who looks for it, not for the newcomer's screen. */
function logTo(folder: string): (line: string) => void {
  return (line) => {
    mkdirSync(join(folder, 'log'), { recursive: true });
    appendFileSync(join(folder, 'log', 'worker.log'), `${line}\n`);
  };
}

async function readyWorker(stack: Stack, folder: string, sample: boolean): Promise<RunningWorker> {
  const applied = await migrate(stack.endpoints.databaseUrl, say);
  if (applied.length > 0) say(`database brought up to date: ${applied.join(', ')}`);
  await publishShippedPolicy(stack.endpoints.databaseUrl, say);
  const settings = readSettings(process.env, stack.endpoints);
  const build = await buildOf(folder);
  const worker = await createWorker({ settings, build, say });
  if (sample) await loadSample(stack);
  return worker;
}

async function loadSample(stack: Stack): Promise<void> {
  const db = openDatabase(stack.endpoints.databaseUrl);
  try {
    await loadSampleCounty(db, say);
  } finally {
    await db.close();
  }
}

function welcome({ endpoints }: Stack, tookMs: number): void {
  const lines = [
    '',
    `Standkeeper is up after ${(tookMs / 1000).toFixed(1)} s.   Ctrl-C stops everything in order.`,
    '',
    `  Temporal UI   ${endpoints.uiUrl ?? '–'}`,
    `  Temporal      ${endpoints.temporalAddress}  namespace ${endpoints.namespace}`,
    '  PostgreSQL    address and password in the folder named by --folder, file endpoints.json',
    '',
    'Try next, in a second terminal:',
    '  npx standkeeper stands list --stage REPLANT_DUE',
    '  npx standkeeper tasks list',
    '  npx standkeeper stands why 140902-0002        why this one must be planted anew, and when',
    '  npx standkeeper survey submit 140902-0005 --captured 2025-09-01 --live 9000',
    '  npx standkeeper --help',
    '',
  ];
  for (const line of lines) console.log(line);
}
