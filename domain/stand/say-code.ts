/** Ids and codes of a stand as people read them: an id keeps itself beside its word, for commands ask for it. */
import { label, LABELS } from '../labels.ts';
import type { Language } from '../language.ts';

/** `code-round`, with the visit or the part behind it. */
const DUTY_ID = /^([a-zA-Z]+)-\d+(\..*)?$/;

/**
 * A duty by its id; of anything else, e.g. the id of a survey, the id alone.
 *
 * @example sayDuty('replant-0', 'zh') // '补植 replant-0'
 */
export function sayDuty(id: string, language: Language): string {
  const code = DUTY_ID.exec(id)?.[1] ?? id;
  if (LABELS.duty[code as keyof typeof LABELS.duty] === undefined) return id;
  return code === id ? label('duty', code, language) : `${label('duty', code, language)} ${id}`;
}

/** What raised a duty: an anchor, or a duty. */
export function sayCause(cause: string, language: Language): string {
  return DUTY_ID.test(cause) ? sayDuty(cause, language) : label('cause', cause, language);
}
