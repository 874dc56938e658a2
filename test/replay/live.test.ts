/** Every open workflow of a namespace, replayed against this bundle and against one that would break it. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fastForward } from '../../embedded/time-skip.ts';
import { bundleWorkflows } from '../../worker/bundle.ts';
import { breaksOf, countOpen, openHistories } from '../../worker/replay.ts';
import type { Ran } from '../cli/run.ts';
import { compiled } from '../support/compiled.ts';
import { freshDatabase, freshNamespace, testEndpoints, type FreshDatabase } from '../support/stack.ts';
import { openCountyAt, type TestCounty } from '../workflows/county.ts';

let database: FreshDatabase;
let county: TestCounty;
beforeAll(async () => {
  const [namespace, own] = await Promise.all([freshNamespace(), freshDatabase()]);
  database = own;
  county = await openCountyAt({ ...testEndpoints(), namespace, databaseUrl: own.url });
});
afterAll(async () => {
  await county.close();
  await database.drop();
});

const STANDS = 3;

async function historyLengths(workflowIds: readonly string[]): Promise<number[]> {
  const runs = workflowIds.map((workflowId) => county.temporal.workflow.getHandle(workflowId).describe());
  return (await Promise.all(runs)).map(({ historyLength }) => historyLength);
}

function runReplay(...args: string[]): Promise<Ran> {
  const { databaseUrl, temporalAddress, namespace } = county.endpoints;
  const where = { DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: namespace };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [compiled('scripts/replay.js'), ...args], {
      env: { ...process.env, ...where },
    });
    const ran = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (ran.out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (ran.err += chunk.toString('utf8')));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, ...ran }));
  });
}

test('every open stand replays on this bundle, one that would break is named, and no run is touched', async () => {
  const ids: string[] = [];
  for (let index = 0; index < STANDS; index += 1) ids.push((await county.plant()).workflowId);
  for (const id of ids) await fastForward(county.temporal, id, '2040-09-03T01:00:00Z');
  await expect.poll(() => countOpen(county.temporal)).toBe(STANDS);
  const before = await historyLengths(ids);

  const same = await breaksOf(await readFile(county.build.bundlePath, 'utf8'), openHistories(county.temporal));
  expect(same).toEqual({ replayed: STANDS, breaks: [] });

  const changed = await bundleWorkflows(fileURLToPath(new URL('fixtures/changed-order.ts', import.meta.url)));
  const { replayed, breaks } = await breaksOf(changed, openHistories(county.temporal));
  expect(replayed).toBe(STANDS);
  expect(breaks.map(({ workflowId }) => workflowId).toSorted()).toEqual(ids.toSorted());
  expect(breaks[0]!.met).toMatch(/nondeterminism/i);
  expect(await historyLengths(ids)).toEqual(before);

  expect(await runReplay('--live', '--json')).toMatchObject({ code: 0, out: expect.stringContaining('"breaks": []') });
});

/** Begins with a bundle of its own, as under the release that still had it. */
async function startRetired(workflowId: string): Promise<void> {
  const connection = await NativeConnection.connect({ address: county.endpoints.temporalAddress });
  const worker = await Worker.create({
    connection,
    namespace: county.endpoints.namespace,
    taskQueue: 'retired',
    workflowsPath: fileURLToPath(new URL('fixtures/retired.ts', import.meta.url)),
  });
  await worker.runUntil(async () => {
    const handle = await county.temporal.workflow.start('retiredWorkflow', { workflowId, taskQueue: 'retired' });
    await expect.poll(async () => (await handle.describe()).historyLength).toBeGreaterThan(4);
  });
  await connection.close();
}

test('a run of a workflow that this source tree has no more is a break, and the exit code says so', async () => {
  await startRetired('retired/1');
  await expect.poll(() => countOpen(county.temporal)).toBe(STANDS + 1);
  const { code, out, err } = await runReplay('--live');
  expect(out, err).toMatch(/✗ retired\/1: /);
  expect(out).toMatch(/4 histories replayed, 1 break/);
  expect(code).toBe(1);
});
