/** A gate is lifted, or a permit given, and whoever should tell its stands dies: the messages are rows of the same transaction. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { announceGate, liftGate } from '../../prisma/gate-store.ts';
import { givePermit } from '../../prisma/permit-store.ts';
import { standLog } from '../../prisma/stand-store.ts';
import { deliverGates } from '../activities/deliver-once.ts';
import { fastForward } from '../../embedded/time-skip.ts';
import { YEAR, type Planted, type TestCounty } from '../workflows/county.ts';
import { openCounty } from '../workflows/fresh-county.ts';
import { forkCompiled } from '../support/compiled.ts';

let county: TestCounty;
let child: ChildProcess | undefined;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await county.close();
});

/** A stand whose survival check the gate holds. */
async function heldStand(): Promise<Planted> {
  const stand = await county.plant();
  await fastForward(county.temporal, stand.workflowId, `${YEAR}-09-03T04:00:00Z`);
  return stand;
}

async function lastEvents({ seed }: Planted): Promise<string[]> {
  const { turns } = await standLog(county.db, seed.lifeId);
  return turns.slice(-2).flatMap(({ events }) => events.map(({ type }) => type));
}

const AT = new Date().toISOString();

async function announced(order: string): Promise<number> {
  const names = { code: '140921', zh: '定襄县', en: 'Dingxiang' };
  const kinds = { kind: 'ORDER', bars: 'FOREST_ENTRY' } as const;
  const said = { county: names, ...kinds, orderNo: order, fromOn: `${YEAR}-08-20`, by: 'bureau', at: AT };
  const gate = await announceGate(county.db, said);
  return 'gate' in gate ? gate.gate.id : 0;
}

/** Whoever hands on messages is killed as it has taken some in hand; another one goes on once their lease is over. */
async function killedWhileTelling(stands: readonly Planted[]): Promise<readonly string[]> {
  child = forkCompiled('test/faults/delivery-process.js', county.endpoints.databaseUrl);
  await once(child, 'message');
  child.kill('SIGKILL');
  await once(child, 'exit');
  for (const stand of stands) expect((await lastEvents(stand)).at(-1)).toBe('DutyHeld');
  const later = new Date(Date.now() + 61_000).toISOString();
  return (await deliverGates(county.db, county.temporal, { at: later, forMs: 3000 })).toSorted();
}

test('a kill -9 between a gate’s lifting and its signals, or in the middle of one, loses none', async () => {
  const id = await announced('lifted');
  const stands = [await heldStand(), await heldStand(), await heldStand()];
  expect(await liftGate(county.db, { id, on: `${YEAR}-09-03`, at: AT })).toMatchObject({ told: 3 });
  expect(await killedWhileTelling(stands)).toEqual(stands.map(({ workflowId }) => workflowId).toSorted());
  for (const stand of stands) {
    await expect.poll(() => lastEvents(stand)).toEqual(['DutyReleased', 'DutyOpened']);
  }
});

test('a kill -9 between a permit and its signals loses none either, and frees nobody whom it does not name', async () => {
  const gateId = await announced('permitted');
  const [first, second, other] = [await heldStand(), await heldStand(), await heldStand()];
  const named = [first, second];
  const paper = { paperNo: 'NW-8', duties: ['survivalCheck'], fromOn: `${YEAR}-09-01`, by: 'bureau', at: AT };
  const permit = { gateId, ...paper, stands: named.map(({ seed }) => seed.standId), mayGoOn: ['survivalCheck'] };
  expect(await givePermit(county.db, permit)).toMatchObject({ told: 2, already: false });
  expect(await givePermit(county.db, permit)).toMatchObject({ told: 0, already: true });
  expect(await killedWhileTelling([...named, other])).toEqual(named.map(({ workflowId }) => workflowId).toSorted());
  for (const stand of named) {
    await expect.poll(() => lastEvents(stand)).toEqual(['DutyReleased', 'DutyOpened']);
  }
  expect((await lastEvents(other)).at(-1)).toBe('DutyHeld');
});
