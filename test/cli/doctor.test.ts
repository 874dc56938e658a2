/** What the doctor warns of beyond the obvious: clocks apart, tasks that are stuck, turns that are not written. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareClocks } from '../../cli/doctor-clocks.ts';
import { examine } from '../../cli/doctor.ts';
import { examineTurns } from '../../cli/doctor-turns.ts';
import { startStand } from '../../client/start-stand.ts';
import { standWorkflowId } from '../../contract/names.ts';
import { foldTurn, seedState } from '../../domain/stand/fold.ts';
import { deedOf } from '../../domain/stand/deed-of.ts';
import type { StandSeed } from '../../domain/stand/state.ts';
import { likeliestTroubles } from '../../prisma/sweep-pages.ts';
import { writeTurn } from '../../prisma/turn-store.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { Life } from '../domain/stand/life.ts';
import { importOf, newSeed, turnsOf } from '../prisma/fixture.ts';
import { compiled } from '../support/compiled.ts';
import { freshDatabase, freshNamespace, testEndpoints, type FreshDatabase } from '../support/stack.ts';
import { openCountyAt, type TestCounty } from '../workflows/county.ts';

let database: FreshDatabase;
let county: TestCounty;
let child: ChildProcess | undefined;
beforeAll(async () => {
  const [namespace, own] = await Promise.all([freshNamespace(), freshDatabase()]);
  database = own;
  county = await openCountyAt({ ...testEndpoints(), namespace, databaseUrl: own.url });
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await county.close();
  await database.drop();
});

const examined = async () => {
  const findings = await examineTurns(county.db, county.temporal);
  return findings.map(({ ok, met }) => ({ ok, met: met.en }));
};
const clocks = () => compareClocks(county.db, county.temporal);

/** Its first turn written long ago, its second decided two hours ago and in the hands of a run. */
async function standWithOldTurn(): Promise<string> {
  const life = new Life(newSeed({ plantedOn: `${new Date().getUTCFullYear() + 1}-04-10` }));
  life.send(life.state.seed.planting.plantedOn, { type: 'suspend', reason: 'DISPUTE' });
  const seed = { ...life.state.seed, regime: life.state.regimes['r1']! };
  await saveImport(county.db, importOf([seed]));
  const [first, second] = turnsOf(life);
  await writeTurn(county.db, first!);
  const at = new Date(Date.now() - 2 * 3600 * 1000).toISOString();
  const turn = { ...second!, at, ...deedOf(second!.events) };
  const state = foldTurn(foldTurn(seedState(seed), first!), turn);
  const workflowId = standWorkflowId(seed);
  const input = { schema: 1 as const, state, pendingTurns: [turn] };
  await startStand(county.temporal, { workflowId, input, taskQueue: county.taskQueue });
  return workflowId;
}

/** What the delivery leaves once it has started a stand. */
async function startDelivered({ lifeId }: StandSeed): Promise<void> {
  const data = { deliveredAt: new Date() };
  await county.db.prisma.outboxMessage.update({ where: { id: `start/${lifeId}` }, data });
}

/** Its row as the import left it, its first turn decided two hours ago and in the hands of a run. */
async function standWithOldFirstTurn(): Promise<string> {
  const seed = newSeed();
  await saveImport(county.db, importOf([seed]));
  await startDelivered(seed);
  const [first] = turnsOf(new Life(seed));
  const turn = { ...first!, at: new Date(Date.now() - 2 * 3600 * 1000).toISOString(), ...deedOf(first!.events) };
  const input = { schema: 1 as const, state: foldTurn(seedState(seed), turn), pendingTurns: [turn] };
  const workflowId = standWorkflowId(seed);
  await startStand(county.temporal, { workflowId, input, taskQueue: county.taskQueue });
  return workflowId;
}

test('clocks that agree are well; with no worker yet, it is said that its clock is not among them', async () => {
  expect(await clocks()).toMatchObject({
    ok: true,
    met: {
      en: expect.stringMatching(/^Temporal [+−]0\.\d s, database [+−]0\.\d s, worker not measured$/),
      zh: expect.stringMatching(/^Temporal [+−]0\.\d 秒，数据库 [+−]0\.\d 秒，工作进程未测得$/),
    },
  });
});

