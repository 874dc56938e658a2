/** Messages to the world outside: leased, handed on, marked; never lost, and of one stand never out of order. */
import type { Refusal } from '../domain/errors.ts';
import type { Database } from './database.ts';
import { asJson } from './json.ts';

export interface LeasedMessage {
  readonly id: string;
  readonly kind: string;
  readonly body: Record<string, unknown>;
  readonly attempts: number;
}

export interface LeaseRequest {
  readonly channel: string;
  readonly most: number;
  /** Now, by the caller's clock; messages of a later instant wait. */
  readonly at: string;
  readonly leaseSeconds: number;
}

/**
 * Leases the next messages. Only the earliest undelivered message of a key is offered, so a survey never
 * overtakes the start of its stand; a lease that ran out is offered again.
 */
export async function leaseMessages(
  db: Database,
  { channel, most, at, leaseSeconds }: LeaseRequest,
): Promise<readonly LeasedMessage[]> {
  const now = new Date(at);
  const until = new Date(now.getTime() + leaseSeconds * 1000);
  const rows = await db.prisma.$queryRaw<
    { id: string; kind: string; body: Record<string, unknown>; attempts: number }[]
  >`
    with next as (
      select message.id from outbox_message message
      where channel = ${channel} and delivered_at is null and at <= ${now}
        and (leased_until is null or leased_until < ${now})
        and not exists (
          select 1 from outbox_message earlier
          where earlier.order_key = message.order_key and earlier.delivered_at is null
            and (earlier.position, earlier.id) < (message.position, message.id))
      order by at, order_key, position
      limit ${most}
      for update skip locked)
    update outbox_message set leased_until = ${until}, attempts = attempts + 1
    from next where outbox_message.id = next.id
    returning outbox_message.id, kind, body, attempts`;
  return rows;
}

export async function markDelivered(db: Database, id: string, at: string): Promise<void> {
  await db.prisma.outboxMessage.update({ where: { id }, data: delivered(at) });
}

export interface RefusedSurvey {
  readonly messageId: string;
  readonly workflowId: string;
  readonly surveyId: string;
  readonly refusal: Refusal;
  readonly at: string;
}

/**
 * A survey was handed on and the stand said no: its row keeps why, in the transaction that marks the message.
 * A survey recorded already stays recorded, however late a repeat of its message is refused.
 */
export async function markRefused(db: Database, { messageId, workflowId, surveyId, refusal, at }: RefusedSurvey) {
  await db.prisma.$transaction([
    db.prisma.survey.updateMany({
      where: { stand: { workflowId }, id: surveyId, state: 'staged' },
      data: { state: 'refused', refusedAt: new Date(at), refusal: asJson(refusal) },
    }),
    db.prisma.outboxMessage.update({ where: { id: messageId }, data: delivered(at) }),
  ]);
}

export function delivered(at: string) {
  return { deliveredAt: new Date(at), leasedUntil: null, lastError: null };
}

/** Gives a message back: it is offered again from that instant on, with the reason on record. */
export async function releaseMessage(db: Database, id: string, retryAt: string, reason: string): Promise<void> {
  await db.prisma.outboxMessage.update({
    where: { id },
    data: { leasedUntil: null, at: new Date(retryAt), lastError: reason.slice(0, 500) },
  });
}

/** How many messages of a channel still wait. */
export function countWaiting(db: Database, channel: string): Promise<number> {
  return db.prisma.outboxMessage.count({ where: { channel, deliveredAt: null } });
}
