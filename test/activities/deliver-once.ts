/** The delivery's activity by hand, on a real server: hands on what waits, for a short while. */
import type { Client } from '@temporalio/client';
import { MockActivityEnvironment } from '@temporalio/testing';
import { createDeliveries } from '../../activities/delivery.ts';
import { tellGateLifted } from '../../client/tell-gate-lifted.ts';
import type { Database } from '../../prisma/database.ts';

export interface DeliverOptions {
  /** The delivery's present; later than a lease, where one has to be over. */
  readonly at?: string;
  readonly forMs?: number;
}

/** @returns the stands that were told */
export async function deliverGates(db: Database, temporal: Client, options: DeliverOptions = {}): Promise<string[]> {
  const stopping = new AbortController();
  const told: string[] = [];
  const tell = async (workflowId: string) => {
    await tellGateLifted(temporal, workflowId);
    told.push(workflowId);
  };
  const deliveries = createDeliveries({
    db,
    // The stands of a test are started by itself; their messages wait all the same.
    startStand: async () => undefined,
    sendCommand: async () => undefined,
    tellGateLifted: tell,
    stopping: stopping.signal,
    say: () => undefined,
  });
  setTimeout(() => stopping.abort(), options.forMs ?? 1500);
  const round = { at: options.at ?? new Date().toISOString(), taskQueue: 'none' };
  await new MockActivityEnvironment({ scheduledTimestampMs: Date.now() }).run(() =>
    deliveries.deliverWorkflowMessages(round),
  );
  return told;
}
