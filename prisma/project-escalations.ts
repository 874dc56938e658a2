/** Steps of the overdue ladder that duties have reached, and those taken back. */
import { dateOf, type Queries } from './database.ts';
import type { Prisma } from './generated/client.ts';
import type { WrittenTurn } from './written-turn.ts';

export async function projectEscalations(tx: Queries, turn: WrittenTurn): Promise<void> {
  for (const event of turn.events) {
    if (event.type === 'StepReached') {
      const { dutyId, step, occurrence, code, receivers } = event;
      const row = {
        code,
        reachedOn: dateOf(event.reachedOn),
        issuedOn: dateOf(event.issuedOn),
        replyDueOn: event.replyDueOn === undefined ? null : dateOf(event.replyDueOn),
        receivers: [...receivers],
        takenBackAt: null,
      };
      const key = { lifeId: turn.lifeId, dutyId, step, occurrence };
      await tx.escalation.upsert({
        where: { lifeId_dutyId_step_occurrence: key },
        create: { ...key, ...row },
        update: row,
      });
    }
    if (event.type === 'StepsTakenBack')
      await takeBack(tx, turn, { dutyId: event.dutyId, step: { in: [...event.steps] } });
    // The step of a miss was reached while the misses before it were counted.
    if (event.type === 'MissExcused')
      await takeBack(tx, turn, { dutyId: event.dutyId, step: event.step, occurrence: event.misses });
  }
}

async function takeBack(tx: Queries, turn: WrittenTurn, steps: Prisma.EscalationWhereInput): Promise<void> {
  await tx.escalation.updateMany({
    where: { ...steps, lifeId: turn.lifeId, takenBackAt: null },
    data: { takenBackAt: new Date(turn.at) },
  });
}
