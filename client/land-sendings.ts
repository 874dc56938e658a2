/** Commands that move land between stands: they speak of other stands, whose rows are looked at first. */
import { randomUUID } from 'node:crypto';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import type { MergeStand, SplitChild, SplitStand } from '../domain/stand/command.ts';
import type { Database } from '../prisma/database.ts';
import { lifeIdFrom } from '../prisma/life-id.ts';
import { numberTaken, receiverOf } from '../prisma/lineage-store.ts';
import { digestOf } from './digest.ts';
import { sendingOf, type Said, type Sending } from './sending.ts';

/** Ids of the new lives are made here. */
export type SplitToSend = Omit<Said<SplitStand>, 'children'> & {
  readonly children: readonly Omit<SplitChild, 'lifeId'>[];
};

/** @property into - workflow id of the stand that stays */
export type MergeToSend = Omit<Said<MergeStand>, 'into'> & { readonly into: string };

export function splitSending(
  db: Database,
  workflowId: string,
  { commandId = randomUUID(), children: said, ...split }: SplitToSend,
): Sending {
  const children = said.map((child) => ({ ...child, lifeId: lifeIdFrom(workflowId, commandId, child.standId) }));
  const numbers = said.map(({ standId }) => standId);
  return {
    ...sendingOf(workflowId, { ...split, commandId, children, type: 'splitStand' }),
    faultInRows: () => numberTaken(db, workflowId, numbers),
  };
}

/** What is known of the other stand is no part of what the sender says: it may have changed when he says it again. */
export async function mergeSending(
  db: Database,
  workflowId: string,
  { commandId = randomUUID(), by, into }: MergeToSend,
): Promise<Sending | Refusal> {
  const receiver = await receiverOf(db, into);
  if (isRefusal(receiver)) return receiver;
  const { closed, ...known } = receiver;
  const digest = digestOf({ type: 'mergeStand', into });
  const command: MergeStand = { type: 'mergeStand', commandId, digest, by, into: known };
  return { workflowId, command, plots: [], faultInRows: async () => closed };
}
