/**
 * Sends one command to a stand and tells refusal, outage and answer apart.
 * The command's id and digest make the update's id: sent again within a run it reaches the same update, while
 * other content under the same id reaches the stand and is refused. Across runs the stand itself knows the command.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { refusalOf } from '../contract/failure.ts';
import type { CommandReply } from '../contract/stand-messages.ts';
import { refuse, type Refusal } from '../domain/errors.ts';
import type { SentCommand } from '../domain/stand/command.ts';
import type { Outage, Refused } from './outcome.ts';
import { meaningOf, sayError } from './temporal-error.ts';
import { describeStand, whoIsAway } from './who-is-away.ts';

/** One to two per cent of the updates that race a continue-as-new come back unapplied; a second is enough for most. */
const KEEP_TRYING_MS = 10_000;
const PAUSE_MS = 100;

export type Reply = { readonly kind: 'answered'; readonly reply: CommandReply } | Refused | Outage;

export interface CommandTo {
  readonly workflowId: string;
  readonly command: SentCommand;
}

/** @throws where Temporal answers something nobody foresaw */
export async function sendCommand(temporal: Client, to: CommandTo, keepTryingMs = KEEP_TRYING_MS): Promise<Reply> {
  const deadline = Date.now() + keepTryingMs;
  for (let missed = false; ;) {
    try {
      return { kind: 'answered', reply: await update(temporal, to, deadline) };
    } catch (error) {
      const end = await endOf(temporal, to, error);
      // That a stand is gone must be seen twice: the first look may fall between two runs of it.
      if (end !== undefined && (missed || meaningOf(error) !== 'notFound')) return end;
      missed = end !== undefined;
      if (Date.now() + PAUSE_MS >= deadline) return { kind: 'outage', what: 'worker', met: sayError(error) };
      await pause(PAUSE_MS);
    }
  }
}

function update(temporal: Client, { workflowId, command }: CommandTo, deadline: number): Promise<CommandReply> {
  const { type, ...body } = command;
  const handle = temporal.workflow.getHandle(workflowId);
  return temporal.withDeadline(deadline, () =>
    handle.executeUpdate<CommandReply, [object]>(type, {
      args: [body],
      updateId: `${command.commandId}~${command.digest}`,
    }),
  );
}

/** How the error ends the sending; undefined where the same id is sent again. */
async function endOf(temporal: Client, to: CommandTo, error: unknown): Promise<Refused | Outage | undefined> {
  const refusal = refusalOf(error);
  if (refusal !== undefined) return { kind: 'refused', refusal };
  switch (meaningOf(error)) {
    case 'again':
      return undefined;
    case 'notFound':
      return missing(temporal, to);
    case 'late':
      return whoIsAway(temporal, to.workflowId);
    case 'temporalAway':
      return { kind: 'outage', what: 'Temporal', met: sayError(error) };
    case 'bug':
      throw error;
  }
}

/** Between two runs there is a moment without an open one: only a life that has ended is a reason to stop. */
async function missing(temporal: Client, { workflowId, command }: CommandTo): Promise<Refused | undefined> {
  try {
    const { status, closeTime } = await describeStand(temporal, workflowId);
    if (status.name === 'RUNNING' || status.name === 'CONTINUED_AS_NEW') return undefined;
    const met = closeTime?.toISOString().slice(0, 10) ?? status.name;
    return { kind: 'refused', refusal: refuse('STAND_CLOSED', { standId: workflowId, met }) };
  } catch (error) {
    if (meaningOf(error) !== 'notFound') return undefined;
    return { kind: 'refused', refusal: unknownStand(workflowId, command.type) };
  }
}

/** A stand nobody ever started, as far as Temporal knows. */
function unknownStand(workflowId: string, asked: string): Refusal {
  return refuse('STAND_UNKNOWN', { met: workflowId, wanted: `no running workflow takes ${asked}` });
}
