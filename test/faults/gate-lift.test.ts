/** A gate is lifted and whoever should tell its stands dies: the messages are rows of the same transaction. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { announceGate, liftGate } from '../../prisma/gate-store.ts';
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

test('a kill -9 between a gate’s lifting and its signals, or in the middle of one, loses none', async () => {
  const at = new Date().toISOString();
  const names = { code: '140921', zh: '定襄县', en: 'Dingxiang' };
  const said = { county: names, kind: 'ORDER' as const, fromOn: `${YEAR}-08-20`, by: 'bureau', at };
  const announced = await announceGate(county.db, said);
  const id = 'gate' in announced ? announced.gate.id : 0;
  const stands = [await heldStand(), await heldStand(), await heldStand()];
  expect(await liftGate(county.db, { id, on: `${YEAR}-09-03`, at })).toMatchObject({ told: 3 });

  child = forkCompiled('test/faults/delivery-process.js', county.endpoints.databaseUrl);
  await once(child, 'message');
  child.kill('SIGKILL');
  await once(child, 'exit');
  for (const stand of stands) expect((await lastEvents(stand)).at(-1)).toBe('DutyHeld');

  // Those it had taken in hand are offered again once their lease is over.
  const later = new Date(Date.now() + 61_000).toISOString();
  const told = await deliverGates(county.db, county.temporal, { at: later, forMs: 3000 });
  expect(told.toSorted()).toEqual(stands.map(({ workflowId }) => workflowId).toSorted());
  for (const stand of stands) {
    await expect.poll(() => lastEvents(stand)).toEqual(['DutyReleased', 'DutyOpened']);
  }
});
