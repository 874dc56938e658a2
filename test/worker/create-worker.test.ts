import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDeeds } from '../../activities/deeds.ts';
import { connectTemporal, type TemporalConnection } from '../../client/connect.ts';
import { deliveryWorkflowId, standWorkflowId, taskQueueOf } from '../../contract/names.ts';
import { openDatabase, type Database } from '../../prisma/database.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { countWaiting } from '../../prisma/outbox-store.ts';
import { findStand } from '../../prisma/stand-store.ts';
import { bundlePathOf, type Build } from '../../worker/build.ts';
import { createWorker, type RunningWorker } from '../../worker/create-worker.ts';
import { checkBundle } from '../../worker/self-check.ts';
import { plantedStand } from '../support/regimes.ts';
import { freshPlace, type FreshPlace } from '../support/stack.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openWorker, ownBuild } from '../workflows/county.ts';

/** A worker takes over every stand of its namespace. */
let place: FreshPlace;
const folder = temporaryFolder();
let db: Database;
let temporal: TemporalConnection;
let build: Build;
const said: string[] = [];

beforeAll(async () => {
  place = await freshPlace();
  db = openDatabase(place.settings.databaseUrl);
  temporal = await connectTemporal(place.settings);
  build = await ownBuild('a');
});
afterAll(async () => {
  await Promise.all([db.close(), temporal.close()]);
  await place.drop();
  folder.remove();
});

function start(of: Build): Promise<RunningWorker> {
  return createWorker({ settings: place.settings, build: of, say: (line) => said.push(line) });
}

/** Stands planted last year, and for each a survey of now. */
async function importStands(count: number): Promise<string[]> {
  const today = new Date().toISOString().slice(0, 10);
  const seeds = Array.from({ length: count }, () =>
    plantedStand({
      lifeId: randomUUID(),
      standNo: String(Math.floor(Math.random() * 1e9)),
      plantedOn: `${Number(today.slice(0, 4)) - 1}-04-10`,
    }),
  );
  await saveImport(db, {
    batch: {
      id: randomUUID(),
      kind: 'stands',
      fileName: 'f',
      fileSha256: '0'.repeat(64),
      at: new Date().toISOString(),
      rows: count,
    },
    counties: [{ code: seeds[0]!.countyCode, zh: '定襄县', en: 'Dingxiang' }],
    stands: seeds.map((seed) => ({ seed, code: seed.standId.split('-')[1]! })),
    surveys: seeds.map((seed) => ({
      lifeId: seed.lifeId,
      workflowId: standWorkflowId(seed),
      command: {
        commandId: `survey-${seed.lifeId}`,
        digest: 'd',
        by: 'import',
        surveyId: seed.lifeId,
        capturedOn: today,
        counts: { livePoints: 1600 },
        plots: 0,
      },
      plots: [],
    })),
  });
  return seeds.map(standWorkflowId);
}

async function queues(workflowIds: readonly string[]): Promise<Set<string>> {
  const runs = await Promise.all(workflowIds.map((id) => temporal.client.workflow.getHandle(id).describe()));
  return new Set(runs.map(({ taskQueue }) => taskQueue));
}

let imported: string[];

test('a worker that cannot begin its delivery says what was refused, when all it had opened is closed', async () => {
  const nameless = { ...build, id: 'a'.repeat(2000) };
  await expect(start(nameless)).rejects.toThrow('Failed to start Workflow');
});

test('imported stands are started and their surveys handed on, a stand before its survey', async () => {
  imported = await importStands(4);
  const worker = await start(build);
  await expect.poll(() => countWaiting(db, 'workflow'), { timeout: 30_000 }).toBe(0);
  // What fell due since the planting comes first, a turn each.
  await expect.poll(async () => (await findStand(db, imported[0]!))?.verdict, { timeout: 60_000 }).toBe('REPLANT');
  expect(await queues(imported)).toEqual(new Set([taskQueueOf(build.id)]));
  await worker.shutdown();
});

test('a worker of the next build takes over stands and delivery where the earlier bundle is kept', async () => {
  const bundlesFolder = path.join(folder.path, 'bundles');
  mkdirSync(bundlesFolder);
  copyFileSync(build.bundlePath, bundlePathOf(bundlesFolder, build.id));
  const next = { ...(await ownBuild('b')), bundlesFolder };
  const worker = await start(next);
  await expect
    .poll(() => queues([...imported, deliveryWorkflowId('workflow')]), { timeout: 40_000 })
    .toEqual(new Set([taskQueueOf(next.id)]));
  await expect.poll(() => said.at(-1), { timeout: 20_000 }).toBe(`no stand is left on build ${build.id}`);
  await worker.shutdown();
});

test('where the earlier bundle is not kept, that is said, and the stands move once such a worker runs', async () => {
  const [earlier, next] = [await ownBuild('b'), await ownBuild('c')];
  const worker = await start(next);
  const notKept = `run on build ${earlier.id}, whose bundle is not kept`;
  await expect.poll(() => said.some((line) => line.includes(notKept)), { timeout: 20_000 }).toBe(true);
  const ofThatRelease = await openWorker(place.settings, earlier, createDeeds(db));
  await expect.poll(() => queues(imported), { timeout: 40_000 }).toEqual(new Set([taskQueueOf(next.id)]));
  await ofThatRelease.close();
  await worker.shutdown();
});

test('a bundle that does not offer what the contract names is refused at the start', async () => {
  const strange = path.join(folder.path, 'strange.js');
  await expect(checkBundle(build.bundlePath)).resolves.toBeUndefined();
  writeFileSync(strange, readFileSync(build.bundlePath, 'utf8').replaceAll('standWorkflow', 'standWorkflaw'));
  await expect(checkBundle(strange)).rejects.toThrow(
    /offers the workflows deliveryWorkflow, standWorkflaw, sweepWorkflow; wanted: deliveryWorkflow, standWorkflow, sweep/,
  );
});
