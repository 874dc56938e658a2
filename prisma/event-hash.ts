/** The log's chain: each event's hash covers itself and its predecessor's, so a changed past is seen. */
import { createHash } from 'node:crypto';
import type { StandEvent } from '../domain/stand/event.ts';

export interface HashedEvent {
  readonly lifeId: string;
  readonly seq: number;
  readonly turn: number;
  readonly at: string;
  readonly on: string;
  readonly event: StandEvent;
}

/** Hash before the first event of a life. */
export const GENESIS = '0'.repeat(64);

/** SHA-256 in hex over the predecessor's hash and the event's canonical JSON. */
export function hashOf(previous: string, event: HashedEvent): string {
  return createHash('sha256').update(previous).update(canonicalJson(event)).digest('hex');
}

/** JSON with sorted keys: PostgreSQL's jsonb does not keep the order of keys. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
