/** A stand that sleeps though its day has come: no build of ours does so, so one is made that does. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDeeds } from '../../activities/deeds.ts';
import { createSweeps } from '../../activities/sweep.ts';
import { createStandRuns } from '../../client/stand-runs.ts';
import { taskQueueOf } from '../../contract/names.ts';
import { findStand, standLog } from '../../prisma/stand-store.ts';
import { listFindings } from '../../prisma/sweep-store.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { fastForward } from '../../embedded/time-skip.ts';
import { openWorker, ownBuild, YEAR, type OpenWorker, type TestCounty } from './county.ts';
import { openCounty } from './fresh-county.ts';

const TIMER = 'Math.min(waitMs, YEAR_MS)';

let folder: TemporaryFolder;
let county: TestCounty;
let sleepy: OpenWorker;
let taskQueue: string;
beforeAll(async () => {
  folder = temporaryFolder();
  county = await openCounty();
  const build = await ownBuild();
  const bundlePath = join(folder.path, 'sleepy.js');
  const code = readFileSync(build.bundlePath, 'utf8');
  if (!code.includes(TIMER)) throw new Error(`the bundle has no ${TIMER}; wanted: the timer of workflows/stand.ts`);
  writeFileSync(bundlePath, code.replace(TIMER, 'YEAR_MS'));
  taskQueue = taskQueueOf(build.id);
  sleepy = await openWorker(county.endpoints, { ...build, bundlePath }, createDeeds(county.db));
});
afterAll(async () => {
  await sleepy.close();
  await county.close();
  folder.remove();
});

const NIGHT = { at: `${YEAR + 1}-04-09T18:30:00.000Z`, on: `${YEAR + 1}-04-10` };

async function wakeSleepers(): Promise<void> {
  const runs = createStandRuns(county.temporal);
  const sweeps = createSweeps({ db: county.db, runs, stopping: new AbortController().signal });
  await sweeps.beginSweep(NIGHT);
  await new MockActivityEnvironment().run(() => sweeps.wakeSleepers({ ...NIGHT, taskQueue }));
}

test('a stand that has overslept is woken by the sweep, does what was due, and is not found again', async () => {
  const { workflowId, seed } = await county.plant();
  await fastForward(county.temporal, workflowId, `${YEAR}-09-15T01:00:00Z`);
  await county.stands.submitSurvey(workflowId, {
    by: 'crew',
    capturedOn: `${YEAR}-09-15`,
    counts: { livePoints: 1600 },
  });
  await county.stands.rollover(workflowId, taskQueue);
  await expect
    .poll(async () => (await county.temporal.workflow.getHandle(workflowId).describe()).taskQueue)
    .toBe(taskQueue);
  await fastForward(county.temporal, workflowId, `${YEAR + 1}-04-09T18:30:00Z`);
  const openedOn = async () => {
    const { turns } = await standLog(county.db, seed.lifeId);
    return turns.find(({ events: [first] }) => first?.type === 'DutyOpened' && first.dutyId === 'replant-0')?.on;
  };
  expect(await openedOn()).toBeUndefined();

  await wakeSleepers();
  await expect.poll(openedOn).toBe(`${YEAR + 1}-04-10`);
  const found = () => listFindings(county.db, { since: NIGHT.at });
  expect(await found()).toMatchObject([
    { kind: 'OVERSLEPT', found: expect.stringMatching(/^due since .*; woken$/), repaired: true },
  ]);
  const nextDueOn = async () => (await findStand(county.db, workflowId))?.nextDueOn;
  await expect.poll(async () => (await nextDueOn())! > NIGHT.on).toBe(true);

  await county.db.prisma.sweep.deleteMany();
  await wakeSleepers();
  expect(await found()).toEqual([]);
});
