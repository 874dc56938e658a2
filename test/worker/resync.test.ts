/** PostgreSQL comes back from yesterday's backup while every workflow has lived on: the gaps are found, and taken over. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectTemporal, type TemporalConnection } from '../../client/connect.ts';
import { startSweep, sweepSchedule } from '../../client/run-sweep.ts';
import { createStandClient, type StandClient } from '../../client/stand-client.ts';
import { standWorkflowId } from '../../contract/names.ts';
import { readSettings } from '../../contract/settings.ts';
import { localDay } from '../../domain/calendar.ts';
import { foldTurn, seedState } from '../../domain/stand/fold.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { standLog, standState } from '../../prisma/stand-store.ts';
import { listFindings } from '../../prisma/sweep-store.ts';
import { resync as takeOver, type Resynced } from '../../cli/resync.ts';
import { openInstallation, type Installation } from '../cli/installation.ts';
import { standkeeper } from '../cli/run.ts';
import { plantedStand } from '../support/regimes.ts';
import { importOf } from '../prisma/fixture.ts';

let installation: Installation;
let temporal: TemporalConnection;
let stands: StandClient;
beforeAll(async () => {
  installation = await openInstallation();
  temporal = await connectTemporal(readSettings(installation.env));
  stands = createStandClient({ temporal: temporal.client, db: installation.db });
});
afterAll(async () => {
  await temporal.close();
  await installation.close();
});

const LAST_YEAR = new Date().getUTCFullYear() - 1;

/** Planted last April, once all that was due since is written. */
async function settledStand() {
  const lifeId = randomUUID();
  const standNo = String(Math.floor(Math.random() * 1e9));
  const seed = plantedStand({ lifeId, standNo, plantedOn: `${LAST_YEAR}-04-10` });
  await saveImport(installation.db, importOf([seed]));
  const workflowId = standWorkflowId(seed);
  await expect.poll(() => isSettled(workflowId), { timeout: 90_000 }).toBe(true);
  return { lifeId, workflowId };
}

async function isSettled(workflowId: string): Promise<boolean> {
  const view = await stands.view(workflowId);
  if (view.kind !== 'seen') return false;
  const { pendingTurns, nextDueOn = '9999', state } = view.seen;
  return state.rev > 0 && pendingTurns === 0 && nextDueOn > localDay(Date.now(), 'Asia/Shanghai');
}

