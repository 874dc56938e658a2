/** An adoption is cut off: its sender in the middle of ordering it, the worker in the middle of carrying it out. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderAdoption } from '../../cli/adopt-policy.ts';
import { readSettings, type Settings } from '../../contract/settings.ts';
import { foldTurn, seedState } from '../../domain/stand/fold.ts';
import type { StandState } from '../../domain/stand/state.ts';
import { adoptionOutcome } from '../../prisma/adoption-outcome.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { standLog, standState } from '../../prisma/stand-store.ts';
import { importOf, newSeed, openStore, type Store } from '../prisma/fixture.ts';
import { compiled, forkCompiled } from '../support/compiled.ts';
import { EARLIER_CHECKS } from '../support/policy-versions.ts';
import { EAST } from '../support/regimes.ts';
import { freshNamespace, testEndpoints } from '../support/stack.ts';
import { ownBuild } from '../workflows/county.ts';

const STANDS = 30;
/** Not written before the kill, whatever the pace; fewer than the worker has connections. */
const HELD = 5;
/** Written before it. */
const SOME = 5;
const NAME = 'xinzhou-2024@2.1.0';
/** One turn each and years of rest: what is written afterwards is the adoption. */
const seeds = Array.from({ length: STANDS }, () => newSeed({ duties: ['preservationCheck'], plantedOn: '2026-04-10' }));

let store: Store;
let settings: Settings;
let child: ChildProcess | undefined;
beforeAll(async () => {
  store = await openStore();
  const { temporalAddress } = testEndpoints();
  const env = {
    DATABASE_URL: store.url,
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: await freshNamespace(),
  };
  settings = readSettings(env);
  await saveImport(store.db, importOf(seeds));
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await store.close();
});

const answered = () => store.db.prisma.commandAnswer.count();
const started = () => store.db.prisma.stand.count({ where: { rev: { gt: 0 } } });

test('afterwards each stand lives wholly by one version, and the rest comes over exactly once', async () => {
  child = await startWorker();
  await expect.poll(started, { timeout: 120_000 }).toBe(STANDS);

  await killedWhileOrdering();
  expect(await store.db.prisma.policyAdoption.count()).toBe(0);
  expect(await store.db.prisma.outboxMessage.count({ where: { kind: 'adoptPolicy' } })).toBe(0);

  const held = await holdRows();
  const order = { policy: EARLIER_CHECKS, selection: { county: EAST }, by: 'm', nowMs: Date.now() };
  const adoption = await orderAdoption(store.db, order);
  expect(adoption).toMatchObject({ told: STANDS, refused: 0, inForce: 0 });
  await expect.poll(answered, { timeout: 90_000 }).toBeGreaterThanOrEqual(SOME);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await held.end();
  const between = await Promise.all(seeds.map(({ lifeId }) => policiesOf(lifeId)));
  expect(between.filter((policies) => policies.length !== 1)).toEqual([]);
  const over = between.filter(([policy]) => policy === NAME).length;
  expect(SOME <= over && over <= STANDS - HELD, `${over} stands had come over`).toBe(true);

  child = await startWorker();
  await expect.poll(answered, { timeout: 180_000 }).toBe(STANDS);
  expect(await adoptionOutcome(store.db, adoption.id)).toEqual({ adopted: STANDS, waiting: 0, refused: [] });
  for (const { lifeId } of seeds) await expectAdoptedOnce(lifeId);
  expect(await orderAdoption(store.db, order)).toMatchObject({ told: 0, inForce: STANDS });
}, 400_000);

async function startWorker(): Promise<ChildProcess> {
  const build = await (builds ??= ownBuild());
  const worker = forkCompiled('test/faults/sweeping-process.js', JSON.stringify({ settings, build }));
  await once(worker, 'message');
  return worker;
}
/** The same for both workers, as after a crash. */
let builds: ReturnType<typeof ownBuild> | undefined;

/** Half of the stands are decided on, and nothing is through. */
async function killedWhileOrdering(): Promise<void> {
  const at = new Date().toISOString();
  const { policy, version, hash } = EARLIER_CHECKS;
  const selection = { county: EAST };
  const adoption = {
    id: randomUUID(),
    policy: `${policy}@${version}`,
    hash,
    selection,
    at,
    on: at.slice(0, 10),
    by: 'm',
  };
  const order = JSON.stringify({ url: store.url, adoption, hangsAfter: STANDS / 2 });
  const sender = spawn(process.execPath, [compiled('test/faults/adopting-process.js'), order], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(sender.stdout, 'data');
  sender.kill('SIGKILL');
  await once(sender, 'exit');
}

/** No turn of these stands is written until the connection ends: the worker dies with them in hand. */
async function holdRows(): Promise<pg.Client> {
  const holder = new pg.Client({ connectionString: store.url });
  // Where the test fails before it lets go, its database goes with the connection.
  holder.on('error', () => undefined);
  await holder.connect();
  await holder.query('begin');
  const lives = seeds.slice(0, HELD).map(({ lifeId }) => lifeId);
  await holder.query('select 1 from stand where life_id = any($1) for no key update', [lives]);
  return holder;
}

async function policiesOf(lifeId: string): Promise<readonly string[]> {
  const { parts, regimes } = (await standState(store.db, lifeId)) as StandState;
  return [...new Set(parts.map(({ regime }) => regimes[regime]!.policy))];
}

async function expectAdoptedOnce(lifeId: string): Promise<void> {
  const { seed, turns } = await standLog(store.db, lifeId);
  const types = turns.flatMap(({ events }) => events.map(({ type }) => type));
  expect(types.filter((type) => type === 'PolicyAdopted')).toHaveLength(1);
  expect(await policiesOf(lifeId)).toEqual([NAME]);
  expect(await standState(store.db, lifeId)).toEqual(turns.reduce(foldTurn, seedState(seed)));
}
