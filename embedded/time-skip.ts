/** Moves a workflow's own clock on: only a server of mode `test` has the keys that allow it. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client, WorkflowExecutionDescription, WorkflowHandle } from '@temporalio/client';
import { msToTs, tsToMs } from '@temporalio/common/lib/time.js';

/** A life of 25 years has more timers than the 200 skips that a session is given. */
const MAX_SKIPS = 10_000;

/** Each poll waits on the server for up to 20 s; a fast-forward that needs longer than this hangs. */
const WITHIN_MS = 120_000;

const LOOK_EVERY_MS = 10;

/** Answers of the server to a poll. */
const [COMPLETED, FAILED] = [2, 3];

/** The workflow's own present: its virtual clock where time was skipped, else the wall clock. */
export async function currentTime(client: Client, workflowId: string): Promise<Date> {
  const { raw } = await client.workflow.getHandle(workflowId).describe();
  return presentOf(raw.workflowExtendedInfo?.timeSkippingInfo);
}

/**
 * Moves the workflow's clock on and waits until it is there; timers on the way fire in order, deeds are waited for. Told
 * again after a failure it goes to the same instant, where the connection itself does not tell a lost request again: the
 * server adds the time of each one.
 *
 * @param to - an instant as ISO string, or milliseconds from its present; in the past nothing happens
 */
export async function fastForward(client: Client, workflowId: string, to: string | number): Promise<void> {
  const present = await standStill(client, workflowId);
  const ms = typeof to === 'number' ? to : Date.parse(to) - present.getTime();
  if (ms <= 0) return;
  const id = randomUUID();
  const fastForwardConfig = { id, duration: msToTs(ms) };
  await configure(client, workflowId, { enabled: true, maxSessionSkipCount: MAX_SKIPS, fastForwardConfig });
  for (const deadline = Date.now() + WITHIN_MS; Date.now() < deadline;) {
    const { fastForwardPollingResult: met, failedReason } =
      await client.workflowService.pollWorkflowExecutionTimeSkipping({
        namespace: client.options.namespace,
        workflowExecution: { workflowId },
        fastForwardId: id,
      });
    if (met === COMPLETED) return;
    if (met === FAILED) throw new Error(`fast-forward of ${workflowId} by ${ms} ms failed: ${failedReason}`);
  }
  const stuck = await presentState(client, workflowId);
  throw new Error(`fast-forward of ${workflowId} by ${ms} ms was not there after ${WITHIN_MS} ms: ${stuck}`);
}

/**
 * Its present once no earlier fast-forward, which somebody gave up, moves the clock any more, and all that was due has fired:
 * a server that is told to skip time looks for what lies ahead of its clock only, so it leaps over a timer whose time has come
 * and which it has not fired yet (measured: told again at once, 37 of 40 times).
 */
async function standStill(client: Client, workflowId: string): Promise<Date> {
  const handle = client.workflow.getHandle(workflowId);
  for (const deadline = Date.now() + WITHIN_MS; Date.now() < deadline; await pause(LOOK_EVERY_MS)) {
    const { raw, status } = await handle.describe();
    const clock = raw.workflowExtendedInfo?.timeSkippingInfo;
    if (clock?.effectiveConfig?.enabled === true) await configure(client, workflowId, { enabled: false });
    else if (status.name !== 'RUNNING') return presentOf(clock);
    else {
      const [present, { events }] = [presentOf(clock), await handle.fetchHistory()];
      if (!isTimerDue(events ?? [], present.getTime())) return present;
    }
  }
  throw new Error(`a timer of ${workflowId} did not fire: ${await presentState(client, workflowId)}`);
}

/** Whether a timer of these events is due at an instant, and has neither fired nor been cancelled. */
export function isTimerDue(events: readonly HistoryEvent[], instantMs: number): boolean {
  const dueMs = new Map<string, number>();
  for (const { eventTime, timerStartedEventAttributes: started, ...event } of events) {
    const ended = event.timerFiredEventAttributes ?? event.timerCanceledEventAttributes;
    if (started) dueMs.set(started.timerId!, tsToMs(eventTime) + tsToMs(started.startToFireTimeout));
    if (ended) dueMs.delete(ended.timerId!);
  }
  return [...dueMs.values()].some((ms) => ms <= instantMs);
}

type HistoryEvent = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];
type Clock = NonNullable<WorkflowExecutionDescription['raw']['workflowExtendedInfo']>['timeSkippingInfo'];

function presentOf(clock: Clock): Date {
  return clock?.currentTime == null ? new Date() : new Date(tsToMs(clock.currentTime));
}

/** What the server knows of a run that does not move: for the person who reads the failure. */
async function presentState(client: Client, workflowId: string): Promise<string> {
  const handle = client.workflow.getHandle(workflowId);
  const [{ raw, status, historyLength }, { events }] = await Promise.all([handle.describe(), handle.fetchHistory()]);
  const last = events?.slice(-8).map(({ eventId, eventType }) => `${String(eventId)} ${eventType}`);
  return JSON.stringify({
    status: status.name,
    historyLength,
    clock: raw.workflowExtendedInfo?.timeSkippingInfo,
    activities: raw.pendingActivities,
    workflowTask: raw.pendingWorkflowTask,
    last,
  });
}

type Request = Parameters<Client['workflowService']['updateWorkflowExecutionOptions']>[0];
type TimeSkipping = NonNullable<NonNullable<Request['workflowExecutionOptions']>['timeSkippingConfig']>;

async function configure(client: Client, workflowId: string, timeSkippingConfig: TimeSkipping): Promise<void> {
  await client.workflowService.updateWorkflowExecutionOptions({
    namespace: client.options.namespace,
    workflowExecution: { workflowId },
    identity: 'time-skip',
    updateMask: { paths: ['time_skipping_config'] },
    workflowExecutionOptions: { timeSkippingConfig },
  });
}
