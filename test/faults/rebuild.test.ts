/** Temporal's database is dropped: every stand begins again from its log, asleep until the very instant it slept until before. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { tsToMs } from '@temporalio/common/lib/time.js';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectTemporal } from '../../client/connect.ts';
import { createStandClient } from '../../client/stand-client.ts';
import { startSweep, sweepSchedule } from '../../client/run-sweep.ts';
import type { Settings } from '../../contract/settings.ts';
import { standWorkflowId } from '../../contract/names.ts';
import { startOfDayMs } from '../../domain/calendar.ts';
import { nextDue } from '../../domain/stand/next-due.ts';
import type { StandSeed, StandState } from '../../domain/stand/state.ts';
import { findTemporal } from '../../embedded/find-temporal.ts';
import { ensureNamespace, NAMESPACE } from '../../embedded/namespace.ts';
import { startTemporal, type Temporal } from '../../embedded/temporal-server.ts';
import { openDatabase, type Database } from '../../prisma/database.ts';
import { standState } from '../../prisma/stand-store.ts';
import { lastSweep, listFindings } from '../../prisma/sweep-store.ts';
import { buildOf } from '../../worker/build.ts';
import { createWorker } from '../../worker/create-worker.ts';
import { standkeeper, type Env } from '../cli/run.ts';
import { compiled } from '../support/compiled.ts';
import { freshDatabase, type FreshDatabase } from '../support/stack.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { writeLives } from './many-lives.ts';

Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });

/** More of them, to measure: REBUILD_STANDS=1000. */
const STANDS = Number(process.env['REBUILD_STANDS'] ?? 100);
const WITHIN_MS = Math.max(600_000, STANDS * 2000);
/** A server answers a view in two seconds, or it is away. */
const AT_ONCE = 20;
const say = () => undefined;

let folder: TemporaryFolder;
let database: FreshDatabase;
let db: Database;
let temporal: Temporal;
let settings: Settings;
let env: Env;
let stands: readonly StandSeed[];

async function startServer(): Promise<void> {
  const engine = await findTemporal(undefined, { say });
  const store = { kind: 'sqlite', file: join(folder.path, 'temporal', 'temporal.db') } as const;
  const place = { folder: folder.path, guarded: true, mode: 'test', port: undefined, uiPort: undefined } as const;
  temporal = await startTemporal({ ...place, engine, store, say });
  settings = { databaseUrl: database.url, temporalAddress: temporal.address, namespace: NAMESPACE };
  env = { DATABASE_URL: database.url, TEMPORAL_ADDRESS: temporal.address, TEMPORAL_NAMESPACE: NAMESPACE };
}

beforeAll(async () => {
  folder = temporaryFolder();
  database = await freshDatabase();
  db = openDatabase(database.url);
  await startServer();
  await ensureNamespace(temporal.address, { say });
  stands = await writeLives(db, STANDS);
}, 600_000);
afterAll(async () => {
  await temporal.stop();
  await db.close();
  await database.drop();
  folder.remove();
});

const rebuildArguments = () => ['--folder', folder.path, 'rebuild', '--json'];

async function rebuild() {
  const { code, out, err } = await standkeeper(rebuildArguments(), env);
  if (code !== 0) throw new Error(`${out}\n${err}`);
  return JSON.parse(out) as { stands: Record<string, number>; findings: unknown[]; offeredAgain: number };
}

/** Runs while a worker of this build does. */
async function withWorker<T>(use: () => Promise<T>): Promise<T> {
  const worker = await createWorker({ settings, build: await buildOf(folder.path), say });
  try {
    return await use();
  } finally {
    await worker.shutdown();
  }
}

/** Stand → the state its run has and the instant its timer fires. */
async function asleep(): Promise<ReadonlyMap<string, { state: unknown; firesAtMs: number }>> {
  const { client, close } = await connectTemporal(settings);
  const views = createStandClient({ temporal: client, db });
  const sleeping = async ({ standId, ...seed }: StandSeed) => {
    const handle = client.workflow.getHandle(standWorkflowId({ standId, ...seed }));
    const timer = async () =>
      (await handle.fetchHistory()).events?.findLast(({ timerStartedEventAttributes }) => timerStartedEventAttributes);
    await expect.poll(timer, { timeout: 60_000, interval: 500 }).toBeDefined();
    const { eventTime, timerStartedEventAttributes } = (await timer())!;
    const firesAtMs = tsToMs(eventTime) + tsToMs(timerStartedEventAttributes!.startToFireTimeout);
    const view = await views.view(standWorkflowId({ standId, ...seed }));
    if (view.kind !== 'seen') throw new Error(JSON.stringify(view));
    return [standId, { state: view.seen.state, firesAtMs }] as const;
  };
  try {
    const found = [];
    for (let at = 0; at < stands.length; at += AT_ONCE)
      found.push(...(await Promise.all(stands.slice(at, at + AT_ONCE).map(sleeping))));
    return new Map(found);
  } finally {
    await close();
  }
}

