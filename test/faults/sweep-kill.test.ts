/** Hundreds of stands without a workflow: the sweep brings them back, though its worker is killed on the way. */
import { randomUUID } from 'node:crypto';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectTemporal, type TemporalConnection } from '../../client/connect.ts';
import { startSweep, sweepSchedule } from '../../client/run-sweep.ts';
import { SWEEP_BY_HAND } from '../../contract/names.ts';
import { standWorkflowId } from '../../domain/stand/ids.ts';
import { nextDue } from '../../domain/stand/next-due.ts';
import { dateOf, openDatabase, type Database } from '../../prisma/database.ts';
import { GENESIS, hashOf } from '../../prisma/event-hash.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { asJson } from '../../prisma/json.ts';
import { listFindings } from '../../prisma/sweep-store.ts';
import { writeTurn } from '../../prisma/turn-store.ts';
import { createWorker } from '../../worker/create-worker.ts';
import { Life } from '../domain/stand/life.ts';
import { importOf, newSeed, turnsOf } from '../prisma/fixture.ts';
import { forkCompiled } from '../support/compiled.ts';
import { freshPlace, type FreshPlace } from '../support/stack.ts';
import { ownBuild } from '../workflows/county.ts';

/** More of them, to measure: SWEEP_STANDS=2000. */
const STANDS = Number(process.env['SWEEP_STANDS'] ?? 200);
const MOST = 10_000;

let place: FreshPlace;
let db: Database;
let temporal: TemporalConnection;
let child: ChildProcess | undefined;

beforeAll(async () => {
  place = await freshPlace();
  db = openDatabase(place.settings.databaseUrl);
  temporal = await connectTemporal(place.settings);
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await Promise.all([db.close(), temporal.close()]);
  await place.drop();
});

/** Registered next spring and asleep until the autumn after; Temporal knows none of them. All are copies of one. */
async function writeLogs(): Promise<void> {
  const life = new Life(newSeed({ plantedOn: `${new Date().getUTCFullYear() + 1}-04-10` }));
  const { seed, regimes } = life.state;
  await saveImport(db, importOf([{ ...seed, regime: regimes['r1']! }]));
  const [turn] = turnsOf(life);
  await writeTurn(db, { ...turn!, nextDueOn: nextDue(life.state)!.on });
  await db.prisma.outboxMessage.updateMany({ data: { deliveredAt: new Date() } });
  const copies = Array.from({ length: STANDS - 1 }, (_, index) => copyOf(life, 10_000 + index));
  await db.prisma.$executeRaw`
    insert into stand select row.* from stand s, jsonb_array_elements(${JSON.stringify(copies.map(({ row }) => row))}::jsonb) copy,
      jsonb_populate_record(null::stand, to_jsonb(s) || copy || jsonb_build_object(
        'seed', s.seed || (copy -> 'ids'), 'state', jsonb_set(s.state, '{seed}', s.state -> 'seed' || (copy -> 'ids')))) row`;
  await db.prisma.standEvent.createMany({ data: copies.flatMap(({ events }) => events) });
}

function copyOf({ state, turns: [turn] }: Life, number: number) {
  const ids = { lifeId: randomUUID(), standId: `${state.seed.countyCode}-${number}` };
  let head = GENESIS;
  const events = turn!.events.map((event, index) => {
    const row = { lifeId: ids.lifeId, seq: index + 1, turn: 1 };
    const prevHash = head;
    head = hashOf(prevHash, { ...row, at: turn!.at, on: turn!.on, event });
    return { ...row, at: turn!.at, on: dateOf(turn!.on), type: event.type, body: asJson(event), prevHash, hash: head };
  });
  const workflow_id = standWorkflowId({ ...state.seed, ...ids });
  return { row: { ids, life_id: ids.lifeId, stand_id: ids.standId, code: String(number), workflow_id, head }, events };
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
    const order = { settings: place.settings, build: await ownBuild('a') };
    child = forkCompiled('test/faults/sweeping-process.js', JSON.stringify(order));
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
      expect(historyLength).toBeLessThan(80);
      await expect.poll(running).toBe(STANDS);
      expect((await sweep(true)).found).toEqual([]);
    } finally {
      await worker.shutdown();
    }
  },
);