/** A backup of every table beside the tables, and its restore. */
async function database(statement: (table: string) => string, before = 'select 1'): Promise<void> {
  const client = new pg.Client({ connectionString: installation.env['DATABASE_URL']! });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename not like '\\_%'`,
  );
  await client.query(before);
  for (const { name } of rows) await client.query(statement(name));
  await client.end();
}

const backUp = () =>
  database((table) => `create table yesterday.${table} as table public.${table}`, 'create schema yesterday');

async function restore(): Promise<void> {
  await database((table) => `truncate ${table} cascade`);
  // As a restore does it: without triggers, and without minding the order of tables.
  await database(
    (table) => `insert into ${table} select * from yesterday.${table}`,
    `set session_replication_role = replica`,
  );
}

async function sweep() {
  const schedule = (await sweepSchedule(temporal.client))!;
  const { at } = await (await startSweep(temporal.client, schedule, true)).result();
  return listFindings(installation.db, { since: at, until: at });
}

async function resync(...stand: string[]): Promise<readonly Resynced[]> {
  const { out, err } = await standkeeper(['resync', ...stand, '--by', 'chief-7', '--json'], installation.env);
  expect(err).not.toMatch(/Error/);
  const done = JSON.parse(out) as Resynced[];
  done.forEach(({ workflowId, done: what }, at) => {
    expect(err).toContain(`${at + 1}/${done.length}  ${workflowId}  ${what}\n`);
  });
  return done;
}

async function shown(workflowId: string) {
  const view = await stands.view(workflowId);
  if (view.kind !== 'seen') throw new Error(JSON.stringify(view));
  return view.seen;
}

/** As an operator's `unpark` leaves it for a moment: the turn is tried once more, on the gap, and parks again. */
const justUnparked = (): StandClient => ({
  ...stands,
  async whole(workflowId) {
    const run = await stands.whole(workflowId);
    if (run.kind !== 'seen') return run;
    const { parked: _, ...seen } = run.seen;
    return { kind: 'seen', seen };
  },
});

const counted = {
  by: 'crew',
  commandId: 'count-1',
  capturedOn: `${LAST_YEAR}-10-01`,
  counts: { livePoints: 1600 },
};

test('with PostgreSQL restored to yesterday every gap is found, taken over once and listed, and the log folds to the live state', async () => {
  const { db } = installation;
  const [counting, quiet, closing] = [await settledStand(), await settledStand(), await settledStand()];
  const unparked = await settledStand();
  await backUp();
  const answer = await stands.submitSurvey(counting.workflowId, counted);
  expect(answer).toMatchObject({ kind: 'answered', recorded: true });
  expect(await stands.close(closing.workflowId, { by: 'm', reason: 'SOLD' })).toMatchObject({ recorded: true });
  expect(await stands.suspend(unparked.workflowId, { by: 'm', reason: 'DISPUTE' })).toMatchObject({ recorded: true });
  const imported = await settledStand();
  const before = await standState(db, counting.lifeId);
  await restore();

  const found = await sweep();
  expect(new Set(found.map(({ kind, subject, repaired }) => `${kind} ${subject} ${repaired}`))).toEqual(
    new Set([
      `LOG_BEHIND ${counting.workflowId} false`,
      `LOG_BEHIND ${closing.workflowId} false`,
      `LOG_BEHIND ${unparked.workflowId} false`,
      `RUN_WITHOUT_ROW ${imported.workflowId} false`,
    ]),
  );

  // Whoever works on meanwhile is answered; the stand parks on what it cannot write.
  const change = { by: 'm', dutyId: 'replant-0', dueOn: `${LAST_YEAR + 2}-04-25`, reason: 'RAIN' };
  expect(await stands.reschedule(counting.workflowId, change)).toMatchObject({ kind: 'answered', recorded: false });
  await expect.poll(async () => (await shown(counting.workflowId)).parked?.reason).toMatch(/LOG_DIVERGED/);

  expect(await stands.resume(unparked.workflowId, { by: 'm' })).toMatchObject({ recorded: false });
  await expect.poll(async () => (await shown(unparked.workflowId)).parked?.reason).toMatch(/LOG_DIVERGED/);
  const by = { by: 'chief-7', lang: 'en' } as const;
  const one = await takeOver({ db, stands: justUnparked(), ...by }, unparked.workflowId);
  expect(one).toMatchObject({ done: 'rebased' });
  expect(one.why).toBeUndefined();
  expect(await shown(unparked.workflowId)).toMatchObject({ pendingTurns: 0 });
  expect((await shown(unparked.workflowId)).parked).toBeUndefined();

  // What was taken over is no longer asked for.
  const done = await resync();
  expect(new Set(done.map(({ workflowId, done }) => `${done} ${workflowId}`))).toEqual(
    new Set([`rebased ${counting.workflowId}`, `rebased ${closing.workflowId}`]),
  );
  const gaps = (id: string) => done.find(({ workflowId }) => workflowId === id)!.gaps;
  expect(gaps(counting.workflowId)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ what: 'turns', log: String(before!.rev - 1), workflow: String(before!.rev + 1) }),
      { what: 'verdict of count-1', workflow: expect.stringMatching(/^REPLANT/) },
      expect.objectContaining({ what: 'command count-1' }),
    ]),
  );
  expect(gaps(closing.workflowId)).toEqual(
    expect.arrayContaining([expect.objectContaining({ what: 'stage', workflow: 'CLOSED' })]),
  );

  for (const { lifeId, workflowId } of [counting, quiet, unparked]) {
    await expect.poll(async () => (await shown(workflowId)).pendingTurns).toBe(0);
    const { state, parked } = await shown(workflowId);
    expect(parked).toBeUndefined();
    const { seed, turns } = await standLog(db, lifeId);
    const folded = turns.reduce(foldTurn, seedState(seed));
    expect(folded).toMatchObject(state);
    expect(folded).toEqual(await standState(db, lifeId));
  }
  expect(await stands.submitSurvey(counting.workflowId, counted)).toEqual(answer);
  expect(await stands.suspend(counting.workflowId, { by: 'm', reason: 'DISPUTE' })).toMatchObject({ recorded: true });
  expect((await sweep()).map(({ kind }) => kind)).toEqual(['RUN_WITHOUT_ROW']);
  expect(await resync(counting.workflowId)).toMatchObject([{ done: 'level', gaps: [] }]);
  const zh = await standkeeper(['--lang', 'zh', 'resync', counting.workflowId, '--by', 'chief-7'], installation.env);
  expect(zh).toMatchObject({ code: 0, out: `1/1  ${counting.workflowId}  一致\n` });
}, 300_000);
