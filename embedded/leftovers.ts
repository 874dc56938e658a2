import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, isSameProcess, type ProcessMark } from './process-identity.ts';
import { waitUntil } from './wait.ts';

export type ServerName = 'postgres' | 'temporal' | 'temporal-ui';

/** A server that is asked to end and does not within this time is killed. */
export const STOP_MS = 30_000;

/** Notes the server's process in the folder; the answer takes the note back. */
export function noteProcess(folder: string, name: ServerName, pid: number | undefined): () => void {
  const file = noteFile(folder, name);
  mkdirSync(join(folder, 'run'), { recursive: true });
  if (pid !== undefined) writeFileSync(file, JSON.stringify({ pid, identity: identityOf(pid) ?? '' }));
  return () => rmSync(file, { force: true });
}

/**
 * Ends what a killed start has left running in this folder, in the order UI, Temporal, PostgreSQL.
 * A number that meanwhile belongs to another process is left alone.
 */
export async function stopLeftovers(folder: string, say: (line: string) => void): Promise<void> {
  for (const name of ['temporal-ui', 'temporal', 'postgres'] as const) {
    const file = noteFile(folder, name);
    if (!existsSync(file)) continue;
    const mark = JSON.parse(readFileSync(file, 'utf8')) as ProcessMark;
    await endProcess(mark, {
      signal: name === 'postgres' ? 'SIGINT' : 'SIGTERM',
      what: `${name} of the last start`,
      say,
    });
    rmSync(file, { force: true });
  }
}

export interface Ending {
  readonly signal: NodeJS.Signals;
  readonly what: string;
  readonly say: (line: string) => void;
}

/** Asks the process to end and waits; it is killed when it takes longer than 30 s. */
export async function endProcess(mark: ProcessMark, { signal, what, say }: Ending): Promise<void> {
  if (!isSameProcess(mark)) return;
  say(`stopping ${what}, process ${mark.pid}`);
  process.kill(mark.pid, signal);
  const killer = setTimeout(() => isSameProcess(mark) && process.kill(mark.pid, 'SIGKILL'), STOP_MS);
  const ready = () => (isSameProcess(mark) ? undefined : true);
  const ended = waitUntil({ what: `${what} to end`, ready, timeoutMs: STOP_MS + 5_000, say });
  await ended.finally(() => clearTimeout(killer));
}

function noteFile(folder: string, name: ServerName): string {
  return join(folder, 'run', `${name}.json`);
}
