/** Stands that do not get on: a workflow task that fails again and again, a turn decided and not written for an hour. */
import type { Client } from '@temporalio/client';
import { reportedStuck, troublesOf, type Troubles } from '../client/stand-troubles.ts';
import { momentOf } from '../domain/calendar.ts';
import { shippedPolicy } from '../policies/load.ts';
import type { Database } from '../prisma/database.ts';
import { likeliestTroubles } from '../prisma/sweep-pages.ts';
import { same, type Said } from './exit-codes.ts';
import { fewOf, type Finding } from './finding.ts';

/** A question a stand: more of them would make the doctor slow. The server itself names stuck ones beyond them. */
const MOST_ASKED = 500;
const AT_ONCE = 8;
const HOUR_MS = 3600 * 1000;
const NAMED = 3;

export async function examineTurns(db: Database, temporal: Client): Promise<Finding[]> {
  const now = Date.now();
  const moment = momentOf(now, shippedPolicy().timeZone);
  const reported = await reportedStuck(temporal, MOST_ASKED);
  const ids = [...new Set([...reported, ...(await likeliestTroubles(db, moment, MOST_ASKED))])];
  const troubles = await askAll(temporal, ids);
  const none = {
    en: `0; ${ids.length} stands looked at, the likeliest first`,
    zh: `0；已查 ${ids.length} 个小班，最可能者在先`,
  };
  const stuck = troubles.filter(([, trouble]) => trouble.stuck !== undefined);
  const late = troubles.filter(([, { pendingSince }]) => now - Date.parse(pendingSince ?? '9999-01-01') > HOUR_MS);
  return [
    {
      what: { en: 'workflow tasks that are stuck', zh: '卡住的流程任务' },
      ok: stuck.length === 0,
      met: stuck.length === 0 ? none : named(stuck, (each) => same(each.stuck!)),
      wanted: {
        en: '0; its history in the Temporal UI names the error; a fixed release takes it up by itself',
        zh: '0；错误见 Temporal 界面的历史；修正版发布后自动继续',
      },
    },
    {
      what: { en: 'turns not written for an hour', zh: '一小时以上未写入的步' },
      ok: late.length === 0,
      met: late.length === 0 ? none : named(late, ({ pendingSince: at }) => ({ en: `since ${at}`, zh: `自 ${at}` })),
      wanted: {
        en: '0; its failing activity in the Temporal UI names the error; it is tried again until it succeeds',
        zh: '0；错误见 Temporal 界面；将重试至成功',
      },
    },
  ];
}

type Troubled = readonly [workflowId: string, Troubles];

async function askAll(temporal: Client, ids: readonly string[]): Promise<readonly Troubled[]> {
  const troubles: Troubled[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const few = ids.slice(at, at + AT_ONCE);
    troubles.push(...(await Promise.all(few.map(async (id) => [id, await troublesOf(temporal, id)] as const))));
  }
  return troubles;
}

function named(troubled: readonly Troubled[], say: (troubles: Troubles) => Said): Said {
  const first = troubled.slice(0, NAMED).map(([id, troubles]) => {
    const { en, zh } = say(troubles);
    return { en: `${id} (${en})`, zh: `${id}（${zh}）` };
  });
  return fewOf(first, troubled.length);
}
