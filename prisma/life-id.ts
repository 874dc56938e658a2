/** Ids of lives that a command or a message begins: sent again, it names the same lives. */
import { createHash } from 'node:crypto';

/** @returns a UUID of version 8 over what makes the life unique */
export function lifeIdFrom(...unique: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(unique)).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
