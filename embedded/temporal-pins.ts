import { homedir } from 'node:os';
import { join } from 'node:path';

/** The newest that Go 1.26.8 builds; a newer server needs a newer Go, so raise both together. */
export const SERVER_VERSION = '1.32.1';
export const UI_VERSION = '2.54.1';
export const GO_WANTED = '1.26.8';

/** The first `temporal` whose server skips time natively, which tests and demo need; also the one we download. */
export const CLI_WANTED = '1.9.0';

/** Servers are kept for all clones of a user: building one takes minutes. */
export function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'standkeeper');
}

export function platformName(): string {
  return `${process.platform}-${process.arch}`;
}
