/** A delivery in a process of its own, to be killed: it hangs at the first stand it is about to tell. `argv[2]` is the database. */
import { MockActivityEnvironment } from '@temporalio/testing';
import { createDeliveries } from '../../activities/delivery.ts';
import { openDatabase } from '../../prisma/database.ts';

const deliveries = createDeliveries({
  db: openDatabase(process.argv[2]!),
  startStand: async () => undefined,
  sendCommand: async () => undefined,
  tellGateLifted: (workflowId) => {
    process.send?.(workflowId);
    return new Promise(() => undefined);
  },
  stopping: new AbortController().signal,
  say: () => undefined,
});
const round = { at: new Date().toISOString(), taskQueue: 'none' };
await new MockActivityEnvironment({ scheduledTimestampMs: Date.now() }).run(() =>
  deliveries.deliverWorkflowMessages(round),
);
