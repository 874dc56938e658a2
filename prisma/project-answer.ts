/** Answers are kept for good: a repeat years later still hears the first one. */
import type { StandState } from '../domain/stand/state.ts';
import { dateOf, type Queries } from './database.ts';
import { asJson } from './json.ts';
import type { WrittenTurn } from './written-turn.ts';

export async function projectAnswer(tx: Queries, turn: WrittenTurn): Promise<void> {
  for (const event of turn.events) {
    if (event.type === 'Rebased') await answersSeen(tx, turn.lifeId, event.state);
    if (event.type !== 'CommandAnswered') continue;
    const { commandId, digest, answer } = event;
    await tx.commandAnswer.create({
      data: { commandId, lifeId: turn.lifeId, digest, rev: turn.turn, answer: asJson(answer), at: new Date(turn.at) },
    });
  }
}

/** The state remembers the latest answers, those of lost turns among them. */
async function answersSeen(tx: Queries, lifeId: string, { seen }: StandState): Promise<void> {
  const data = seen.map(({ id, digest, on, answer }) => {
    return { commandId: id, lifeId, digest, rev: answer.rev, answer: asJson(answer), at: dateOf(on) };
  });
  await tx.commandAnswer.createMany({ data, skipDuplicates: true });
}
