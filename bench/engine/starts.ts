/** How many stands a second begin, their row written and their first timer set; beside empty workflows. */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from '@temporalio/worker';
import type { Engine } from '../../cli/live-later.ts';
import { startStand } from '../../client/start-stand.ts';
import { standWorkflowId } from '../../contract/names.ts';
import { PAGES } from '../../contract/pages.ts';
import type { Settings } from '../../contract/settings.ts';
import type { StandSeed } from '../../domain/stand/state.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { bundleWorkflows } from '../../worker/bundle.ts';
import { connectNative } from '../../worker/connect-native.ts';
import type { Figures } from '../figures.ts';
import { lifeUntil } from './stands.ts';

const STARTS = 100;
/** In turn with the empty ones, so that a slow minute of the machine slows both; of four rounds the ratio came out anything from 0.74 to 0.88. */
const ROUNDS = 12;
const AT_ONCE = 20;
const QUEUE = 'bench-empty';
/** The event that starts the first timer, after the start and its first task. */
const FIRST_TIMER = 5;
/** Half of it counts as time of a round of 0.8 s: of 50 ms that were 3 %. */
const LOOK_EVERY_MS = 10;

export async function measureStarts(engine: Engine, settings: Settings): Promise<Figures> {
  const { bareSeconds, standSeconds } = await withEmptyWorker(settings, () => inTurn(engine));
  const perSecond = (seconds: number) => Number(((STARTS * ROUNDS) / seconds).toFixed(1));
  return {
    startsPerSecond: { value: perSecond(standSeconds) },
    bareStartsPerSecond: { value: perSecond(bareSeconds) },
    startsRatio: { value: Number((bareSeconds / standSeconds).toFixed(2)), least: 0.8 },
  };
}

async function inTurn(engine: Engine): Promise<{ bareSeconds: number; standSeconds: number }> {
  let [bareSeconds, standSeconds] = [0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    bareSeconds += await secondsOf(() => startEmpty(engine, round));
    const seeds = Array.from({ length: STARTS }, () => lifeUntil('2041-04-15', '').seed);
    standSeconds += await secondsOf(() => startStands(engine, seeds));
    await assertTimers(engine.temporal, seeds);
  }
  return { bareSeconds, standSeconds };
}

/** All are started, then each is asked for its end. */
async function startEmpty({ temporal }: Engine, round: number): Promise<void> {
  const idOf = (index: number) => `empty-${round}-${index}`;
  await inLanes(STARTS, (index) =>
    temporal.workflow.start('emptyWorkflow', { workflowId: idOf(index), taskQueue: QUEUE }),
  );
  await inLanes(STARTS, (index) => temporal.workflow.getHandle(idOf(index)).result());
}

async function withEmptyWorker<T>(settings: Settings, measure: () => Promise<T>): Promise<T> {
  const connection = await connectNative(settings);
  const code = await bundleWorkflows(fileURLToPath(new URL('empty-workflow.ts', import.meta.url)));
  const options = { connection, namespace: settings.namespace, taskQueue: QUEUE, workflowBundle: { code } };
  const worker = await Worker.create(options);
  try {
    return await worker.runUntil(measure);
  } finally {
    await connection.close();
  }
}

/** As an import does it: rows of all in one transaction, then a start each; then each is asked for its first timer. */
async function startStands({ db, temporal, taskQueue }: Engine, seeds: readonly StandSeed[]): Promise<void> {
  await saveRows(db, seeds);
  // The delivery would start them as well, fifty a second at most.
  await db.prisma.outboxMessage.deleteMany({});
  await inLanes(seeds.length, async (index) => {
    const seed = seeds[index]!;
    const workflowId = standWorkflowId(seed);
    await startStand(temporal, { workflowId, input: { schema: 1, pages: PAGES, seed }, taskQueue });
  });
  // Asked last, the others are there: hardly one is asked twice.
  await untilFirstTimer(temporal, standWorkflowId(seeds.at(-1)!));
  await inLanes(seeds.length, (index) => untilFirstTimer(temporal, standWorkflowId(seeds[index]!)));
}

/** Asks for no more than a caller of an empty workflow hears: the events, which carry all rules of a stand, stay where they are. */
async function untilFirstTimer(temporal: Engine['temporal'], workflowId: string): Promise<void> {
  const request = { namespace: temporal.options.namespace, execution: { workflowId } };
  const lengthNow = async () => {
    const { workflowExecutionInfo } = await temporal.workflowService.describeWorkflowExecution(request);
    return Number(workflowExecutionInfo?.historyLength ?? 0);
  };
  while ((await lengthNow()) < FIRST_TIMER) await pause(LOOK_EVERY_MS);
}

/** Not part of what is measured: each run waits at a timer, with nothing before it but its first task. */
async function assertTimers(temporal: Engine['temporal'], seeds: readonly StandSeed[]): Promise<void> {
  await inLanes(seeds.length, async (index) => {
    const { events } = await temporal.workflow.getHandle(standWorkflowId(seeds[index]!)).fetchHistory();
    assert(events?.[FIRST_TIMER - 1]?.timerStartedEventAttributes, `event ${FIRST_TIMER} of a stand starts its timer`);
  });
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

async function inLanes(count: number, start: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) await start(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

function saveRows(db: Engine['db'], seeds: readonly StandSeed[]): Promise<unknown> {
  return saveImport(db, {
    batch: {
      id: crypto.randomUUID(),
      kind: 'stands',
      fileName: 'bench',
      fileSha256: '0'.repeat(64),
      at: new Date().toISOString(),
      rows: seeds.length,
    },
    counties: [{ code: '140932', zh: '偏关县', en: 'Pianguan' }],
    stands: seeds.map((seed) => ({ seed, code: seed.standId.slice(7) })),
    surveys: [],
  });
}
