/**
 * Hands on the outbox's messages to workflows. No deed: it talks to Temporal, through functions that the
 * worker gives, and a message delivered twice is delivered once.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import type { Deliveries, DeliveryBeat } from '../contract/deeds.ts';
import { sayRefusal, type Refusal } from '../domain/errors.ts';
import type { Absorb, AdoptPolicy, Close, SentCommand, SubmitSurvey } from '../domain/stand/command.ts';
import type { Inheritance } from '../domain/stand/state.ts';
import type { Database } from '../prisma/database.ts';
import { markAdoptionRefused, type AdoptionRefused } from '../prisma/adoption-store.ts';
import {
  leaseMessages,
  markDelivered,
  markRefused,
  releaseMessage,
  type LeasedMessage,
} from '../prisma/outbox-store.ts';
import { returnMerged } from '../prisma/return-merged.ts';

export interface DeliveryDeps {
  readonly db: Database;
  /** Starts a stand; one that lives already is no error. */
  startStand(start: { workflowId: string; taskQueue: string }): Promise<unknown>;
  /** Hands a command to a stand; throws where it could not be asked, returns the refusal where it said no. */
  sendCommand(to: { workflowId: string; command: SentCommand }): Promise<Refusal | undefined>;
  /** Tells a stand that a gate was lifted; one that is closed is told nothing, and that is no error. */
  tellGateLifted(workflowId: string): Promise<void>;
  /** Set when the worker stops: the round ends early, for the next one goes on where it left. */
  readonly stopping: AbortSignal;
  say(line: string): void;
}

const ROUND_MS = 10 * 60_000;
/** 50 starts a second leave the server room for the crews. */
const PACE_MS = 20;
const BATCH = 50;
const LOOK_AGAIN_MS = 500;
/** Longer than a batch takes, the ten seconds of a command that races a continue-as-new included. */
const LEASE_SECONDS = 60;
const LONGEST_BACKOFF_MS = 10 * 60_000;

/** Tells the present by the workflow's clock: what it was told, and what has passed since. */
type Clock = () => number;

/**
 * A try may begin long after the round was asked for: the ones before it failed, or no worker was there. Would it begin
 * where the round did, whatever was written meanwhile would be of a later instant, and wait for as long again.
 */
function clockFrom(at: string): Clock {
  const late = Math.max(0, Date.now() - Context.current().info.scheduledTimestampMs);
  const began = performance.now();
  return () => Date.parse(at) + late + performance.now() - began;
}

export function createDeliveries(deps: DeliveryDeps): Deliveries {
  return {
    async deliverWorkflowMessages({ at, taskQueue }) {
      const { cancellationSignal } = Context.current();
      const began = performance.now();
      const now = clockFrom(at);
      const stop = AbortSignal.any([deps.stopping, cancellationSignal]);
      let delivered = 0;
      while (!stop.aborted && performance.now() - began < ROUND_MS) {
        const beat = () => Context.current().heartbeat({ delivered, at: isoOf(Date.now()) } satisfies DeliveryBeat);
        beat();
        const handedOn = await deliverBatch(deps, taskQueue, now, beat);
        delivered += handedOn;
        if (handedOn === 0) await pause(LOOK_AGAIN_MS, undefined, { signal: stop }).catch(() => undefined);
      }
      return { delivered };
    },
  };
}

/** Of one stand only its earliest message is leased, so those of a batch may go side by side. */
async function deliverBatch(deps: DeliveryDeps, taskQueue: string, now: Clock, beat: () => void): Promise<number> {
  const lease = { channel: 'workflow', most: BATCH, at: isoOf(now()), leaseSeconds: LEASE_SECONDS };
  const onTheirWay: Promise<boolean>[] = [];
  for (const message of await leaseMessages(deps.db, lease)) {
    onTheirWay.push(deliver(deps, message, taskQueue, now));
    await pause(PACE_MS);
    beat();
  }
  // All are waited for before an outage of the database is let out, so that none is handed on twice at once.
  await Promise.allSettled(onTheirWay);
  return (await Promise.all(onTheirWay)).filter(Boolean).length;
}

