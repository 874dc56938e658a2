/** The same life on a real Temporal server by time skipping, held against the rules alone. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { sendCommand } from '../client/send-command.ts';
import { createStandClient } from '../client/stand-client.ts';
import { startStand } from '../client/start-stand.ts';
import { standWorkflowId } from '../contract/names.ts';
import { PAGES } from '../contract/pages.ts';
import { localDay, startOfDayMs } from '../domain/calendar.ts';
import type { IsoDate } from '../domain/day.ts';
import { simulate, REPORTING_HOUR, type Sent } from '../domain/stand/simulate.ts';
import type { StandSeed } from '../domain/stand/state.ts';
import { fastForward } from '../embedded/time-skip.ts';
import type { Database } from '../prisma/database.ts';
import { saveImport } from '../prisma/import-store.ts';
import { standLog, standRev } from '../prisma/stand-store.ts';
import { differenceOf, type Difference } from './compare-turns.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import type { LifeToWalk } from './life.ts';
import { yearsLater, yearsUntilAhead } from './years-later.ts';

export interface Comparison {
  /** The life was lived so many years later. */
  readonly yearsLater: number;
  readonly turns: number;
  readonly engineTurns: number;
  readonly difference?: Difference;
}

/** Where a life can be lived: a worker serves the queue, the server skips time. */
export interface Engine {
  readonly db: Database;
  readonly temporal: Client;
  readonly taskQueue: string;
}

const WRITTEN_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 40;

/** Lives it so many years later that all of it is still to come, and compares it with the rules' own telling. */
export async function liveLater(engine: Engine, life: LifeToWalk): Promise<Comparison> {
  const today = localDay(Date.now(), life.seed.regime.timeZone);
  const years = yearsUntilAhead(life.seed.planting.plantedOn, today);
  const ahead = yearsLater(life, years);
  const told = simulate(ahead);
  const answers = await live(engine, ahead, told.sent);
  const { turns } = await standLog(engine.db, ahead.seed.lifeId);
  const difference = differenceOf(told.turns, turns) ?? answers;
  return { yearsLater: years, turns: told.turns.length, engineTurns: turns.length, ...(difference && { difference }) };
}

/** @returns the first report that was taken here and refused there, or refused for another reason */
async function live(
  engine: Engine,
  { seed, until }: LifeToWalk,
  sent: readonly Sent[],
): Promise<Difference | undefined> {
  const { temporal, taskQueue } = engine;
  const workflowId = standWorkflowId(seed);
  await saveRow(engine.db, seed);
  await startStand(temporal, { workflowId, input: { schema: 1, pages: PAGES, seed }, taskQueue });
  // Once the clock is there, whatever was due has been done and written.
  const skipTo = (on: IsoDate) =>
    fastForward(temporal, workflowId, new Date(startOfDayMs(on, seed.regime.timeZone, REPORTING_HOUR)).toISOString());
  for (const [index, report] of sent.entries()) {
    if (report.on === sent[index - 1]?.on) await untilAtRest(engine, workflowId);
    else await skipTo(report.on);
    const difference = await send(temporal, workflowId, report);
    if (difference !== undefined) return difference;
    if (report.command.type === 'close' && report.refusal === undefined) {
      await untilAtRest(engine, workflowId);
      return undefined;
    }
  }
  await skipTo(until);
  await untilAtRest(engine, workflowId);
  return undefined;
}

async function send(temporal: Client, workflowId: string, report: Sent): Promise<Difference | undefined> {
  const reply = await sendCommand(temporal, { workflowId, command: report.command });
  if (reply.kind === 'outage') throw new CommandError(EXIT.outage, 'OUTAGE', `${reply.what} is away (${reply.met})`);
  const met = reply.kind === 'refused' ? reply.refusal.refused : 'taken';
  const told = report.refusal?.refused ?? 'taken';
  return met === told ? undefined : { where: `${report.on} ${report.command.type}`, pure: told, engine: met };
}

async function saveRow(db: Database, seed: StandSeed): Promise<void> {
  const { standId, countyCode } = seed;
  const at = new Date().toISOString();
  await saveImport(db, {
    batch: { id: randomUUID(), kind: 'stands', fileName: 'simulated', fileSha256: '0'.repeat(64), at, rows: 1 },
    counties: [{ code: countyCode, zh: countyCode, en: countyCode }],
    stands: [{ seed, code: standId.slice(countyCode.length + 1) }],
    surveys: [],
  });
}

/** Every turn the workflow has taken is in the log. */
async function untilAtRest({ db, temporal }: Engine, workflowId: string): Promise<void> {
  const stands = createStandClient({ temporal, db });
  for (const deadline = Date.now() + WRITTEN_WITHIN_MS; ; await pause(LOOK_EVERY_MS)) {
    const view = await stands.view(workflowId);
    if (view.kind === 'seen' && view.seen.pendingTurns === 0) {
      if ((await standRev(db, workflowId)) === view.seen.state.rev) return;
    }
    const met =
      view.kind === 'seen' ? (view.seen.parked?.reason ?? `${view.seen.pendingTurns} turns waiting`) : view.kind;
    if (Date.now() > deadline) throw new Error(`${workflowId} was not written within 30 s: ${met}`);
  }
}
