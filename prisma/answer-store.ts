/** Earlier answers by stand and command id. */
import type { Answer } from '../domain/stand/reported.ts';
import type { Database } from './database.ts';

export interface StoredAnswer {
  readonly digest: string;
  readonly answer: Answer;
}

/** The answer this command was given, however long ago. */
export async function findAnswer(
  db: Database,
  workflowId: string,
  commandId: string,
): Promise<StoredAnswer | undefined> {
  const row = await db.prisma.commandAnswer.findFirst({
    where: { commandId, stand: { workflowId } },
    select: { digest: true, answer: true },
  });
  return row === null ? undefined : { digest: row.digest, answer: row.answer as unknown as Answer };
}
