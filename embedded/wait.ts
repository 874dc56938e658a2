import { setTimeout as sleep } from 'node:timers/promises';
import { StackError } from './stack-error.ts';

/** How somebody waits: where progress is told, and what ends the waiting. */
export interface Patience {
  readonly say: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface Wait<T> extends Patience {
  /** As in "PostgreSQL to answer". */
  readonly what: string;
  /** Asked again and again until it gives something. */
  readonly ready: () => Promise<T | undefined> | T | undefined;
  /** Why waiting is in vain, for instance because the server has ended. */
  readonly hopeless?: () => Error | undefined;
  readonly timeoutMs: number;
}

const SAY_EVERY_MS = 5_000;

/**
 * Waits, saying every 5 s what for.
 *
 * @throws StackError when the time is over; whatever `hopeless` gives; the signal's reason
 */
export async function waitUntil<T>({ what, ready, hopeless, timeoutMs, say, signal }: Wait<T>): Promise<T> {
  const began = Date.now();
  let saidMs = 0;
  for (let pauseMs = 20; ; pauseMs = Math.min(pauseMs * 1.3, 250)) {
    const met = await ready();
    if (met !== undefined) return met;
    signal?.throwIfAborted();
    const reason = hopeless?.();
    if (reason !== undefined) throw reason;
    const waitedMs = Date.now() - began;
    if (waitedMs > timeoutMs)
      throw new StackError(`waited ${Math.round(waitedMs / 1000)} s for ${what}; wanted: within ${timeoutMs / 1000} s`);
    if (waitedMs - saidMs >= SAY_EVERY_MS) {
      saidMs = waitedMs;
      say(`waiting for ${what} (${Math.round(waitedMs / 1000)} s)`);
    }
    await sleep(pauseMs);
  }
}
