/** After the last kill: is everything there that the rules foretold, once, and does each log fold to its live state? */
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { differenceOf } from '../../cli/compare-turns.ts';
import { createStandClient } from '../../client/stand-client.ts';
import { momentOf } from '../../domain/calendar.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { foldTurn, seedState, type FoldedTurn } from '../../domain/stand/fold.ts';
import { checkLife } from '../../prisma/check-life.ts';
import type { Database } from '../../prisma/database.ts';
import { standLog } from '../../prisma/stand-store.ts';
import { beginSweep } from '../../prisma/sweep-store.ts';
import type { DrilledLife } from './lives.ts';

export interface Verdict {
  readonly stands: number;
  readonly turns: number;
  readonly events: number;
  /** Foretold by the rules, and not in the log. */
  readonly lostEvents: number;
  /** In the log more often than foretold. */
  readonly doubledEvents: number;
  readonly lostTasks: number;
  readonly doubledTasks: number;
  readonly lostMessages: number;
  readonly doubledMessages: number;
  /** Stands whose log or rows are not what was foretold, in any word. */
  readonly differing: readonly string[];
  /** Stands whose live state is not what the log folds to. */
  readonly notFolding: readonly string[];
}

const SETTLED_WITHIN_MS = 60_000;

export async function verdictOn(db: Database, temporal: Client, lives: readonly DrilledLife[]): Promise<Verdict> {
  const moment = momentOf(Date.now(), 'UTC');
  await beginSweep(db, moment);
  const sum = { turns: 0, events: 0, lostEvents: 0, doubledEvents: 0, lostTasks: 0, doubledTasks: 0 };
  const [differing, notFolding]: [string[], string[]] = [[], []];
  for (const { life, workflowId, told } of lives) {
    const { lifeId } = life.seed;
    const live = await settledState(db, temporal, workflowId, told.state.closedOn !== undefined);
    const { seed, turns } = await standLog(db, lifeId);
    const { seen: _seen, regimes: _regimes, ...folded } = turns.reduce(foldTurn, seedState(seed));
    if (canonicalJson(folded) !== canonicalJson(live)) notFolding.push(workflowId);
    const difference = differenceOf(told.turns, turns);
    const fault = await checkLife(db, lifeId, moment);
    if (difference) differing.push(`${workflowId}: ${difference.where}, ${difference.pure} | ${difference.engine}`);
    if (fault) differing.push(`${workflowId}: ${fault.kind} ${fault.found}`);
    const [wanted, met] = [eventsOf(told.turns), eventsOf(turns)];
    sum.turns += turns.length;
    sum.events += met.length;
    sum.lostEvents += without(wanted, met);
    sum.doubledEvents += without(met, wanted);
    const opened = wanted.filter((event) => event.includes('DutyOpened')).length;
    const tasks = await db.prisma.task.count({ where: { lifeId } });
    sum.lostTasks += Math.max(opened - tasks, 0);
    sum.doubledTasks += Math.max(tasks - opened, 0);
  }
  return { stands: lives.length, ...sum, ...(await messages(db, lives)), differing, notFolding };
}

/** Every turn is written and nothing waits. */
async function settledState(db: Database, temporal: Client, workflowId: string, isClosed: boolean): Promise<object> {
  const stands = createStandClient({ temporal, db });
  for (const until = Date.now() + SETTLED_WITHIN_MS; ; await pause(100)) {
    const view = await stands.view(workflowId);
    const isOver = view.kind === 'seen' && view.seen.pendingTurns === 0 && view.seen.parked === undefined;
    if (isOver && (!isClosed || view.seen.state.closedOn !== undefined)) return view.seen.state;
    if (Date.now() > until) throw new Error(`${workflowId} did not settle within 60 s: ${JSON.stringify(view)}`);
  }
}

function eventsOf(turns: readonly FoldedTurn[]): readonly string[] {
  return turns.flatMap(({ on, events }) => events.map((event) => `${on} ${canonicalJson(event)}`));
}

/** How many of the one are not in the other, each counted as often as it is there. */
function without(one: readonly string[], other: readonly string[]): number {
  const left = new Map<string, number>();
  for (const event of other) left.set(event, (left.get(event) ?? 0) + 1);
  return one.filter((event) => {
    const count = left.get(event) ?? 0;
    left.set(event, count - 1);
    return count <= 0;
  }).length;
}

/** A stand's one message is its start. */
async function messages(db: Database, lives: readonly DrilledLife[]) {
  const all = await db.prisma.outboxMessage.count();
  const delivered = await db.prisma.outboxMessage.count({ where: { deliveredAt: { not: null } } });
  return { lostMessages: lives.length - delivered, doubledMessages: Math.max(all - lives.length, 0) };
}

/** What was lost, doubled, or is not as foretold, a line each; none where the drill is passed. */
export function faultsOf({
  wrongAnswers,
  ...verdict
}: Verdict & { readonly wrongAnswers: readonly string[] }): string[] {
  const { lostEvents, lostTasks, lostMessages, doubledEvents, doubledTasks, doubledMessages } = verdict;
  const counts = { lostEvents, lostTasks, lostMessages, doubledEvents, doubledTasks, doubledMessages };
  return [
    ...Object.entries(counts).flatMap(([name, count]) => (count === 0 ? [] : [`${name}: ${count}`])),
    ...verdict.differing,
    ...verdict.notFolding.map((workflowId) => `${workflowId}: its log does not fold to its state`),
    ...wrongAnswers,
  ];
}