test('each question is put in Chinese as well, whatever was met', async () => {
  const away = { ...county.endpoints, temporalAddress: '127.0.0.1:9' };
  const findings = [...(await examine(county.endpoints)), ...(await examine(away))];
  expect(findings.length).toBeGreaterThan(8);
  const typed =
    /standkeeper [a-z]+( [a-z]+)?( --open)?|Temporal|stands-[\w.-]+|[\w.-]+:\d+|failed to connect.*|UNAVAILABLE.*/gi;
  const left = findings.flatMap(({ what, met, ok, wanted }) => [what.zh, ...(ok ? [met.zh, wanted.zh] : [wanted.zh])]);
  expect(left.filter((text) => /[A-Za-z]{2,}/.test(text.replace(typed, '')))).toEqual([]);
});

test('a worker whose clock is five seconds ahead is found by its heartbeat', async () => {
  const order = JSON.stringify({ settings: county.endpoints, build: { ...county.build, id: `${county.build.id}c` } });
  const skew = fileURLToPath(new URL('fixtures/clock-ahead.mjs', import.meta.url));
  child = fork(compiled('test/faults/sweeping-process.js'), [order], { execArgv: ['--import', skew] });
  await once(child, 'message');
  await expect.poll(async () => (await clocks()).met.en, { timeout: 60_000, interval: 500 }).toMatch(/worker [+−]/);
  expect(await clocks()).toMatchObject({ ok: false, met: { en: expect.stringMatching(/worker \+[45]\.\d s$/) } });
  child.kill('SIGKILL');
});

test('a turn decided two hours ago and not written is named with its instant; a written one is not', async () => {
  const { suspendStand } = county.deeds;
  county.deeds.suspendStand = () => Promise.reject(new Error('connect ECONNREFUSED'));
  const workflowId = await standWithOldTurn();
  await expect.poll(async () => (await examined())[1]!.ok).toBe(false);
  expect((await examined())[1]!.met).toMatch(new RegExp(`${workflowId} \\(since ${new Date().getUTCFullYear()}-`));
  county.deeds.suspendStand = suspendStand;
  await expect.poll(async () => (await examined())[1], { timeout: 60_000 }).toMatchObject({ ok: true });
});

test('a first turn that cannot be written is named, though nothing of the stand is written yet', async () => {
  const { registerStand } = county.deeds;
  county.deeds.registerStand = () => Promise.reject(new Error('connect ECONNREFUSED'));
  const workflowId = await standWithOldFirstTurn();
  await expect.poll(async () => (await examined())[1]!.met).toContain(`${workflowId} (since `);
  county.deeds.registerStand = registerStand;
  await expect.poll(async () => (await examined())[1], { timeout: 60_000 }).toMatchObject({ ok: true });
});

test('among more stands than are asked, one whose first turn is late is asked before those that are not', async () => {
  const late = newSeed({ plantedOn: '2026-04-10' });
  const others = [newSeed({ plantedOn: '2098-04-10' }), newSeed({ plantedOn: '2099-04-10' })];
  await saveImport(county.db, importOf([late, ...others]));
  const moment = { at: '2026-05-01T01:00:00.000Z', on: '2026-05-01' };
  expect(await likeliestTroubles(county.db, moment, 1)).not.toContain(standWorkflowId(late));
  for (const seed of [late, ...others]) await startDelivered(seed);
  expect(await likeliestTroubles(county.db, moment, 1)).toEqual([standWorkflowId(late)]);
});

test('a stand whose workflow task fails again and again is named', async () => {
  const seed = newSeed();
  await saveImport(county.db, importOf([seed]));
  await writeTurn(county.db, turnsOf(new Life(seed))[0]!);
  const connection = await NativeConnection.connect({ address: county.endpoints.temporalAddress });
  const taskQueue = 'failing';
  const workflowsPath = fileURLToPath(new URL('fixtures/failing.ts', import.meta.url));
  const worker = await Worker.create({ connection, namespace: county.endpoints.namespace, taskQueue, workflowsPath });
  await worker.runUntil(async () => {
    const workflowId = standWorkflowId(seed);
    await startStand(county.temporal, { workflowId, input: { schema: 1, seed }, taskQueue });
    await expect.poll(async () => (await examined())[0]!.ok, { timeout: 60_000, interval: 1000 }).toBe(false);
    expect((await examined())[0]!.met).toContain(`${workflowId} (its workflow task fails, attempt`);
  });
  await connection.close();
});