async function deliver(deps: DeliveryDeps, message: LeasedMessage, taskQueue: string, now: Clock): Promise<boolean> {
  const handedOn = await handOn(deps, message, taskQueue).catch((error: unknown) => asError(error));
  const at = isoOf(now());
  if (handedOn instanceof Error) {
    deps.say(`message ${message.id} is tried again: ${handedOn.message}`);
    const retryAt = isoOf(now() + backoffMs(message.attempts));
    await releaseMessage(deps.db, message.id, retryAt, handedOn.message);
    return false;
  }
  if (handedOn === undefined) await markDelivered(deps.db, message.id, at);
  else if ('adoptionId' in handedOn) await markAdoptionRefused(deps.db, { messageId: message.id, at, ...handedOn });
  else if ('surveyId' in handedOn) await markRefused(deps.db, { messageId: message.id, at, ...handedOn });
  else await returnMerged(deps.db, { messageId: message.id, at, ...handedOn });
  return true;
}

interface SurveyRefused {
  readonly workflowId: string;
  readonly surveyId: string;
  readonly refusal: Refusal;
}

type NotAdopted = Omit<AdoptionRefused, 'messageId' | 'at'>;

/** A stand that was to become part of another one goes on by itself. */
interface MergeRefused {
  readonly inherited: Inheritance;
  readonly because: string;
}

/** @returns what the stand refused, if it did */
type HandOn = (
  deps: DeliveryDeps,
  message: LeasedMessage,
  taskQueue: string,
) => Promise<SurveyRefused | NotAdopted | MergeRefused | undefined>;

/** What a command's message holds beside the command, whose type is the message's kind. */
type Handed<C extends SentCommand, More = unknown> = More & {
  readonly workflowId: string;
  readonly command: Omit<C, 'type'>;
};

const HAND_ON: Readonly<Record<string, HandOn>> = {
  async startStand(deps, { body }, taskQueue) {
    const { workflowId } = body as unknown as { workflowId: string };
    await deps.startStand({ workflowId, taskQueue });
    return undefined;
  },
  async gateLifted(deps, { body }) {
    await deps.tellGateLifted((body as unknown as { workflowId: string }).workflowId);
    return undefined;
  },
  async submitSurvey(deps, { id, body }) {
    const { workflowId, command } = body as unknown as Handed<SubmitSurvey>;
    const refusal = await askStand(deps, id, { workflowId, command: { ...command, type: 'submitSurvey' } });
    return refusal && { workflowId, surveyId: command.surveyId, refusal };
  },
  async adoptPolicy(deps, { id, body }) {
    const { adoptionId, lifeId, workflowId, command } = body as unknown as Handed<
      AdoptPolicy,
      { readonly adoptionId: string; readonly lifeId: string }
    >;
    const refusal = await askStand(deps, id, { workflowId, command: { ...command, type: 'adoptPolicy' } });
    return refusal && { adoptionId, lifeId, refusal };
  },
  /** An import is taken back. A stand that says no has closed already, or somebody has worked on it: it stays as it is. */
  async close(deps, { id, body }) {
    const { workflowId, command } = body as unknown as Handed<Close>;
    await askStand(deps, id, { workflowId, command: { ...command, type: 'close' } });
    return undefined;
  },
  async absorb(deps, { id, body }) {
    const { workflowId, command } = body as unknown as Handed<Absorb>;
    const refusal = await askStand(deps, id, { workflowId, command: { ...command, type: 'absorb' } });
    return refusal && { inherited: command.inherited, because: sayRefusal(refusal) };
  },
};

const handOn: HandOn = (deps, message, taskQueue) => {
  const hand = HAND_ON[message.kind];
  if (hand !== undefined) return hand(deps, message, taskQueue);
  const wanted = Object.keys(HAND_ON).join(', ');
  return Promise.reject(new Error(`message ${message.id} is of kind ${message.kind}; wanted: one of ${wanted}`));
};

async function askStand(
  deps: DeliveryDeps,
  messageId: string,
  to: { readonly workflowId: string; readonly command: SentCommand },
): Promise<Refusal | undefined> {
  const refusal = await deps.sendCommand(to);
  if (refusal === undefined) return undefined;
  // A parked stand says "later", not "no": the message waits until an operator has let the stand go.
  if (refusal.refused === 'STAND_NEEDS_ATTENTION') throw new Error(sayRefusal(refusal));
  deps.say(`message ${messageId} was refused: ${refusal.refused} ${JSON.stringify(refusal.values)}`);
  return refusal;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function backoffMs(attempts: number): number {
  return Math.min(1000 * 2 ** attempts, LONGEST_BACKOFF_MS);
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
