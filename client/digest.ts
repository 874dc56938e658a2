/** A short hash over what a command says, so that the same id with other content is noticed. */
import { createHash } from 'node:crypto';

/**
 * First 12 hex digits of the SHA-256 over canonical JSON: sorted keys, absent values left out.
 *
 * @param content - everything the sender says, without the command's id and sender
 */
export function digestOf(content: object): string {
  return createHash('sha256').update(canonical(content)).digest('hex').slice(0, 12);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
