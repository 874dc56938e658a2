import { execFileSync } from 'node:child_process';
import { lstatSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root; `nobody` is on every system, so no user has to be made. */
export function userForPostgres(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/** The first folder on the way that others may not pass, such as root's home; undefined when the way is open. */
export function closedFolder(path: string): string | undefined {
  const full = resolve(path);
  const above = dirname(full) === full ? undefined : closedFolder(dirname(full));
  if (above !== undefined) return above;
  const met = lstatSync(full, { throwIfNoEntry: false });
  return met?.isDirectory() === true && (met.mode & 0o001) === 0 ? full : undefined;
}
