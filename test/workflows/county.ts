/** A county to test in: its own queue and worker, real deeds. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, type Worker } from '@temporalio/worker';
import type { Client } from '@temporalio/client';
import { createDeeds } from '../../activities/deeds.ts';
import { connectTemporal } from '../../client/connect.ts';
import { createStandClient, type StandClient } from '../../client/stand-client.ts';
import { startStand } from '../../client/start-stand.ts';
import type { Settings } from '../../contract/settings.ts';
import { PAGES } from '../../contract/pages.ts';
import type { Deeds } from '../../contract/deeds.ts';
import { standWorkflowId, taskQueueOf } from '../../contract/names.ts';
import type { StandSeed } from '../../domain/stand/state.ts';
import { openDatabase, type Database } from '../../prisma/database.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { buildOf, type Build } from '../../worker/build.ts';
import { serve } from '../../worker/serve.ts';
import { plantedStand, type SeedOptions } from '../support/regimes.ts';

Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });

/** Bundled once for all tests, and again only when the workflows change. */
const BUILDS = fileURLToPath(new URL('../../node_modules/.cache/standkeeper', import.meta.url));

/** This build under an id of its own: a queue that no other test's worker polls. */
export async function ownBuild(suffix: string = randomUUID().slice(0, 8)): Promise<Build> {
  const build = await buildOf(BUILDS);
  return { ...build, id: `${build.id}${suffix}`, bundlesFolder: join(BUILDS, 'none') };
}

/**
 * The next leap year: later than what the machine's clock says, so that only skipped time reaches it, and as near as can be
 * while its days are those of any other run. A stand sleeps a timer for each year before it.
 */
export const YEAR = 4 * Math.ceil((new Date().getUTCFullYear() + 1) / 4);
export const PLANTED_ON = `${YEAR}-04-10`;

export interface TestCounty {
  readonly db: Database;
  readonly temporal: Client;
  readonly stands: StandClient;
  readonly endpoints: Settings;
  readonly build: Build;
  readonly taskQueue: string;
  /** The deeds as the worker calls them; a test may put another in the place of one. */
  readonly deeds: { -readonly [name in keyof Deeds]: Deeds[name] };
  /** Writes the row and starts the workflow. */
  plant(options?: SeedOptions): Promise<Planted>;
  /** From then on nobody polls the county's queue. */
  stopWorker(): Promise<void>;
  close(): Promise<void>;
}

export interface Planted {
  readonly seed: StandSeed;
  readonly workflowId: string;
}

export async function openCountyAt(endpoints: Settings): Promise<TestCounty> {
  const db = openDatabase(endpoints.databaseUrl);
  const { client: temporal, close: closeClient } = await connectTemporal(endpoints);
  const build = await ownBuild();
  const deeds = { ...createDeeds(db) };
  const serving = await openWorker(endpoints, build, deeds);
  const taskQueue = taskQueueOf(build.id);
  let stopped: Promise<void> | undefined;
  const stopWorker = () => (stopped ??= serving.close());
  return {
    db,
    temporal,
    stands: createStandClient({ temporal, db }),
    endpoints,
    build,
    taskQueue,
    deeds,
    plant: (options) => plant(db, temporal, taskQueue, options),
    stopWorker,
    async close() {
      await stopWorker();
      await Promise.all([closeClient(), db.close()]);
    },
  };
}

const ENDS_WITHIN_MS = 30_000;

/** Waits until the life has ended; the SDK's own `result()` would wait for ever. */
export async function untilEnded(temporal: Client, workflowId: string): Promise<void> {
  for (const deadline = Date.now() + ENDS_WITHIN_MS; ; await pause(50)) {
    const { status } = await temporal.workflow.getHandle(workflowId).describe();
    if (status.name === 'COMPLETED') return;
    if (Date.now() > deadline) throw new Error(`${workflowId} is ${status.name}; wanted: COMPLETED within 30 s`);
  }
}

export interface OpenWorker {
  readonly worker: Worker;
  close(): Promise<void>;
}

/** A worker for one build's stands; their deeds are looked up at each call. */
export async function openWorker(endpoints: Settings, build: Build, deeds: Deeds, slots = 10): Promise<OpenWorker> {
  const connection = await NativeConnection.connect({ address: endpoints.temporalAddress });
  const activities = {
    ...Object.fromEntries(Object.keys(deeds).map((name) => [name, (turn: never) => deeds[name as keyof Deeds](turn)])),
    deliverWorkflowMessages: () => Promise.reject(new Error('no delivery in this county')),
  } as unknown as Parameters<typeof serve>[0]['activities'];
  const worker = await serve({ connection, namespace: endpoints.namespace, activities, slots }, build);
  const running = worker.run();
  return {
    worker,
    async close() {
      worker.shutdown();
      await running;
      await connection.close();
    },
  };
}

async function plant(db: Database, temporal: Client, taskQueue: string, options: SeedOptions = {}): Promise<Planted> {
  const standNo = String(Math.floor(Math.random() * 1e9));
  const seed = plantedStand({ lifeId: randomUUID(), plantedOn: PLANTED_ON, standNo, ...options });
  await saveRow(db, seed);
  const workflowId = standWorkflowId(seed);
  await startStand(temporal, { workflowId, input: { schema: 1, pages: PAGES, seed }, taskQueue });
  return { seed, workflowId };
}

/** The stand's row, as an import writes it. */
export async function saveRow(db: Database, seed: StandSeed): Promise<void> {
  await saveImport(db, {
    batch: {
      id: randomUUID(),
      kind: 'stands',
      fileName: 'test.geojson',
      fileSha256: '0'.repeat(64),
      at: new Date().toISOString(),
      rows: 1,
    },
    counties: [{ code: seed.countyCode, zh: '定襄县', en: 'Dingxiang' }],
    stands: [{ seed, code: seed.standId.split('-').at(-1)! }],
    surveys: [],
  });
}
