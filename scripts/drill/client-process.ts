/**
 * The client of a drill, in a process of its own: moves each stand's clock on and sends what people report. What it does not
 * know to be done it does again, under the same ids. `argv[2]` is its order as JSON.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { connectionOptions } from '../../client/connect.ts';
import { sendCommand } from '../../client/send-command.ts';
import type { Settings } from '../../contract/settings.ts';
import { startOfDayMs } from '../../domain/calendar.ts';
import { REPORTING_HOUR } from '../../domain/stand/simulate.ts';
import { fastForward } from '../../embedded/time-skip.ts';
import type { LifeToLive } from './lives.ts';

export interface ClientOrder {
  readonly settings: Settings;
  /** Where the lives lie, as JSON: to foretell them anew would cost this process most of its time to come up. */
  readonly lives: string;
  /** Steps done by stand. */
  readonly done: readonly number[];
  /** How many of them live; those behind sleep on. */
  readonly living: number;
  /** They are moved in their order, so many at a time. */
  readonly atOnce: number;
}

/** A step is over, or its answer was not the foretold one. */
export type Heard =
  | { readonly ready: true }
  | { readonly stand: number; readonly done: number }
  | { readonly stand: number; readonly told: string; readonly met: string };

const TRY_AGAIN_MS = 200;

const { settings, lives, done, living, atOnce } = JSON.parse(process.argv[2]!) as ClientOrder;
const tell = (heard: Heard) => process.send?.(heard);
// Without the SDK's retries: a fast-forward whose answer was lost would be told, and counted, twice.
const connection = await Connection.connect({ ...connectionOptions(settings), interceptors: [] });
const client = new Client({ connection, namespace: settings.namespace });
const waiting = [...(JSON.parse(readFileSync(lives, 'utf8')) as readonly LifeToLive[]).entries()].slice(0, living);
tell({ ready: true });
await Promise.all(Array.from({ length: atOnce }, liveOneAfterTheOther));
process.exit(0);

async function liveOneAfterTheOther(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await live(...next);
}

async function live(stand: number, drilled: LifeToLive): Promise<void> {
  const { sent } = drilled;
  for (let step = done[stand] ?? 0; step <= sent.length; step += 1) {
    await untilDone(() => (step < sent.length ? report(client, stand, drilled, step) : skipTo(client, drilled)));
    tell({ stand, done: step + 1 });
  }
}

/** Servers come back: only an answer ends a step. */
async function untilDone(step: () => Promise<boolean>): Promise<void> {
  while (!(await step().catch(() => false))) await pause(TRY_AGAIN_MS);
}

async function report(temporal: Client, stand: number, drilled: LifeToLive, step: number): Promise<boolean> {
  const { on, command, refusal } = drilled.sent[step]!;
  await skipTo(temporal, drilled, on);
  const reply = await sendCommand(temporal, { workflowId: drilled.workflowId, command });
  if (reply.kind === 'outage') return false;
  const met = reply.kind === 'refused' ? reply.refusal.refused : 'taken';
  const told = refusal?.refused ?? 'taken';
  if (met !== told) tell({ stand, told, met });
  return true;
}

/** A closed life needs no further days. */
async function skipTo(
  temporal: Client,
  { workflowId, timeZone, until, closes }: LifeToLive,
  on = until,
): Promise<true> {
  if (on === until && closes) return true;
  await fastForward(temporal, workflowId, new Date(startOfDayMs(on, timeZone, REPORTING_HOUR)).toISOString());
  return true;
}
