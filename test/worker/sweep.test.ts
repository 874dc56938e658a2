/** The nightly sweep with the real servers: what it finds is put right, and the next one finds nothing. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectTemporal, type TemporalConnection } from '../../client/connect.ts';
import { startSweep, SweepEndedError, sweepSchedule } from '../../client/run-sweep.ts';
import { createStandClient, type StandClient } from '../../client/stand-client.ts';
import { standWorkflowId, SWEEP_BY_HAND, SWEEP_SCHEDULE, taskQueueOf } from '../../contract/names.ts';
import { localDay } from '../../domain/calendar.ts';
import { openDatabase, type Database } from '../../prisma/database.ts';
import { standLog } from '../../prisma/stand-store.ts';
import { listFindings } from '../../prisma/sweep-store.ts';
import type { Build } from '../../worker/build.ts';
import { createWorker, type RunningWorker } from '../../worker/create-worker.ts';
import { ensureSweep } from '../../worker/ensure-sweep.ts';
import { standkeeper, type Env } from '../cli/run.ts';
import { plantedStand } from '../support/regimes.ts';
import { freshPlace, type FreshPlace } from '../support/stack.ts';
import { ownBuild, saveRow } from '../workflows/county.ts';

/** A sweep looks at every stand of its namespace. */
let place: FreshPlace;
let db: Database;
let temporal: TemporalConnection;
let stands: StandClient;
let build: Build;
let worker: RunningWorker;
let env: Env;

beforeAll(async () => {
  place = await freshPlace();
  const { settings } = place;
  const { databaseUrl, temporalAddress, namespace } = settings;
  env = { DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: namespace };
  db = openDatabase(databaseUrl);
  temporal = await connectTemporal(settings);
  stands = createStandClient({ temporal: temporal.client, db });
  build = await ownBuild('a');
  worker = await createWorker({ settings, build, say: () => undefined });
});
afterAll(async () => {
  await worker.shutdown();
  await Promise.all([db.close(), temporal.close()]);
  await place.drop();
});

/** A stand planted last year's April, once all that was due since is written. */
async function settledStand() {
  const lifeId = randomUUID();
  const standNo = String(Math.floor(Math.random() * 1e9));
  const seed = plantedStand({ lifeId, standNo, plantedOn: `${new Date().getUTCFullYear() - 1}-04-10` });
  await saveRow(db, seed);
  const workflowId = standWorkflowId(seed);
  await expect.poll(() => isSettled(workflowId), { timeout: 60_000 }).toBe(true);
  return { lifeId, workflowId };
}

async function isSettled(workflowId: string): Promise<boolean> {
  const view = await stands.view(workflowId);
  if (view.kind !== 'seen') return false;
  const { pendingTurns, nextDueOn = '9999', state } = view.seen;
  return state.rev > 0 && pendingTurns === 0 && nextDueOn > localDay(Date.now(), 'Asia/Shanghai');
}

/** All logs folded; what was found. */
async function sweep() {
  const schedule = (await sweepSchedule(temporal.client))!;
  const { at, looked } = await (await startSweep(temporal.client, schedule, true)).result();
  return { looked, found: await listFindings(db, { since: at, until: at }) };
}

async function stateOf(workflowId: string) {
  const view = await stands.view(workflowId);
  if (view.kind !== 'seen') throw new Error(JSON.stringify(view));
  return view.seen.state;
}

