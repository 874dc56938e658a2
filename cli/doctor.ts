/** The health of the whole, one finding a question. */
import type { Client } from '@temporalio/client';
import { connectTemporal } from '../client/connect.ts';
import { workersOn } from '../client/workers-on.ts';
import { deliveryWorkflowId } from '../contract/names.ts';
import type { Settings } from '../contract/settings.ts';
import { openDatabase } from '../prisma/database.ts';
import { waitingMigrations } from '../prisma/migrate.ts';
import { countWaiting } from '../prisma/outbox-store.ts';
import { compareClocks } from './doctor-clocks.ts';
import { examineTurns } from './doctor-turns.ts';
import { examineSweep, lookForSchedule } from './doctor-sweep.ts';
import type { Finding } from './finding.ts';

type Look = () => Promise<Omit<Finding, 'what'>>;

export async function examine(settings: Settings): Promise<readonly Finding[]> {
  return [...(await examineDatabase(settings)), ...(await examineTemporal(settings)), ...(await examineBoth(settings))];
}

async function finding(what: string, look: Look): Promise<Finding> {
  try {
    return { what, ...(await look()) };
  } catch (error) {
    return unanswered(what, error);
  }
}

function unanswered(what: string, error: unknown): Finding {
  return { what, ok: false, met: (error as Error).message.trim().split('\n').at(-1)!, wanted: 'an answer' };
}

async function examineDatabase(settings: Settings): Promise<Finding[]> {
  const db = openDatabase(settings.databaseUrl, 2);
  try {
    return [
      await finding('database', async () => {
        const stands = await db.prisma.stand.count();
        return { ok: true, met: `${stands} stands`, wanted: '' };
      }),
      await finding('migrations not yet applied', async () => {
        const waiting = await waitingMigrations(settings.databaseUrl);
        return {
          ok: waiting.length === 0,
          met: waiting.join(', ') || '0',
          wanted: '0; apply them: standkeeper migrate',
        };
      }),
      await finding('messages not yet handed on', async () => {
        const waiting = await countWaiting(db, 'workflow');
        return { ok: waiting === 0, met: String(waiting), wanted: '0 some seconds after an import' };
      }),
      ...(await examineSweep(db).catch((error: unknown) => [unanswered('last nightly sweep', error)])),
    ];
  } finally {
    await db.close();
  }
}

async function examineTemporal(settings: Settings): Promise<Finding[]> {
  const connected = await connectTemporal(settings).catch((error: unknown) => error as Error);
  if (connected instanceof Error) {
    return [
      { what: 'Temporal', ok: false, met: connected.message, wanted: `an answer from ${settings.temporalAddress}` },
    ];
  }
  const { client, close } = connected;
  try {
    return [
      await finding('worker', () => lookForWorker(client)),
      await finding('schedule of the nightly sweep', () => lookForSchedule(client)),
      await finding('stands alive in Temporal', async () => {
        const { count } = await client.workflow.count("WorkflowType = 'standWorkflow' AND ExecutionStatus = 'Running'");
        return { ok: true, met: String(count), wanted: '' };
      }),
      await finding('stands that wait for an operator', async () => {
        const { count } = await client.workflow.count("NeedsAttention = true AND ExecutionStatus = 'Running'");
        return {
          ok: count === 0,
          met: String(count),
          wanted: '0; look at them in the Temporal UI, then: standkeeper unpark',
        };
      }),
    ];
  } finally {
    await close();
  }
}

/** What only shows where both answer; that one of them does not has been said before. */
async function examineBoth(settings: Settings): Promise<Finding[]> {
  const connected = await connectTemporal(settings).catch(() => undefined);
  if (connected === undefined) return [];
  const db = openDatabase(settings.databaseUrl, 2);
  try {
    await db.prisma.$queryRaw`select 1`;
    return [
      await finding('clocks beside this machine’s', () => compareClocks(db, connected.client)),
      ...(await examineTurns(db, connected.client).catch((error: unknown) => [unanswered('turns', error)])),
    ];
  } catch {
    return [];
  } finally {
    await Promise.all([connected.close(), db.close()]);
  }
}

/** The delivery runs on the newest build's queue; whoever serves that serves the stands of that build, too. */
async function lookForWorker(client: Client): Promise<Omit<Finding, 'what'>> {
  const { taskQueue } = await client.workflow.getHandle(deliveryWorkflowId('workflow')).describe();
  const count = await workersOn(client, taskQueue);
  return { ok: count > 0, met: `${count} on ${taskQueue}`, wanted: 'at least 1; start one: standkeeper worker' };
}
