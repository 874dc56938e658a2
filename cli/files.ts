/** Files named on the command line. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { Beside } from '../imports/table.ts';
import { CommandError, EXIT } from './exit-codes.ts';

/** A file larger than this is not read into memory; a county's stands are a few MB. */
const MOST_BYTES = 256 * 1024 * 1024;

/** @throws CommandError naming the file where it is missing, unreadable or too large */
export function readFileOr(path: string): Buffer {
  try {
    const found = statSync(path);
    const { size } = found;
    // A pipe ends; a device may never, and a folder is no file.
    if (!found.isFile() && !found.isFIFO())
      throw new CommandError(EXIT.notFound, 'FILE_UNREADABLE', `${path} is no file; wanted: a readable file`);
    if (size > MOST_BYTES)
      throw new CommandError(
        EXIT.refused,
        'FILE_TOO_LARGE',
        `${path} has ${size} bytes; wanted: at most ${MOST_BYTES}`,
      );
    return readFileSync(path);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(
      EXIT.notFound,
      'FILE_UNREADABLE',
      `${path} cannot be read (${(error as NodeJS.ErrnoException).code}); wanted: a readable file`,
    );
  }
}

/** Endings of what belongs to a file, by its own ending. */
const COMPANIONS: Readonly<Record<string, readonly string[] | undefined>> = {
  '.shp': ['dbf', 'shx', 'prj', 'cpg'],
  '.gpkg': ['gpkg-wal'],
};

/**
 * A file of stands or surveys, with what belongs to it and lies beside it under its name, in whatever case.
 *
 * @throws CommandError as `readFileOr`
 */
export function readSource(path: string): { readonly bytes: Buffer; readonly beside?: Beside } {
  const bytes = readFileOr(path);
  const endings = COMPANIONS[extname(path).toLowerCase()];
  if (endings === undefined) return { bytes };
  const name = basename(path, extname(path));
  const found = readdirSync(dirname(path)).flatMap((file) => {
    const ending = endings.find((each) => file.toLowerCase() === `${name}.${each}`.toLowerCase());
    return ending === undefined ? [] : [[ending, readFileOr(join(dirname(path), file))] as const];
  });
  return { bytes, beside: { name, files: Object.fromEntries(found) } };
}
