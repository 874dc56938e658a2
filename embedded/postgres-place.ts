import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { OPEN_HOME } from './postgres-binaries.ts';
import { writePrivately } from './private-file.ts';
import { asStackError } from './stack-error.ts';
import { closedFolder, type SystemUser } from './system-user.ts';

/**
 * The folder that holds PostgreSQL's data: `postgres/` in ours, or, where root's home is closed to the user that runs it,
 * one outside that our folder remembers.
 */
export function postgresPlace(folder: string, user: SystemUser | undefined, say: (line: string) => void): string {
  const remembered = join(folder, 'postgres.place');
  if (existsSync(remembered)) return readFileSync(remembered, 'utf8');
  try {
    // The folder is ours: what is private in it has its own modes.
    if (user !== undefined) chmodSync(folder, statSync(folder).mode | 0o111);
    const closed = user === undefined ? undefined : closedFolder(folder);
    const place = closed === undefined ? join(folder, 'postgres') : placeOutside();
    mkdirSync(place, { recursive: true });
    if (user !== undefined) chownSync(place, user.uid, user.gid);
    if (closed !== undefined) {
      writePrivately(remembered, place);
      say(`${closed} is closed to the user nobody; the data of PostgreSQL goes to ${place}`);
    }
    return place;
  } catch (error) {
    throw asStackError(error, 'making a place for the data of PostgreSQL');
  }
}

function placeOutside(): string {
  mkdirSync(OPEN_HOME, { recursive: true, mode: 0o755 });
  return mkdtempSync(join(OPEN_HOME, 'data-'));
}
