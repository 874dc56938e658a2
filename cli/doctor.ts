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
import { examineSweep, LAST_SWEEP, lookForSchedule } from './doctor-sweep.ts';
import { same, type Said } from './exit-codes.ts';
import type { Finding } from './finding.ts';

type Look = () => Promise<Omit<Finding, 'what'>>;

export async function examine(settings: Settings): Promise<readonly Finding[]> {
  return [...(await examineDatabase(settings)), ...(await examineTemporal(settings)), ...(await examineBoth(settings))];
}

async function finding(what: Said, look: Look): Promise<Finding> {
  try {
    return { what, ...(await look()) };
  } catch (error) {
    return unanswered(what, error);
  }
}

function unanswered(what: Said, error: unknown): Finding {
  const met = same((error as Error).message.trim().split('\n').at(-1)!);
  return { what, ok: false, met, wanted: { en: 'an answer', zh: '应答' } };
}

async function examineDatabase(settings: Settings): Promise<Finding[]> {
  const db = openDatabase(settings.databaseUrl, 2);
  try {
    return [
      await finding({ en: 'database', zh: '数据库' }, async () => {
        const stands = await db.prisma.stand.count();
        return { ok: true, met: { en: `${stands} stands`, zh: `${stands} 个小班` }, wanted: same('') };
      }),
      await finding({ en: 'migrations not yet applied', zh: '待应用的数据库迁移' }, async () => {
        const waiting = await waitingMigrations(settings.databaseUrl);
        return {
          ok: waiting.length === 0,
          met: same(waiting.join(', ') || '0'),
          wanted: { en: '0; apply them: standkeeper migrate', zh: '0；请执行 standkeeper migrate' },
        };
      }),
      await finding({ en: 'messages not yet handed on', zh: '待递交的消息' }, async () => {
        const waiting = await countWaiting(db, 'workflow');
        const wanted = { en: '0 some seconds after an import', zh: '导入数秒后应为 0' };
        return { ok: waiting === 0, met: same(String(waiting)), wanted };
      }),
      ...(await examineSweep(db).catch((error: unknown) => [unanswered(LAST_SWEEP, error)])),
    ];
  } finally {
    await db.close();
  }
}

async function examineTemporal(settings: Settings): Promise<Finding[]> {
  const connected = await connectTemporal(settings).catch((error: unknown) => error as Error);
  if (connected instanceof Error) {
    const { temporalAddress } = settings;
    const wanted = { en: `an answer from ${temporalAddress}`, zh: `${temporalAddress} 应答` };
    return [{ what: same('Temporal'), ok: false, met: same(connected.message), wanted }];
  }
  const { client, close } = connected;
  try {
    return [
      await finding({ en: 'worker', zh: '工作进程' }, () => lookForWorker(client)),
      await finding({ en: 'schedule of the nightly sweep', zh: '夜间巡检计划' }, () => lookForSchedule(client)),
      await finding({ en: 'stands alive in Temporal', zh: '运行中的小班流程' }, async () => {
        const { count } = await client.workflow.count("WorkflowType = 'standWorkflow' AND ExecutionStatus = 'Running'");
        return { ok: true, met: same(String(count)), wanted: same('') };
      }),
      await finding({ en: 'stands that wait for an operator', zh: '等待运维的小班' }, async () => {
        const { count } = await client.workflow.count("NeedsAttention = true AND ExecutionStatus = 'Running'");
        return {
          ok: count === 0,
          met: same(String(count)),
          wanted: {
            en: '0; look at them in the Temporal UI, then: standkeeper unpark',
            zh: '0；请在 Temporal 界面查看，再执行 standkeeper unpark',
          },
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
      await finding({ en: 'clocks beside this machine’s', zh: '各机时钟' }, () => compareClocks(db, connected.client)),
      ...(await examineTurns(db, connected.client).catch((error: unknown) => [
        unanswered({ en: 'turns', zh: '步' }, error),
      ])),
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
  return {
    ok: count > 0,
    met: { en: `${count} on ${taskQueue}`, zh: `${count} 个，队列 ${taskQueue}` },
    wanted: { en: 'at least 1; start one: standkeeper worker', zh: '至少 1 个；请启动：standkeeper worker' },
  };
}
