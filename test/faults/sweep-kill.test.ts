/** Hundreds of stands without a workflow: the sweep brings them back, though its worker is killed on the way. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectTemporal, type TemporalConnection } from '../../client/connect.ts';
import { startSweep, sweepSchedule } from '../../client/run-sweep.ts';
import { SWEEP_BY_HAND } from '../../contract/names.ts';
import { nextDue } from '../../domain/stand/next-due.ts';
import { startStack, type Stack } from '../../embedded/stack.ts';
import { dateOf, openDatabase, type Database } from '../../prisma/database.ts';
import { GENESIS, hashOf } from '../../prisma/event-hash.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { asJson } from '../../prisma/json.ts';
import { migrate } from '../../prisma/migrate.ts';
import { projectStand } from '../../prisma/project-stand.ts';
import { listFindings } from '../../prisma/sweep-store.ts';
import { createWorker } from '../../worker/create-worker.ts';
import { Life } from '../domain/stand/life.ts';
import { importOf, newSeed, turnsOf } from '../prisma/fixture.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { ownBuild } from '../workflows/county.ts';

/** More of them, to measure: SWEEP_STANDS=2000. */
const STANDS = Number(process.env['SWEEP_STANDS'] ?? 300);
const MOST = 10_000;

let folder: TemporaryFolder;
let stack: Stack;
let db: Database;
let temporal: TemporalConnection;
let child: ChildProcess | undefined;

beforeAll(async () => {
  folder = temporaryFolder();
  stack = await startStack({ folder: folder.path, mode: 'test', say: () => undefined });
  await migrate(stack.endpoints.databaseUrl);
  db = openDatabase(stack.endpoints.databaseUrl);
  temporal = await connectTemporal(stack.endpoints);
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await Promise.all([db.close(), temporal.close()]);
  await stack.stop();
  folder.remove();
});

/** Registered next spring and asleep until the autumn after; Temporal knows none of them. */
async function writeLogs(): Promise<void> {
  const plantedOn = `${new Date().getUTCFullYear() + 1}-04-10`;
  const lives = Array.from({ length: STANDS }, () => new Life(newSeed({ plantedOn })));
  await saveImport(db, importOf(lives.map(({ state }) => ({ ...state.seed, regime: state.regimes['r1']! }))));
  await db.prisma.outboxMessage.updateMany({ data: { deliveredAt: new Date() } });
  await db.prisma.standEvent.createMany({ data: lives.flatMap(logRows) });
  for (let at = 0; at < lives.length; at += 8) await Promise.all(lives.slice(at, at + 8).map(writeRow));
}

function logRows({ state, turns }: Life) {
  const [turn] = turns;
  let hash = GENESIS;
  return turn!.events.map((event, index) => {
    const row = { lifeId: state.seed.lifeId, seq: index + 1, turn: 1 };
    const prevHash = hash;
    hash = hashOf(prevHash, { ...row, at: turn!.at, on: turn!.on, event });
    return { ...row, at: turn!.at, on: dateOf(turn!.on), type: event.type, body: asJson(event), prevHash, hash };
  });
}

async function writeRow(life: Life): Promise<void> {
  const [turn] = turnsOf(life);
  await projectStand(
    db.prisma,
    { ...turn!, nextDueOn: nextDue(life.state)!.on },
    life.state,
    logRows(life).at(-1)!.hash,
  );
}

const revived = () => db.prisma.sweepFinding.count({ where: { kind: 'NOT_RUNNING', repaired: true } });
const running = async () =>
  (await temporal.client.workflow.count("WorkflowType = 'standWorkflow' AND ExecutionStatus = 'Running'")).count;

/** With the time it took and the events it left, printed for whoever watches the speed. */
async function sweep(all: boolean) {
  const began = performance.now();
  const { at, looked } = await (
    await startSweep(temporal.client, (await sweepSchedule(temporal.client))!, all)
  ).result();
  const { historyLength } = await temporal.client.workflow.getHandle(SWEEP_BY_HAND).describe();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stderr.write(
    `sweep of ${STANDS} stands: ${seconds} s, ${historyLength} events, looked at ${JSON.stringify(looked)}\n`,
  );
  return { looked, historyLength, found: await listFindings(db, { since: at, until: at }, MOST) };
}

test(
  'a sweep killed in the middle goes on where it was, and the next one finds nothing',
  { timeout: 400_000 },
  async () => {
    const began = performance.now();
    const tell = (what: string) =>
      process.stderr.write(`${((performance.now() - began) / 1000).toFixed(1)} s: ${what}\n`);
    await writeLogs();
    tell('logs written');
    const order = { settings: stack.endpoints, build: await ownBuild('a') };
    const entry = fileURLToPath(new URL('sweeping-process.ts', import.meta.url));
    child = fork(entry, [JSON.stringify(order)], { execArgv: ['--import', 'tsx'] });
    await once(child, 'message');
    tell('child up');

    const first = sweep(false);
    await expect.poll(revived, { timeout: 120_000 }).toBeGreaterThan(STANDS / 10);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const before = await revived();
    tell(`killed after ${before}`);
    expect(before).toBeLessThan(STANDS);

    const worker = await createWorker({ ...order, say: () => undefined });
    try {
      const { found, historyLength } = await first;
      expect(new Set(found.map(({ kind, repaired }) => `${kind} ${repaired}`))).toEqual(new Set(['NOT_RUNNING true']));
      expect(found.length).toBe(STANDS);
      expect(historyLength).toBeLessThan(60);
      await expect.poll(running).toBe(STANDS);
      expect((await sweep(true)).found).toEqual([]);
    } finally {
      await worker.shutdown();
    }
  },
);
