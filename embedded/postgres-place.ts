import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { OPEN_HOME } from './postgres-binaries.ts';
import { writePrivately } from './private-file.ts';
import { asStackError, StackError } from './stack-error.ts';
import { closedFolder, type SystemUser } from './system-user.ts';

/**
 * The folder that holds PostgreSQL's data: `postgres/` in ours, or, where root's home is closed to the user that runs it,
 * one outside that our folder remembers.
 */
export function postgresPlace(folder: string, user: SystemUser | undefined, say: (line: string) => void): string {
  const remembered = rememberedIn(folder);
  if (existsSync(remembered)) return knownPlace(remembered);
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

/** For data that nobody wants to keep: the place and the memory of it. */
export function removePostgresPlace(folder: string, place: string): void {
  rmSync(place, { recursive: true, force: true });
  rmSync(rememberedIn(folder), { force: true });
}

/** Making new data in the place of lost data would look like a county without stands. */
function knownPlace(remembered: string): string {
  const place = readFileSync(remembered, 'utf8');
  if (existsSync(place)) return place;
  throw new StackError(
    `the data of PostgreSQL is gone: ${remembered} names ${place}; wanted: that folder, or a new --folder`,
  );
}

function rememberedIn(folder: string): string {
  return join(folder, 'postgres.place');
}

function placeOutside(): string {
  mkdirSync(OPEN_HOME, { recursive: true, mode: 0o755 });
  return mkdtempSync(join(OPEN_HOME, 'data-'));
}
