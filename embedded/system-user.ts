import { lstatSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { StackError } from './stack-error.ts';

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root; `nobody` is on every system, so no user has to be made. */
export function userForPostgres(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [, , uid, gid] =
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((line) => line.startsWith('nobody:'))
      ?.split(':') ?? [];
  if (uid === undefined || gid === undefined) {
    throw new StackError(
      'root cannot run PostgreSQL and /etc/passwd knows no user nobody; wanted: that user, or another than root',
    );
  }
  return { uid: unsigned(uid), gid: unsigned(gid) };
}

/** macOS writes the number of nobody as -2. */
function unsigned(id: string): number {
  return Number(id) >>> 0;
}

/** The first folder on the way that others may not pass, such as root's home; undefined when the way is open. */
export function closedFolder(path: string): string | undefined {
  const full = resolve(path);
  const above = dirname(full) === full ? undefined : closedFolder(dirname(full));
  if (above !== undefined) return above;
  const met = lstatSync(full, { throwIfNoEntry: false });
  return met?.isDirectory() === true && (met.mode & 0o001) === 0 ? full : undefined;
}
