/** A delivery in a process of its own, to be killed: it starts stands and never says so. `argv[2]` is its order as JSON. */
import { MockActivityEnvironment } from '@temporalio/testing';
import { createDeliveries } from '../../activities/delivery.ts';
import { connectTemporal } from '../../client/connect.ts';
import { sendCommand } from '../../client/send-command.ts';
import { startStand } from '../../client/start-stand.ts';
import type { Settings } from '../../contract/settings.ts';
import { firstInput } from '../../prisma/begin-lives.ts';
import { openDatabase } from '../../prisma/database.ts';

export interface StartingOrder {
  readonly settings: Settings;
  readonly taskQueue: string;
}

const { settings, taskQueue } = JSON.parse(process.argv[2]!) as StartingOrder;
const { client } = await connectTemporal(settings);

/** The stand has heard it; nobody hears of that. */
function hang(workflowId: string): Promise<never> {
  process.send?.(workflowId);
  return new Promise(() => undefined);
}

const db = openDatabase(settings.databaseUrl);
const deliveries = createDeliveries({
  db,
  startStand: async (start) =>
    startStand(client, { ...start, input: await firstInput(db, start.workflowId) }).then(() => hang(start.workflowId)),
  sendCommand: (to) => sendCommand(client, to).then(() => hang(to.workflowId)),
  tellGateLifted: async () => undefined,
  stopping: new AbortController().signal,
  say: () => undefined,
});
await new MockActivityEnvironment().run(() =>
  deliveries.deliverWorkflowMessages({ at: new Date().toISOString(), taskQueue }),
);
