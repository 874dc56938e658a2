/**
 * Lives that begin with what another one has left: their rows, and the messages that start them, in one transaction with
 * what ended the other. So each exists exactly once, whenever somebody is killed; the delivery starts them as it does
 * imported stands.
 */
import { PAGES } from '../contract/pages.ts';
import { standWorkflowId } from '../domain/stand/ids.ts';
import type { StandSeed } from '../domain/stand/state.ts';
import type { Queries } from './database.ts';
import { CHANNEL } from './import-store.ts';
import { asJson } from './json.ts';
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
      body: asJson({ workflowId: standWorkflowId(seed), input: { schema: 1, pages: PAGES, seed } }),
      at: new Date(at),
    })),
  });
}
