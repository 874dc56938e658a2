/**
 * Stands that still live on an earlier build's queue. Their runs replay only on the bundle they began with,
 * so each is asked to continue as new on this build's queue. Where that bundle is kept, it serves the old
 * queue here until the last one has moved; where it is not, a worker of that release must.
 */
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { sayError } from '../client/temporal-error.ts';
import { STAND_WORKFLOW, taskQueueOf } from '../contract/names.ts';
import { rolloverSignal } from '../contract/stand-messages.ts';
import { isLaterThan } from './build-order.ts';
import { bundlePathOf, type Build } from './build.ts';
import { serve, type Serving } from './serve.ts';

/** 100,000 stands take more than two hours, so that crews do not wait behind a release. */
const ROLLOVERS_A_SECOND = 12;
/** Visibility follows the runs by a second or so. */
const LOOK_AGAIN_MS = 2_000;
const LOOK_FOR_BUILDS_MS = 60_000;
const ASK_AGAIN_MS = 30_000;
const QUEUE_PREFIX = taskQueueOf('');
const STANDS_RUNNING = `WorkflowType = '${STAND_WORKFLOW}' AND ExecutionStatus = 'Running'`;

export interface OldBuilds {
  readonly temporal: Client;
  readonly serving: Serving;
  readonly build: Build;
  readonly stopping: AbortSignal;
  say(line: string): void;
}

/** Looks again every minute until this worker stops: an operator may send a stand back to an earlier build. */
export async function tendOldBuilds(old: OldBuilds): Promise<void> {
  while (!old.stopping.aborted) {
    try {
      const counts = await standsElsewhere(old);
      await Promise.all([...counts].map(([id, stands]) => empty(old, id, stands)));
    } catch (error) {
      old.say(`earlier builds could not be looked at, trying again: ${sayError(error)}`);
    }
    await pause(LOOK_FOR_BUILDS_MS, undefined, { signal: old.stopping }).catch(() => undefined);
  }
}

/** Open runs on earlier builds' queues, counted by build. */
async function standsElsewhere({ temporal, build }: OldBuilds): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const query = `${STANDS_RUNNING} AND TaskQueue != '${taskQueueOf(build.id)}'`;
  for await (const { taskQueue } of temporal.workflow.list({ query })) {
    if (!taskQueue.startsWith(QUEUE_PREFIX)) continue;
    const id = taskQueue.slice(QUEUE_PREFIX.length);
    if (isLaterThan(build.id, id)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

async function empty(old: OldBuilds, id: string, stands: number): Promise<void> {
  const bundlePath = bundlePathOf(old.build.bundlesFolder, id);
  if (existsSync(bundlePath)) {
    old.say(`${stands} stands still run on build ${id}; moving them to ${old.build.id}`);
    await whileServing(old, { id, bundlePath }, () => moveStands(old, id, ASK_AGAIN_MS));
  } else {
    old.say(
      `${stands} stands run on build ${id}, whose bundle is not kept in ${old.build.bundlesFolder}; ` +
        `they move to ${old.build.id} as soon as a worker of that release runs`,
    );
    // Signals wait for an absent worker; asking again would only pile them up.
    await moveStands(old, id, Infinity);
  }
}

async function whileServing(old: OldBuilds, build: { id: string; bundlePath: string }, work: () => Promise<void>) {
  const worker = await serve(old.serving, build);
  const running = worker.run();
  try {
    await work();
  } finally {
    worker.shutdown();
    await running;
  }
}

async function moveStands(old: OldBuilds, from: string, askAgainMs: number): Promise<void> {
  const asked = new Map<string, number>();
  while ((await askToMove(old, from, asked, askAgainMs)) > 0 && !old.stopping.aborted) {
    await pause(LOOK_AGAIN_MS, undefined, { signal: old.stopping }).catch(() => undefined);
  }
  if (!old.stopping.aborted) old.say(`no stand is left on build ${from}`);
}

/** @returns how many are still on that build's queue */
async function askToMove(old: OldBuilds, from: string, asked: Map<string, number>, againMs: number): Promise<number> {
  const target = { taskQueue: taskQueueOf(old.build.id) };
  const query = `${STANDS_RUNNING} AND TaskQueue = '${taskQueueOf(from)}'`;
  let left = 0;
  for await (const { workflowId } of old.temporal.workflow.list({ query })) {
    if (old.stopping.aborted) break;
    left += 1;
    if (Date.now() - (asked.get(workflowId) ?? -Infinity) < againMs) continue;
    asked.set(workflowId, Date.now());
    await old.temporal.workflow.getHandle(workflowId).signal(rolloverSignal, target).catch(passIfGone);
    await pause(1000 / ROLLOVERS_A_SECOND);
  }
  return left;
}

/** A stand that ends meanwhile needs no asking. */
function passIfGone(error: unknown): void {
  if (!(error instanceof WorkflowNotFoundError)) throw error;
}
