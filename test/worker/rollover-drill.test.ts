/** Two hundred stands move from one release to the next, whose runs begin otherwise, while people go on sending. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectTemporal, type TemporalConnection } from '../../client/connect.ts';
import { createStandClient, type StandClient } from '../../client/stand-client.ts';
import { reportedStuck, troublesOf } from '../../client/stand-troubles.ts';
import { STAND_WORKFLOW, standWorkflowId, taskQueueOf } from '../../contract/names.ts';
import type { Settings } from '../../contract/settings.ts';
import { openDatabase, type Database } from '../../prisma/database.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { bundlePathOf, type Build } from '../../worker/build.ts';
import { bundleWorkflows, writeBundle } from '../../worker/bundle.ts';
import { createWorker, type RunningWorker } from '../../worker/create-worker.ts';
import { importOf, newSeed } from '../prisma/fixture.ts';
import { freshDatabase, freshNamespace, testEndpoints, type FreshDatabase } from '../support/stack.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ownBuild, PLANTED_ON } from '../workflows/county.ts';

const STANDS = 200;
/** Of each ten stands one hears something while they move. */
const SPOKEN_TO = 20;
/** Asked to move at twelve a second. */
const MOVED_WITHIN_MS = 120_000;
/** On a busy machine four hundred runs take their time to begin. */
const WITHIN_MS = 6 * 60_000;

const folder = temporaryFolder();
let database: FreshDatabase;
let settings: Settings;
let db: Database;
let temporal: TemporalConnection;

beforeAll(async () => {
  const [namespace, own] = await Promise.all([freshNamespace(), freshDatabase()]);
  database = own;
  settings = { ...testEndpoints(), namespace, databaseUrl: own.url };
  db = openDatabase(own.url);
  temporal = await connectTemporal(settings);
});
afterAll(async () => {
  await Promise.all([db.close(), temporal.close()]);
  await database.drop();
  folder.remove();
});

const start = (build: Build): Promise<RunningWorker> => createWorker({ settings, build, say: () => undefined });

/** With the earlier one's bundle kept beside its own, as an installation keeps them. */
async function nextRelease(earlier: Build): Promise<Build> {
  const bundlesFolder = join(folder.path, 'bundles');
  mkdirSync(bundlesFolder);
  copyFileSync(earlier.bundlePath, bundlePathOf(bundlesFolder, earlier.id));
  const { id } = await ownBuild('d');
  const bundlePath = bundlePathOf(bundlesFolder, id);
  await writeBundle(
    bundlePath,
    await bundleWorkflows(fileURLToPath(new URL('fixtures/next-release.ts', import.meta.url))),
  );
  return { id, bundlePath, bundlesFolder };
}

async function countOn({ id }: Build): Promise<number> {
  const query = `WorkflowType = '${STAND_WORKFLOW}' AND ExecutionStatus = 'Running' AND TaskQueue = '${taskQueueOf(id)}'`;
  return (await temporal.client.workflow.count(query)).count;
}

/** Sent again as long as no worker is heard in time, as people are told to. */
async function suspended(stands: StandClient, workflowId: string): Promise<unknown> {
  for (;;) {
    const outcome = await stands.suspend(workflowId, { by: 'm', reason: 'DISPUTE', commandId: `stop-${workflowId}` });
    if (outcome.kind !== 'outage') return outcome;
  }
}

test(
  'two hundred stands come over to a changed release, none is stuck, and none misses what it is told',
  async () => {
    const earlier = await ownBuild('c');
    const seeds = Array.from({ length: STANDS }, () => newSeed({ plantedOn: PLANTED_ON }));
    await saveImport(db, importOf(seeds));
    const old = await start(earlier);
    await expect.poll(() => countOn(earlier), { timeout: 60_000, interval: 500 }).toBe(STANDS);
    await old.shutdown();

    const next = await nextRelease(earlier);
    const worker = await start(next);
    const stands = createStandClient({ temporal: temporal.client, db });
    const spokenTo = seeds.slice(0, SPOKEN_TO).map(standWorkflowId);
    const answers = await Promise.all(spokenTo.map((id) => suspended(stands, id)));
    expect(answers).toMatchObject(spokenTo.map(() => ({ kind: 'answered' })));
    await expect.poll(() => countOn(next), { timeout: MOVED_WITHIN_MS, interval: 1_000 }).toBe(STANDS);

    expect(await reportedStuck(temporal.client, STANDS)).toEqual([]);
    for (const id of seeds.map(standWorkflowId)) {
      expect(await troublesOf(temporal.client, id)).toEqual({});
      const view = await stands.view(id);
      expect(view).toMatchObject({ kind: 'seen' });
      expect(view).not.toHaveProperty('seen.parked');
    }
    await expect.poll(() => db.prisma.stand.count({ where: { suspendedOn: { not: null } } })).toBe(SPOKEN_TO);
    await worker.shutdown();
  },
  WITHIN_MS,
);
