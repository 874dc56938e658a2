/** Land that leaves a stand arrives elsewhere: what a split begins, and what a merged stand leaves to another. */
import type { StandEvent } from '../domain/stand/event.ts';
import { evolve } from '../domain/stand/evolve.ts';
import { fittingOf } from '../domain/stand/fitting.ts';
import { standWorkflowId } from '../domain/stand/ids.ts';
import { childSeedsOf, heritageOf } from '../domain/stand/inherit.ts';
import type { StandState } from '../domain/stand/state.ts';
import { beginLives } from './begin-lives.ts';
import type { Queries } from './database.ts';
import { BEFORE_COUNTS } from './gate-store.ts';
import { CHANNEL } from './import-store.ts';
import { asJson } from './json.ts';
import { outlinesTakenIn, outlinesToChildren } from './move-outlines.ts';
import type { WrittenTurn } from './written-turn.ts';

/** @param before - state before the turn */
export async function moveLand(tx: Queries, turn: WrittenTurn, before: StandState): Promise<void> {
  const { events, at, on } = turn;
  let state = before;
  for (const event of events) {
    if (event.type === 'StandSplit') {
      await beginLives(tx, childSeedsOf(state, event, on), at);
      await outlinesToChildren(tx, state, event.children);
    }
    if (event.type === 'StandAbsorbed') await outlinesTakenIn(tx, state, event.inherited);
    if (event.type === 'StandMerged') await handOver(tx, turn, state, event);
    state = evolve(state, event, on);
  }
}

/** Command and message have the id of the life that ends, so the other stand takes it in once, however often it is told. */
async function handOver(
  tx: Queries,
  { at, on }: WrittenTurn,
  state: StandState,
  { into }: Extract<StandEvent, { type: 'StandMerged' }>,
): Promise<void> {
  const { lifeId, standId, workYear } = state.seed;
  const inherited = heritageOf(
    state,
    state.parts.map(({ id }) => id),
    on,
  );
  const commandId = `absorb-${lifeId}`;
  const command = { commandId, digest: commandId, by: standId, standId, fitting: fittingOf(state), inherited };
  await tx.outboxMessage.create({
    data: {
      id: `absorb/${lifeId}`,
      channel: CHANNEL,
      kind: 'absorb',
      orderKey: into.lifeId,
      position: BEFORE_COUNTS,
      // One that took it in is of its work year.
      body: asJson({ workflowId: standWorkflowId({ ...into, workYear }), command }),
      at: new Date(at),
    },
  });
}
