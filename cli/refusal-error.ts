/** A rule's no as the end of a command. */
import { sayRefusal, type Refusal } from '../domain/errors.ts';
import type { Language } from '../domain/language.ts';
import { CommandError, EXIT } from './exit-codes.ts';

export function refusalError(refusal: Refusal, lang: Language, exitCode: number = EXIT.refused): CommandError {
  return new CommandError(exitCode, refusal.refused, sayRefusal(refusal, lang));
}
