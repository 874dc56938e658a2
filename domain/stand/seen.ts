/** Commands already answered. The list is bounded; PostgreSQL keeps every answer for good. */
import { addDays } from '../day.ts';
import { refuse, type Refusal } from '../errors.ts';
import type { SentCommand } from './command.ts';
import type { Answer } from './reported.ts';
import type { SeenCommand, StandState } from './state.ts';

const KEEP_AT_LEAST = 64;
const KEEP_AT_MOST = 256;
const KEEP_DAYS = 60;

/** The answer this command was given before; a refusal where its id was used for other content. */
export function answerTo(
  state: StandState,
  command: Pick<SentCommand, 'commandId' | 'digest'>,
): Answer | Refusal | undefined {
  const seen = state.seen.find(({ id }) => id === command.commandId);
  if (seen === undefined) return undefined;
  if (seen.digest !== command.digest) return refuse('COMMAND_ID_TAKEN', { commandId: command.commandId });
  return seen.answer;
}

/** Keeps the last 64 commands and all of the last 60 days, at most 256. */
export function remember(seen: readonly SeenCommand[], command: SeenCommand): readonly SeenCommand[] {
  const all = [...seen, command];
  const youngEnough = addDays(command.on, -KEEP_DAYS);
  return all.filter(
    ({ on }, index) => index >= all.length - KEEP_AT_MOST && (index >= all.length - KEEP_AT_LEAST || on >= youngEnough),
  );
}
