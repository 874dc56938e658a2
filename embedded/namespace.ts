import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { SEARCH_ATTRIBUTES } from '../contract/names.ts';
import { waitUntil, type Patience } from './wait.ts';

export const NAMESPACE = 'standkeeper';

/** Closed runs may go after this time: what is to be kept for good is in PostgreSQL. */
const RETENTION = '14 days';

/** A service that is not up yet keeps a question waiting; we ask again, so that the waiting can be said. */
const ANSWER_MS = 3_000;

/** The numbers of gRPC and of the operator service. */
const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;
const INDEXED_TYPES = { KEYWORD: 2, INT: 3, BOOL: 5 } as const;

/**
 * Makes the namespace and its search attributes where they are missing and waits until both can be used:
 * a new one takes some seconds to reach the server's caches.
 */
export async function ensureNamespace(address: string, patience: Patience, namespace = NAMESPACE): Promise<void> {
  const wait = { ...patience, timeoutMs: 60_000 };
  const ready = () => Connection.connect({ address }).catch(() => undefined);
  const connection = await waitUntil({ ...wait, what: 'Temporal to answer', ready });
  try {
    await registerNamespace(connection, namespace);
    const asked = (ask: typeof addedAttributes) => () =>
      connection.withDeadline(Date.now() + ANSWER_MS, () => ask(connection, namespace));
    await waitUntil({ ...wait, what: 'the search attributes', ready: asked(addedAttributes) });
    await waitUntil({ ...wait, what: `namespace ${namespace} to be usable`, ready: asked(usable) });
  } finally {
    await connection.close();
  }
}

async function registerNamespace({ workflowService }: Connection, namespace: string): Promise<void> {
  try {
    await workflowService.registerNamespace({
      namespace,
      description: 'Stands and their duties 林业小班造林后管护',
      workflowExecutionRetentionPeriod: msToTs(RETENTION),
    });
  } catch (error) {
    if ((error as { code?: number }).code !== ALREADY_EXISTS) throw error;
  }
}

/** Adds what is missing; undefined while the server does not know the new namespace everywhere yet. */
async function addedAttributes({ operatorService }: Connection, namespace: string): Promise<true | undefined> {
  const met = await operatorService.listSearchAttributes({ namespace }).catch(() => undefined);
  if (met === undefined) return undefined;
  const missing = Object.values(SEARCH_ATTRIBUTES).filter(({ name }) => !(name in (met.customAttributes ?? {})));
  if (missing.length === 0) return true;
  const searchAttributes = Object.fromEntries(missing.map(({ name, type }) => [name, INDEXED_TYPES[type]]));
  await operatorService.addSearchAttributes({ namespace, searchAttributes });
  return undefined;
}

/** Asks each of the server's services once: they come up one after the other, and the frontend answers first. */
async function usable(connection: Connection, namespace: string): Promise<true | undefined> {
  try {
    await Promise.all([askVisibility, askMatching, askHistory].map((ask) => ask(connection, namespace)));
    return true;
  } catch {
    // Whatever is still missing, the next question comes soon, and waiting is said and finite.
    return undefined;
  }
}

/** With every attribute: the server refuses the question while one of them is unknown to it. */
async function askVisibility({ workflowService }: Connection, namespace: string): Promise<void> {
  const names = Object.values(SEARCH_ATTRIBUTES).map(({ name }) => name);
  const query = names.map((name) => `${name} IS NOT NULL`).join(' AND ');
  await workflowService.countWorkflowExecutions({ namespace, query });
}

async function askMatching({ workflowService }: Connection, namespace: string): Promise<void> {
  await workflowService.describeTaskQueue({ namespace, taskQueue: { name: 'nobody' }, taskQueueType: 1 });
}

/** "No such workflow" is an answer: somebody has looked. */
async function askHistory({ workflowService }: Connection, namespace: string): Promise<void> {
  try {
    await workflowService.describeWorkflowExecution({ namespace, execution: { workflowId: 'nobody' } });
  } catch (error) {
    if ((error as { code?: number }).code !== NOT_FOUND) throw error;
  }
}