describe('the schedule', () => {
  test('is there once a worker has started: half past two in the policy’s zone, one at a time, caught up for a day', async () => {
    const { spec, policies, action } = await temporal.client.schedule.getHandle(SWEEP_SCHEDULE).describe();
    expect(spec).toMatchObject({
      timezone: 'Asia/Shanghai',
      calendars: [{ hour: [{ start: 2 }], minute: [{ start: 30 }] }],
    });
    expect(policies).toMatchObject({ overlap: 'SKIP', catchupWindow: 24 * 3600 * 1000 });
    expect(action).toMatchObject({ workflowType: 'sweepWorkflow', taskQueue: taskQueueOf(build.id) });
    const { nextAt } = (await sweepSchedule(temporal.client))!;
    expect(nextAt).toMatch(/T18:30:00/);
  });

  test('is moved to a later build’s queue and not back by an earlier one; that it was paused stays', async () => {
    const handle = temporal.client.schedule.getHandle(SWEEP_SCHEDULE);
    const queueAfter = async (taskQueue: string) => {
      await ensureSweep(temporal.client, { taskQueue, timeZone: 'Asia/Shanghai' });
      const { action, state } = await handle.describe();
      return [action.taskQueue, state.paused];
    };
    await handle.pause('for the test');
    const [later, own] = [taskQueueOf('9.0.0-aaaa'), taskQueueOf(build.id)];
    expect(await queueAfter(later)).toEqual([later, true]);
    expect(await queueAfter(own)).toEqual([later, true]);
    await handle.unpause();
    await handle.delete();
    expect(await queueAfter(own)).toEqual([own, false]);
    expect(await queueAfter(own)).toEqual([own, false]);
  });

  test('a sweep left on a queue without a worker is begun again here, so that no night is held back', async () => {
    const { client } = temporal;
    const handle = client.schedule.getHandle(SWEEP_SCHEDULE);
    const gone = taskQueueOf('0.0.1-gone');
    await handle.update((before) => ({ ...before, action: { ...before.action, taskQueue: gone } }));
    await handle.trigger('SKIP');
    const nights = async () => (await handle.describe()).info.runningActions.map(({ workflow }) => workflow.workflowId);
    await expect.poll(async () => (await nights()).length).toBe(1);
    await ensureSweep(client, { taskQueue: taskQueueOf(build.id), timeZone: 'Asia/Shanghai' });
    await expect
      .poll(async () => (await db.prisma.sweep.findFirst({ where: { finishedAt: { not: null } } })) !== null)
      .toBe(true);
    await expect.poll(async () => (await nights()).length).toBe(0);
  });
});

describe('a sweep asked for at the command line', () => {
  const gone = taskQueueOf('0.0.1-gone');
  /** The nightly sweep as a build left it whose worker has ended. */
  const leftBy = (taskQueue: string) =>
    temporal.client.schedule
      .getHandle(SWEEP_SCHEDULE)
      .update((before) => ({ ...before, action: { ...before.action, taskQueue } }));
  const byHand = () => temporal.client.workflow.getHandle(SWEEP_BY_HAND);
  const onQueueOf = (taskQueue: string) => ({ taskQueue, input: { schema: 1, timeZone: 'Asia/Shanghai' } as const });

  test.each([
    ['en', /no worker serves stands-0\.0\.1-gone; nothing was begun, start one/],
    ['zh', /没有 worker 处理 stands-0\.0\.1-gone；未开始核对/],
  ])('without a worker is not begun, and that is said at once: %s', async (lang, said) => {
    await leftBy(gone);
    const ran = await standkeeper(['--lang', lang, 'sweep', 'run', '--all'], env);
    await leftBy(taskQueueOf(build.id));
    expect(ran).toMatchObject({ code: 4, err: expect.stringMatching(said) });
    await expect(byHand().describe()).rejects.toThrow(/not found/i);
  });

  test('joins one of its kind that runs; asked to fold every log it refuses one that folds a thirtieth', async () => {
    const asked = async (...more: string[]) => standkeeper(['sweep', 'run', ...more], env);
    await startSweep(temporal.client, { ...onQueueOf(gone), isPaused: false }, false);
    expect(await asked('--all')).toMatchObject({
      code: 3,
      err: expect.stringMatching(/sweep\/by-hand already runs, since \d{4}-.*, without --all; nothing was changed/),
    });
    // Its own queue has no worker: it is joined, and not waited for in vain.
    expect(await asked()).toMatchObject({
      code: 4,
      err: expect.stringMatching(
        /already runs, since .*; joined it[^]*no worker serves sweep\/by-hand any more; it goes on/,
      ),
    });
    await byHand().terminate('for the test');
    const joining = await startSweep(temporal.client, (await sweepSchedule(temporal.client))!, true);
    expect(joining.joined).toBeUndefined();
    const again = await startSweep(temporal.client, (await sweepSchedule(temporal.client))!, true);
    expect([undefined, true]).toContain(again.joined?.all);
    expect(await again.result()).toMatchObject({ looked: { foldLogs: 0 } });
    await joining.result();
  });

  test('and ended by an operator says so to whoever waits for it, and to whoever has joined', async () => {
    const sweep = { ...onQueueOf(gone), isPaused: false };
    const waiting = [await startSweep(temporal.client, sweep, true), await startSweep(temporal.client, sweep, true)];
    expect(waiting.map(({ joined }) => joined?.all)).toEqual([undefined, true]);
    const ends = waiting.map((each) => expect(each.result()).rejects.toThrow(SweepEndedError));
    await byHand().terminate('by an operator');
    await Promise.all(ends);
  });
});

