/** Answers are kept for good: a repeat years later still hears the first one. */
import { asJson } from './json.ts';
import type { Queries } from './database.ts';
import type { WrittenTurn } from './turn-store.ts';

export async function projectAnswer(tx: Queries, turn: WrittenTurn): Promise<void> {
  for (const event of turn.events) {
    if (event.type !== 'CommandAnswered') continue;
    const { commandId, digest, answer } = event;
    await tx.commandAnswer.create({
      data: { commandId, lifeId: turn.lifeId, digest, rev: turn.turn, answer: asJson(answer), at: new Date(turn.at) },
    });
  }
}
