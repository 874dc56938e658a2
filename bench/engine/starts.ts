/** How many stands a second begin, their first turn written and their first timer set; beside empty workflows. */
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { Engine } from '../../cli/live-later.ts';
import { connectionOptions } from '../../client/connect.ts';
import { startStand } from '../../client/start-stand.ts';
import { standWorkflowId } from '../../contract/names.ts';
import type { Settings } from '../../contract/settings.ts';
import type { StandSeed } from '../../domain/stand/state.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { bundleWorkflows } from '../../worker/bundle.ts';
import type { Figures } from '../main.ts';
import { lifeUntil } from './stands.ts';

const STARTS = 300;
const AT_ONCE = 20;
const QUEUE = 'bench-empty';
const RUNNING_WITH_TIMER_MS = 120_000;

export async function measureStarts(engine: Engine, settings: Settings): Promise<Figures> {
  const bare = await bareStartsPerSecond(engine, settings);
  const stands = await standStartsPerSecond(engine);
  return {
    startsPerSecond: { value: Number(stands.toFixed(1)) },
    bareStartsPerSecond: { value: Number(bare.toFixed(1)) },
    startsRatio: { value: Number((stands / bare).toFixed(2)), least: 0.8 },
  };
}

async function bareStartsPerSecond({ temporal }: Engine, settings: Settings): Promise<number> {
  const connection = await NativeConnection.connect(connectionOptions(settings));
  const code = await bundleWorkflows(fileURLToPath(new URL('empty-workflow.ts', import.meta.url)));
  const options = { connection, namespace: settings.namespace, taskQueue: QUEUE, workflowBundle: { code } };
  const worker = await Worker.create(options);
  try {
    return await worker.runUntil(() =>
      perSecond((index) =>
        temporal.workflow.execute('emptyWorkflow', { workflowId: `empty-${index}`, taskQueue: QUEUE }),
      ),
    );
  } finally {
    await connection.close();
  }
}

async function standStartsPerSecond({ db, temporal, taskQueue }: Engine): Promise<number> {
  const seeds = Array.from({ length: STARTS }, () => lifeUntil('2041-04-15', '').seed);
  await saveRows(db, seeds);
  // The delivery would start them as well, fifty a second at most.
  await db.prisma.outboxMessage.deleteMany({});
  return perSecond(async (index) => {
    const seed = seeds[index]!;
    const workflowId = standWorkflowId(seed);
    await startStand(temporal, { workflowId, input: { schema: 1, seed }, taskQueue });
    await untilBegun({ db, temporal, taskQueue }, workflowId, seed.lifeId);
  });
}

/** Its row is written, and its timer stands: the first task sets it beside the deed. */
async function untilBegun({ db }: Engine, workflowId: string, lifeId: string): Promise<void> {
  for (const deadline = Date.now() + RUNNING_WITH_TIMER_MS; Date.now() < deadline; await pause(10)) {
    const { rev } = await db.prisma.stand.findUniqueOrThrow({ where: { lifeId }, select: { rev: true } });
    if (rev > 0) return;
  }
  throw new Error(`${workflowId} has not begun within ${RUNNING_WITH_TIMER_MS} ms`);
}

async function perSecond(start: (index: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const began = performance.now();
  const lane = async () => {
    while (next < STARTS) await start(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return STARTS / ((performance.now() - began) / 1000);
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
