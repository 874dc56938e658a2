/** A short hash over what a command says, so that the same id with other content is noticed. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonical-json.ts';

/**
 * First 12 hex digits of the SHA-256 over canonical JSON: sorted keys, absent values left out.
 *
 * @param content - everything the sender says, without the command's id and sender
 */
export function digestOf(content: object): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex').slice(0, 12);
}
