/** Stands that do not get on: a workflow task that fails again and again, a turn decided and not written for an hour. */
import type { Client } from '@temporalio/client';
import { reportedStuck, troublesOf, type Troubles } from '../client/stand-troubles.ts';
import { momentOf } from '../domain/calendar.ts';
import { shippedPolicy } from '../policies/load.ts';
import type { Database } from '../prisma/database.ts';
import { likeliestTroubles } from '../prisma/sweep-pages.ts';
import type { Finding } from './finding.ts';

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
  const looked = `${ids.length} stands looked at, the likeliest first`;
  const stuck = troubles.filter(([, trouble]) => trouble.stuck !== undefined);
  const late = troubles.filter(([, { pendingSince }]) => now - Date.parse(pendingSince ?? '9999-01-01') > HOUR_MS);
  return [
    {
      what: 'workflow tasks that are stuck',
      ok: stuck.length === 0,
      met: named(stuck, ({ stuck }) => stuck!) || `0; ${looked}`,
      wanted: '0; its history in the Temporal UI names the error; a fixed release takes it up by itself',
    },
    {
      what: 'turns not written for an hour',
      ok: late.length === 0,
      met: named(late, ({ pendingSince }) => `since ${pendingSince}`) || `0; ${looked}`,
      wanted: '0; its failing activity in the Temporal UI names the error; it is tried again until it succeeds',
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

function named(troubled: readonly Troubled[], say: (troubles: Troubles) => string): string {
  const first = troubled.slice(0, NAMED).map(([id, troubles]) => `${id} (${say(troubles)})`);
  return first.join(', ') + (troubled.length > NAMED ? ` and ${troubled.length - NAMED} more` : '');
}
