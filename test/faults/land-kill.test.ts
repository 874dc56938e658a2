/** Land moves between stands while whoever carries it dies: each stand exists once, and each duty is owed by one of them. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDeliveries } from '../../activities/delivery.ts';
import { sendCommand } from '../../client/send-command.ts';
import { startStand } from '../../client/start-stand.ts';
import { activeDuties } from '../../domain/stand/duties.ts';
import { standWorkflowId } from '../../domain/stand/ids.ts';
import { foldTurn, seedState } from '../../domain/stand/fold.ts';
import { firstInput } from '../../prisma/begin-lives.ts';
import { findStand, standLog, standState } from '../../prisma/stand-store.ts';
import { forkCompiled } from '../support/compiled.ts';
import type { Planted, TestCounty } from '../workflows/county.ts';
import { openCounty } from '../workflows/fresh-county.ts';
import type { StartingOrder } from './starting-process.ts';

let county: TestCounty;
let child: ChildProcess | undefined;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await county.close();
});

/** All that is late has been written: what is due next lies ahead. */
async function untilAwake(lifeId: string): Promise<void> {
  const dueOn = async () => {
    const { rev, nextDueOn } = await county.db.prisma.stand.findUniqueOrThrow({ where: { lifeId } });
    return rev === 0 ? 0 : (nextDueOn?.getTime() ?? 0);
  };
  await expect.poll(dueOn, { timeout: 60_000 }).toBeGreaterThan(Date.now());
}

/** Planted three weeks ago: nothing of it is late, so nothing happens by time while land moves. */
async function planted(): Promise<Planted> {
  const plantedOn = new Date(Date.now() - 21 * 24 * 3600 * 1000).toISOString().slice(0, 10);
  const stand = await county.plant({ plantedOn });
  await untilAwake(stand.seed.lifeId);
  // It was started by hand; only what moves land waits from now on.
  await county.db.prisma.outboxMessage.updateMany({ data: { deliveredAt: new Date() } });
  return stand;
}

const rowsOf = (where: { readonly standId: { readonly in: string[] } }) => county.db.prisma.stand.findMany({ where });

/** What its row holds is what its log folds to, each turn once. */
async function expectSound(lifeId: string): Promise<void> {
  const { seed, turns } = await standLog(county.db, lifeId);
  expect(turns.map(({ turn }) => turn)).toEqual(turns.map((_, index) => index + 1));
  expect(await standState(county.db, lifeId)).toEqual(turns.reduce(foldTurn, seedState(seed)));
}

