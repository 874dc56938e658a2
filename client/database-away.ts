/** Whether the database is away: then commands without plots are still taken, and all others are told so. */
import { setTimeout as pause } from 'node:timers/promises';

/** Connection refused, reset, lost or not found; server starting or stopping; pool exhausted; our own deadline. */
const AWAY =
  /ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|Can't reach database|Connection terminated|connection timeout|timeout exceeded|Server has closed|shutting down|starting up|too many clients/i;
/** Codes of Prisma (unreachable, timed out, closed, pool exhausted, transaction not begun) and of PostgreSQL (57P0x, 08xxx, 53xxx). */
const AWAY_CODE = /^(P1001|P1002|P1008|P1017|P2024|P2028|57P0\d|08...|53...)$/;

export class DatabaseAwayError extends Error {}

/**
 * Runs a database call with a deadline.
 *
 * @throws DatabaseAwayError where the database cannot be asked; any other error unchanged
 */
export async function askDatabase<T>(ask: () => Promise<T>, withinMs: number): Promise<T> {
  const done = new AbortController();
  const late = pause(withinMs, undefined, { signal: done.signal }).then(() => {
    throw new DatabaseAwayError(`no answer within ${withinMs} ms`);
  });
  try {
    return await Promise.race([ask(), late]);
  } catch (error) {
    if (error instanceof DatabaseAwayError || !isAway(error)) throw error;
    throw new DatabaseAwayError(lastLine(error), { cause: error });
  } finally {
    done.abort();
  }
}

function isAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { message, code, cause, meta } = error as Readonly<Record<string, unknown>>;
  if (typeof message === 'string' && AWAY.test(message)) return true;
  if (typeof code === 'string' && (AWAY_CODE.test(code) || AWAY.test(code))) return true;
  return isAway(cause) || isAway(meta);
}

/** The last line of Prisma's messages says what happened; those before it quote our code. */
function lastLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.trim().split('\n').at(-1) ?? message;
}
