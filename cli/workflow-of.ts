/** The workflow a reference means. A workflow id needs no database to be found, so it works while that is away. */
import type { Database } from '../prisma/database.ts';
import { standNamed } from './commands/stands.ts';

/** @throws CommandError with the nearest stands where there is none */
export async function workflowOf(db: Database, reference: string): Promise<string> {
  return reference.startsWith('stand/') ? reference : (await standNamed(db, reference)).workflowId;
}
