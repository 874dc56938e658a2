/** One worker on one build's queue. */
import { Worker, type NativeConnection } from '@temporalio/worker';
import { taskQueueOf } from '../contract/names.ts';
import type { Deeds, Deliveries } from '../contract/deeds.ts';

/** Sleeping stands gain nothing from a cache beyond the burst after a message. */
const MOST_CACHED_WORKFLOWS = 200;
/** Running deeds are finished before a worker stops. */
const GRACE = '30 s';

export interface Serving {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly activities: Deeds & Deliveries;
  /** As many deeds at once as the database pool has connections. */
  readonly slots: number;
}

export interface ServedBuild {
  readonly id: string;
  readonly bundlePath: string;
}

export function serve({ connection, namespace, activities, slots }: Serving, build: ServedBuild): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue: taskQueueOf(build.id),
    workflowBundle: { codePath: build.bundlePath },
    activities,
    // The SDK's own identity would write process and host name into every history.
    identity: `standkeeper-worker/${build.id}`,
    maxCachedWorkflows: MOST_CACHED_WORKFLOWS,
    maxConcurrentActivityTaskExecutions: slots,
    shutdownGraceTime: GRACE,
  });
}
