/** The log's chain: each event's hash covers itself and its predecessor's, so a changed past is seen. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonical-json.ts';
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

/** Seals what a legal deletion has left of an event: SHA-256 over the hash it had, and what is left. */
export function sealOf(hash: string, left: StandEvent): string {
  return createHash('sha256').update(hash).update(canonicalJson(left)).digest('hex');
}

/** SHA-256 in hex over the predecessor's hash and the event's canonical JSON. */
export function hashOf(previous: string, event: HashedEvent): string {
  return createHash('sha256').update(previous).update(canonicalJson(event)).digest('hex');
}
