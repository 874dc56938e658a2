/**
 * A split begins new lives in the transaction that ends the old one: their rows, and the messages that start them. So each
 * exists exactly once, whenever somebody is killed; the delivery starts them as it does imported stands.
 */
import { PAGES } from '../contract/pages.ts';
import { evolve } from '../domain/stand/evolve.ts';
import { standWorkflowId } from '../domain/stand/ids.ts';
import { childSeedsOf } from '../domain/stand/inherit.ts';
import type { StandSeed, StandState } from '../domain/stand/state.ts';
import type { Queries } from './database.ts';
import { CHANNEL, insert, standRow } from './import-store.ts';
import { asJson } from './json.ts';
import type { WrittenTurn } from './turn-store.ts';

/** @param before - state before the turn */
export async function beginChildren(tx: Queries, { events, at, on }: WrittenTurn, before: StandState): Promise<void> {
  let state = before;
  for (const event of events) {
    if (event.type === 'StandSplit') await begin(tx, childSeedsOf(state, event, on), at);
    state = evolve(state, event, on);
  }
}

async function begin(tx: Queries, seeds: readonly StandSeed[], at: string): Promise<void> {
  const codeOf = ({ standId, countyCode }: StandSeed) => standId.slice(countyCode.length + 1);
  await insert(
    tx,
    'stand',
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