describe('a sweep', () => {
  test('rebuilds a damaged row, brings a terminated stand back with all its duties, and the next one finds nothing', async () => {
    const [damaged, ended] = [await settledStand(), await settledStand()];
    const row = () => db.prisma.stand.findUnique({ where: { lifeId: damaged.lifeId } });
    const before = await row();
    await db.prisma.stand.update({
      where: { lifeId: damaged.lifeId },
      data: { stage: 'FOREST', state: {}, nextDueOn: null },
    });
    const { duties, rev } = await stateOf(ended.workflowId);
    await temporal.client.workflow.getHandle(ended.workflowId).terminate('by a slip of the hand');

    const first = await sweep();
    expect(first.found.map(({ kind, subject, repaired }) => [kind, subject, repaired])).toEqual([
      ['NOT_RUNNING', ended.workflowId, true],
      ['ROW_DIFFERS', damaged.workflowId, true],
    ]);
    expect(await row()).toEqual(before);
    expect(await stateOf(ended.workflowId)).toMatchObject({ duties, rev });
    // Visibility follows the runs by a second or so; the sweep does not depend on it.
    expect(await sweep()).toMatchObject({ looked: { foldLogs: 2, reviveStands: 2 }, found: [] });

    const survey = {
      by: 'crew',
      commandId: 'c1',
      capturedOn: `${new Date().getUTCFullYear() - 1}-10-01`,
      counts: { livePoints: 1600 },
    };
    const answer = await stands.submitSurvey(ended.workflowId, survey);
    expect(answer).toMatchObject({ kind: 'answered', recorded: true });
    expect(await stands.submitSurvey(ended.workflowId, survey)).toEqual(answer);
    const { turns } = await standLog(db, ended.lifeId);
    const answered = turns.flatMap(({ events }) => events.filter(({ type }) => type === 'CommandAnswered'));
    expect([turns.map(({ turn }) => turn), answered.length]).toEqual([turns.map((_, index) => index + 1), 1]);
    expect((await sweep()).found).toEqual([]);
  });

  test('reports a run that no row knows and leaves it alone', async () => {
    const stray = 'stand/140921-nobody/2026~000000';
    const taskQueue = taskQueueOf('0.0.1-gone');
    await temporal.client.workflow.start('standWorkflow', { workflowId: stray, taskQueue });
    const isListed = async () => (await temporal.client.workflow.count(`WorkflowId = '${stray}'`)).count === 1;
    await expect.poll(isListed).toBe(true);
    expect((await sweep()).found).toMatchObject([{ kind: 'RUN_WITHOUT_ROW', subject: stray, repaired: false }]);
    const handle = temporal.client.workflow.getHandle(stray);
    expect((await handle.describe()).status.name).toBe('RUNNING');
  });

  test('is asked for, read and examined at the command line', async () => {
    const ran = await standkeeper(['sweep', 'run', '--all'], env);
    expect(ran.out).toMatch(/2 logs folded, 2 open stands and \d workflows compared/);
    expect(ran.out).toMatch(/✗ .*workflow without a stand .*stand\/140921-nobody\/2026~000000/);
    const all = (await standkeeper(['sweep', 'findings'], env)).out;
    expect(all).toMatch(/✓ .*row disagrees with its log .*stage is FOREST; wanted: /);
    const doctor = await standkeeper(['doctor', '--json'], env);
    expect(JSON.parse(doctor.out)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ what: 'last nightly sweep', ok: true }),
        expect.objectContaining({ what: 'sweep: workflow without a stand', ok: false }),
        expect.objectContaining({ what: 'schedule of the nightly sweep', ok: true }),
      ]),
    );
  });

  test('is told in Chinese as well', async () => {
    const zh = await standkeeper(['--lang', 'zh', 'sweep', 'run'], env);
    expect(zh.err).toMatch(/正在 stands-\S+ 上运行；等待结束/);
    expect(zh.out).toMatch(/已核对日志 \d 份[^]*✗ .*流程无对应小班 .*stand\/140921-nobody/);
  });
});
