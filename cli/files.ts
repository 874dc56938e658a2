/** Files named on the command line. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { Beside } from '../imports/table.ts';
import { CommandError, EXIT, type Said } from './exit-codes.ts';

/** A file larger than this is not read into memory; a county's stands are a few MB. */
const MOST_BYTES = 256 * 1024 * 1024;

/** @throws CommandError naming the file where it is missing, unreadable or too large */
export function readFileOr(path: string): Buffer {
  try {
    const found = statSync(path);
    const { size } = found;
    // A pipe ends; a device may never, and a folder is no file.
    if (!found.isFile() && !found.isFIFO())
      throw new CommandError(EXIT.notFound, 'FILE_UNREADABLE', {
        en: `${path} is no file; wanted: a readable file`,
        zh: `${path} 不是文件，应为可读取的文件`,
      });
    if (size > MOST_BYTES)
      throw new CommandError(EXIT.refused, 'FILE_TOO_LARGE', {
        en: `${path} has ${size} bytes; wanted: at most ${MOST_BYTES}`,
        zh: `${path} 有 ${size} 字节，最多 ${MOST_BYTES}`,
      });
    return readFileSync(path);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandError(EXIT.notFound, 'FILE_UNREADABLE', {
      en: `${path} cannot be read (${code}); wanted: a readable file`,
      zh: `${path} 无法读取（${code}），应为可读取的文件`,
    });
  }
}

/** @param remedy - what helps beside another name */
export function taken(path: string, remedy?: 'OVERWRITE'): Said {
  return {
    en: `${path} is there already; wanted: a new name${remedy === undefined ? '' : ', or --overwrite'}`,
    zh: `${path} 已存在，请换一个新文件名${remedy === undefined ? '' : '，或用 --overwrite 覆盖'}`,
  };
}

export function unwritable(path: string, why: string): Said {
  return {
    en: `${path} cannot be written (${why}); wanted: room and leave to write there`,
    zh: `${path} 无法写入（${why}），应有空间和写入权限`,
  };
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
