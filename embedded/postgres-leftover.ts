import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf } from './process-identity.ts';
import { endProcess } from './leftovers.ts';

/**
 * Ends a postmaster that still runs on this data, found by PostgreSQL's own note of it.
 * Its number may meanwhile belong to somebody else: only a process whose command line names this very data is ended.
 */
export async function endLeftoverPostmaster(data: string, say: (line: string) => void): Promise<void> {
  const note = join(data, 'postmaster.pid');
  if (!existsSync(note)) return;
  const pid = Number(readFileSync(note, 'utf8').split('\n')[0]);
  const identity = identityOf(pid);
  if (identity !== undefined && commandLineOf(pid).includes(data)) {
    await endProcess({ pid, identity }, { signal: 'SIGINT', what: 'PostgreSQL of the last start', say });
  }
  // Left behind by a crash: with a number that is in use again PostgreSQL would refuse to start.
  rmSync(note, { force: true });
}

function commandLineOf(pid: number): string {
  if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
}
