/** Files named on the command line. */
import { readFileSync, statSync } from 'node:fs';
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
