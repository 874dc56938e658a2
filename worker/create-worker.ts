/** Wires one worker: connections, activities, this build's queue, and what earlier builds have left. */
import type { NativeConnection } from '@temporalio/worker';
import { createActivities } from '../activities/index.ts';
import { connectTemporal, type TemporalConnection } from '../client/connect.ts';
import { whereItWent } from '../client/moved.ts';
import { sendCommand } from '../client/send-command.ts';
import { createStandRuns } from '../client/stand-runs.ts';
import { startStand } from '../client/start-stand.ts';
import { tellGateLifted } from '../client/tell-gate-lifted.ts';
import { taskQueueOf } from '../contract/names.ts';
import type { Settings } from '../contract/settings.ts';
import { shippedTimeZone } from '../policies/shipped-file.ts';
import { firstInput } from '../prisma/begin-lives.ts';
import { openDatabase, type Database } from '../prisma/database.ts';
import type { Build } from './build.ts';
import { connectNative } from './connect-native.ts';
import { ensureDelivery } from './ensure-delivery.ts';
import { ensureSweep } from './ensure-sweep.ts';
import { tendOldBuilds } from './old-builds.ts';
import { checkBundle } from './self-check.ts';
import { serve } from './serve.ts';

/** Connections to the database, and deeds at once. */
const POOL_SIZE = 10;

export interface WorkerOptions {
  readonly settings: Settings;
  readonly build: Build;
  say(line: string): void;
}

export interface RunningWorker {
  /** Ends when the worker has stopped; rejects where it failed. */
  readonly run: Promise<void>;
  /** Lets running deeds finish, then closes every connection. */
  shutdown(): Promise<void>;
}

interface Tools {
  readonly db: Database;
  readonly temporal: TemporalConnection;
  readonly connection: NativeConnection;
  /** Closing what is closed already is harmless. */
  close(): Promise<void>;
}

/** @throws where a server cannot be reached or the bundle is not what the contract names */
export async function createWorker(options: WorkerOptions): Promise<RunningWorker> {
  await checkBundle(options.build.bundlePath);
  const tools = await connect(options.settings);
  try {
    return await start(options, tools);
  } catch (error) {
    await tools.close();
    throw error;
  }
}

async function connect(settings: Settings): Promise<Tools> {
  const temporal = await connectTemporal(settings);
  const connection = await connectNative(settings).catch(async (error: unknown) => {
    await temporal.close();
    throw error;
  });
  const db = openDatabase(settings.databaseUrl, POOL_SIZE);
  // A native connection that is closed twice throws, in the place of what went wrong before.
  let closing: Promise<unknown> | undefined;
  const close = async () => {
    await (closing ??= Promise.all([db.close(), temporal.close(), connection.close()]));
  };
  return { db, temporal, connection, close };
}

async function start({ settings, build, say }: WorkerOptions, tools: Tools): Promise<RunningWorker> {
  const stopping = new AbortController();
  const { client: temporal } = tools.temporal;
  const activities = createActivities({
    db: tools.db,
    startStand: async (begin) =>
      startStand(temporal, { ...begin, input: await firstInput(tools.db, begin.workflowId) }),
    sendCommand: (to) => handOver(tools.db, temporal, to),
    tellGateLifted: (workflowId) => tellGateLifted(temporal, workflowId),
    runs: createStandRuns(temporal),
    stopping: stopping.signal,
    say,
  });
  const serving = { connection: tools.connection, namespace: settings.namespace, slots: POOL_SIZE, activities };
  const worker = await serve(serving, build);
  const stop = () => {
    stopping.abort();
    if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  const working = worker.run().finally(stop);
  const taskQueue = taskQueueOf(build.id);
  const ensured = ensureDelivery(temporal, taskQueue).then(() =>
    ensureSweep(temporal, { taskQueue, timeZone: shippedTimeZone() }),
  );
  const tending = ensured
    .then(() => tendOldBuilds({ temporal, serving, build, stopping: stopping.signal, say }))
    .finally(stop);
  const run = allEnded([working, tending], () => tools.close());
  // Where delivery or sweep cannot begin, everything has ended before the caller hears why.
  await ensured.catch(() => run);
  return {
    run,
    shutdown() {
      stop();
      return run;
    },
  };
}

/** Connections are closed once nobody uses them any more, whichever part failed first. */
async function allEnded(parts: readonly Promise<void>[], close: () => Promise<void>): Promise<void> {
  await Promise.allSettled(parts);
  await close();
  await Promise.all(parts);
}

/** For the outbox an outage is an error, so that the message is tried again; a refusal is an answer. */
async function handOver(db: Database, client: TemporalConnection['client'], to: Parameters<typeof sendCommand>[1]) {
  const reply = await sendCommand(client, to);
  if (reply.kind === 'outage') throw new Error(`${reply.what} is away: ${reply.met}`);
  return reply.kind === 'refused' ? whereItWent(db, to.workflowId, reply.refusal) : undefined;
}
