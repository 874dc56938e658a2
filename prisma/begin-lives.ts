/**
 * Lives that begin with what another one has left: their rows, and the messages that start them, in one transaction with
 * what ended the other. So each exists exactly once, whenever somebody is killed; the delivery starts them as it does
 * imported stands.
 */
import { PAGES } from '../contract/pages.ts';
import type { StandInput } from '../contract/stand-messages.ts';
import { standWorkflowId } from '../domain/stand/ids.ts';
import type { StandSeed } from '../domain/stand/state.ts';
import type { Database, Queries } from './database.ts';
import { CHANNEL } from './import-store.ts';
import { insertStands, standRow } from './stand-rows.ts';

export async function beginLives(tx: Queries, seeds: readonly StandSeed[], at: string): Promise<void> {
  const codeOf = ({ standId, countyCode }: StandSeed) => standId.slice(countyCode.length + 1);
  await insertStands(
    tx,
    seeds.map((seed) => standRow({ seed, code: codeOf(seed) })),
  );
  await tx.outboxMessage.createMany({
    data: seeds.map((seed) => ({
      id: `start/${seed.lifeId}`,
      channel: CHANNEL,
      kind: 'startStand',
      orderKey: seed.lifeId,
      position: 0,
      body: { workflowId: standWorkflowId(seed) },
      at: new Date(at),
    })),
  });
}

/** @returns what the first run of a life is given, by its row */
export async function firstInput(db: Database, workflowId: string): Promise<StandInput> {
  const { seed } = await db.prisma.stand.findUniqueOrThrow({ where: { workflowId }, select: { seed: true } });
  return { schema: 1, pages: PAGES, seed: seed as unknown as StandSeed };
}