/** Kills a delivery once this stand has heard it. */
async function deliverAndKill(workflowId: string): Promise<void> {
  const order: StartingOrder = { settings: county.endpoints, taskQueue: county.taskQueue };
  child = forkCompiled('test/faults/starting-process.js', JSON.stringify(order));
  const heard = new Set<unknown>();
  child.on('message', (id) => heard.add(id));
  await expect.poll(() => heard.has(workflowId), { timeout: 60_000 }).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Once the leases of the one killed are over. */
async function deliver(): Promise<void> {
  const stopping = new AbortController();
  const { temporal, db } = county;
  const deliveries = createDeliveries({
    db,
    startStand: async (start) =>
      startStand(temporal, { ...start, input: await firstInput(county.db, start.workflowId) }),
    async sendCommand(to) {
      const reply = await sendCommand(temporal, to);
      if (reply.kind === 'outage') throw new Error(reply.met);
      return reply.kind === 'refused' ? reply.refusal : undefined;
    },
    tellGateLifted: async () => undefined,
    stopping: stopping.signal,
    say: () => undefined,
  });
  const round = { at: new Date(Date.now() + 61_000).toISOString(), taskQueue: county.taskQueue };
  const delivering = new MockActivityEnvironment().run(() => deliveries.deliverWorkflowMessages(round));
  await expect.poll(() => db.prisma.outboxMessage.count({ where: { deliveredAt: null } }), { timeout: 60_000 }).toBe(0);
  stopping.abort();
  await delivering;
}

/** Its deed is written: what it leaves waits in the outbox. */
async function untilOnItsWay({ seed }: Planted): Promise<void> {
  const where = { id: `absorb/${seed.lifeId}` };
  await expect.poll(() => county.db.prisma.outboxMessage.count({ where })).toBe(1);
}

test('a kill -9 between a split and the start of its children, or right after it, leaves each child once', async () => {
  const { seed, workflowId } = await planted();
  const before = (await standState(county.db, seed.lifeId))!;
  const children = ['a', 'b'].map((letter) => ({ standId: `${seed.standId}${letter}`, pieces: [{ areaM2: 50_000 }] }));
  expect(await county.stands.splitStand(workflowId, { by: 'm', children })).toMatchObject({ kind: 'answered' });
  const born = { standId: { in: children.map(({ standId }) => standId) } };
  await expect.poll(() => rowsOf(born)).toHaveLength(2);
  const rows = await rowsOf(born);
  expect(rows.map(({ rev, areaM2 }) => ({ rev, areaM2 }))).toEqual([
    { rev: 0, areaM2: 50_000 },
    { rev: 0, areaM2: 50_000 },
  ]);
  await deliverAndKill(rows[0]!.workflowId);
  await deliver();
  for (const { lifeId } of rows) {
    await untilAwake(lifeId);
    await expectSound(lifeId);
    const { turns } = await standLog(county.db, lifeId);
    expect(turns.flatMap(({ events }) => events).filter(({ type }) => type === 'StandInherited')).toHaveLength(1);
    const state = (await standState(county.db, lifeId))!;
    expect(activeDuties(state).map(({ code }) => code)).toEqual(activeDuties(before).map(({ code }) => code));
  }
  await expectSound(seed.lifeId);
  expect(await county.db.prisma.stand.count({ where: { standId: { startsWith: seed.standId }, closedOn: null } })).toBe(
    2,
  );
});

test('a kill -9 once the other stand has taken a merged one in leaves its duties there once', async () => {
  const [into, goes] = [await planted(), await planted()];
  const owed = activeDuties((await standState(county.db, goes.seed.lifeId))!).length;
  await county.stands.mergeStand(goes.workflowId, { by: 'm', into: into.workflowId });
  await untilOnItsWay(goes);
  const late = await county.stands.waive(goes.workflowId, { by: 'm', dutyId: 'x', reason: 'ROCK' });
  expect(late).toMatchObject({
    kind: 'refused',
    refusal: { refused: 'STAND_MOVED', values: { wanted: into.seed.standId } },
  });
  await deliverAndKill(into.workflowId);
  await deliver();
  await expect.poll(async () => (await standState(county.db, into.seed.lifeId))!.parts.length).toBe(2);
  await expectSound(into.seed.lifeId);
  const state = (await standState(county.db, into.seed.lifeId))!;
  expect(state.parts.map(({ id, areaM2 }) => [id, areaM2])).toEqual([
    ['p1', 100_000],
    ['p2', 100_000],
  ]);
  expect(activeDuties(state).filter(({ parts }) => parts.includes('p2'))).toHaveLength(owed);
  const open = (lifeId: string) => county.db.prisma.task.count({ where: { lifeId, closedAt: null } });
  expect(await open(goes.seed.lifeId)).toBe(0);
  expect(await open(into.seed.lifeId)).toBe(
    state.duties.filter(({ state: at }) => at === 'open' || at === 'overdue').filter(({ task }) => task).length,
  );
});

test('where the other stand has closed in between, the land goes on under its old number, and no duty is lost', async () => {
  const [into, goes] = [await planted(), await planted()];
  const before = (await standState(county.db, goes.seed.lifeId))!;
  await county.stands.mergeStand(goes.workflowId, { by: 'm', into: into.workflowId });
  await untilOnItsWay(goes);
  await county.stands.close(into.workflowId, { by: 'm', reason: 'SOLD' });
  await deliver();
  const back = (await findStand(county.db, goes.seed.standId))!;
  expect(back.lifeId).not.toBe(goes.seed.lifeId);
  expect(back.workflowId).toBe(standWorkflowId({ ...goes.seed, lifeId: back.lifeId }));
  // The start it was given back with was handed on as well.
  await untilAwake(back.lifeId);
  const state = (await standState(county.db, back.lifeId))!;
  expect(activeDuties(state)).toEqual(activeDuties(before));
  expect(state.parts).toEqual(before.parts);
});
