/**
 * Two hundred stands move from one release to the next, whose runs begin otherwise, while people go on sending. Some have
 * lived before: their check is out with a crew or has been answered, and two wait for an operator with a count in hand.
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectTemporal, type TemporalConnection } from '../../client/connect.ts';
import { createStandClient, type StandClient } from '../../client/stand-client.ts';
import { reportedStuck, troublesOf } from '../../client/stand-troubles.ts';
import { STAND_WORKFLOW, standWorkflowId, taskQueueOf } from '../../contract/names.ts';
import type { Settings } from '../../contract/settings.ts';
import type { StandInput } from '../../contract/stand-messages.ts';
import type { StandSeed } from '../../domain/stand/state.ts';
import { fastForward } from '../../embedded/time-skip.ts';
import { openDatabase, type Database } from '../../prisma/database.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { bundlePathOf, type Build } from '../../worker/build.ts';
import { bundleWorkflows, writeBundle } from '../../worker/bundle.ts';
import { createWorker, type RunningWorker } from '../../worker/create-worker.ts';
import { importOf, newSeed } from '../prisma/fixture.ts';
import { freshDatabase, freshNamespace, testEndpoints, type FreshDatabase } from '../support/stack.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { EAST, regimeFor } from '../support/regimes.ts';
import { ownBuild, PLANTED_ON, YEAR } from '../workflows/county.ts';

const STANDS = 200;
/** Of each ten stands one hears something while they move; others have lived to the autumn before. */
const SPOKEN_TO = 20;
const LIVED = 12;
const PARKED = 2;
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

const COUNTED_ON = `${YEAR}-09-15`;
const COUNT = { by: 'crew', capturedOn: COUNTED_ON, counts: { livePoints: 1600 } };

/** Rules with a check that no count can be judged by: the decider fails on it, and the stand parks. */
function brokenSeed(): StandSeed {
  const regime = regimeFor(EAST, PLANTED_ON);
  const { bands: _, ...broken } = regime.duties['survivalCheck']!;
  const duties = { ...regime.duties, survivalCheck: broken };
  return newSeed({ plantedOn: PLANTED_ON, regime: { ...regime, duties } });
}

interface Lives {
  readonly out: readonly string[];
  readonly answered: readonly string[];
  readonly parked: readonly string[];
}

/** To the autumn: every check is handed out; half of them are answered, and what cannot be judged parks its stand. */
async function liveToAutumn(stands: StandClient, lived: readonly string[], parked: readonly string[]): Promise<Lives> {
  const answered = lived.slice(0, lived.length / 2);
  await Promise.all([...lived, ...parked].map((id) => fastForward(temporal.client, id, `${COUNTED_ON}T01:00:00Z`)));
  await counted(stands, answered);
  await Promise.all(parked.map((id) => stands.submitSurvey(id, COUNT)));
  const waiting = () => Promise.all(parked.map((id) => inputOf(stands, id)));
  await expect.poll(async () => (await waiting()).every(({ seen }) => seen.parked !== undefined)).toBe(true);
  return { out: lived.slice(answered.length), answered, parked };
}

async function counted(stands: StandClient, ids: readonly string[]): Promise<void> {
  const answers = await Promise.all(ids.map((id) => stands.submitSurvey(id, COUNT)));
  expect(answers).toMatchObject(ids.map(() => ({ kind: 'answered', answer: { verdict: 'REPLANT' } })));
}

async function inputOf(stands: StandClient, id: string): Promise<{ readonly seen: StandInput }> {
  const whole = await stands.whole(id);
  if (whole.kind !== 'seen') throw new Error(`${id}: ${JSON.stringify(whole)}`);
  return whole;
}

/** What each of them holds, whatever run it is in. */
async function heldBy(stands: StandClient, ids: readonly string[]): Promise<readonly unknown[]> {
  const inputs = await Promise.all(ids.map((id) => inputOf(stands, id)));
  return inputs.map(({ seen: { state, parked } }) => ({ state, parked }));
}

test(
  'two hundred stands come over to a changed release, none is stuck, and none misses what it is told',
  async () => {
    const earlier = await ownBuild('c');
    const broken = Array.from({ length: PARKED }, brokenSeed);
    const sound = Array.from({ length: STANDS - PARKED }, () => newSeed({ plantedOn: PLANTED_ON }));
    const seeds = [...sound, ...broken];
    await saveImport(db, importOf(seeds));
    const old = await start(earlier);
    await expect.poll(() => countOn(earlier), { timeout: 60_000, interval: 500 }).toBe(STANDS);
    const stands = createStandClient({ temporal: temporal.client, db });
    const livedIds = sound.slice(SPOKEN_TO, SPOKEN_TO + LIVED).map(standWorkflowId);
    const lives = await liveToAutumn(stands, livedIds, broken.map(standWorkflowId));
    const lived = [...lives.out, ...lives.answered, ...lives.parked];
    const before = await heldBy(stands, lived);
    await old.shutdown();

    const next = await nextRelease(earlier);
    const worker = await start(next);
    const spokenTo = seeds.slice(0, SPOKEN_TO).map(standWorkflowId);
    const answers = await Promise.all(spokenTo.map((id) => suspended(stands, id)));
    expect(answers).toMatchObject(spokenTo.map(() => ({ kind: 'answered' })));
    await expect.poll(() => countOn(next), { timeout: MOVED_WITHIN_MS, interval: 1_000 }).toBe(STANDS);

    expect(await reportedStuck(temporal.client, STANDS)).toEqual([]);
    for (const id of seeds.map(standWorkflowId)) {
      expect(await troublesOf(temporal.client, id)).toEqual({});
      const view = await stands.view(id);
      expect(view).toMatchObject({ kind: 'seen' });
      if (!lives.parked.includes(id)) expect(view).not.toHaveProperty('seen.parked');
    }
    // A life goes on where it was, and a count that nobody could judge is still in hand.
    expect(await heldBy(stands, lived)).toEqual(before);
    await counted(stands, lives.out);
    await expect.poll(() => db.prisma.stand.count({ where: { suspendedOn: { not: null } } })).toBe(SPOKEN_TO);
    await worker.shutdown();
  },
  WITHIN_MS,
);