/** The instant that the log's state is due at: midnight of the day in the stand's zone, or its hour. */
function dueAtMs(state: StandState): number {
  const { on, hour } = nextDue(state)!;
  return startOfDayMs(on, state.regimes[state.parts[0]!.regime]!.timeZone, hour);
}

/** Between deciding how long to sleep and the server's writing it down, some time passes. */
const WRITTEN_DOWN_MS = 60_000;

async function expectDue(sleeping: Awaited<ReturnType<typeof asleep>>): Promise<void> {
  for (const { standId, lifeId } of stands) {
    const late = sleeping.get(standId)!.firesAtMs - dueAtMs((await standState(db, lifeId))!);
    expect(late, standId).toBeGreaterThanOrEqual(-1000);
    expect(late, standId).toBeLessThan(WRITTEN_DOWN_MS);
  }
}

async function killedHalfway(): Promise<void> {
  const child = spawn(process.execPath, [compiled('cli/main.js'), ...rebuildArguments()], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  const exited = once(child, 'exit');
  const before = await db.prisma.sweepFinding.count();
  const started = async () => (await db.prisma.sweepFinding.count()) - before;
  await expect.poll(started, { timeout: 60_000, interval: 20 }).toBeGreaterThan(STANDS / 4);
  child.kill('SIGKILL');
  await exited;
}

const tell = (what: string) => process.stderr.write(`rebuild of ${STANDS} stands: ${what}\n`);

test('a namespace that is not there is named, and nothing is started', async () => {
  const ran = await standkeeper(rebuildArguments(), { ...env, TEMPORAL_NAMESPACE: 'lost' });
  expect(ran.code).toBe(1);
  expect(ran.out).toMatch(/namespace lost: .*not found.*wanted: the namespace with its search attributes/i);
  const zh = await standkeeper(['--lang', 'zh', ...rebuildArguments()], { ...env, TEMPORAL_NAMESPACE: 'lost' });
  expect(zh.out).toMatch(/命名空间 lost：.*应为：带搜索属性的命名空间/);
});

test(
  'after Temporal’s database was dropped, a rebuild killed halfway and repeated brings every stand back, due when it was',
  async () => {
    expect(await rebuild()).toMatchObject({ stands: { started: STANDS, runs: 0, left: 0 }, findings: [] });
    const before = await withWorker(asleep);
    await expectDue(before);

    await temporal.stop();
    rmSync(join(folder.path, 'temporal'), { recursive: true });
    await startServer();
    await ensureNamespace(temporal.address, { say });

    await killedHalfway();
    const began = performance.now();
    const again = await rebuild();
    tell(`${again.stands['started']} of them in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    expect(again.stands['started']! + again.stands['runs']!).toBe(STANDS);
    expect(again.stands['runs']).toBeGreaterThan(0);
    expect(again.findings).toEqual([]);
    expect(await rebuild()).toMatchObject({ stands: { started: 0, runs: STANDS, left: 0 }, findings: [] });
    // A rebuild is kept beside the sweeps; the last sweep, if a night has passed, is one that has folded logs.
    expect((await lastSweep(db))?.looked ?? { foldLogs: 0 }).toHaveProperty('foldLogs');

    await withWorker(async () => {
      const after = await asleep();
      await expectDue(after);
      expect([...after].map(([id, { state }]) => [id, state])).toEqual(
        [...before].map(([id, { state }]) => [id, state]),
      );
      const { client, close } = await connectTemporal(settings);
      const { at } = await (await startSweep(client, (await sweepSchedule(client))!, true)).result();
      await close();
      expect(await listFindings(db, { since: at, until: at })).toEqual([]);
    });
  },
  WITHIN_MS,
);
