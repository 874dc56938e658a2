/**
 * What lies in a zip, by the list at its end. Nothing is unpacked to disk and no path is ever opened; a zip whose paths
 * lead elsewhere is refused all the same, as whoever made it meant harm or some other program will.
 */
import { ImportError } from './problems.ts';
import { pathFault, pathIn } from './zip-paths.ts';

export interface ZipEntry {
  readonly path: string;
  /** As the list states them; how many bytes there are is known only once they are inflated. */
  readonly statedBytes: number;
  readonly packedBytes: number;
  /** 0 = stored, 8 = deflated. */
  readonly method: number;
  readonly crc32: number;
  readonly encrypted: boolean;
  readonly link: boolean;
  /** Where its own header begins. */
  readonly at: number;
}

const ENTRY = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x07064b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const MOST_COMMENT = 0xffff;
/** A bureau's zip has tens; a list of a hundred thousand is there to keep us busy. */
const MOST_ENTRIES = 10_000;
const PLAIN_ZIP = 'a plain zip archive';

/** Shorter than that it is the beginning of one. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes.length >= END_BYTES && viewOf(bytes).getUint32(0) === 0x504b0304;
}

/** @throws ImportError where the list is missing or broken, or a path in it leads out of the zip */
export function zipEntries(bytes: Uint8Array): readonly ZipEntry[] {
  const view = viewOf(bytes);
  const end = endIn(view);
  const count = view.getUint16(end + 10, true);
  const listBytes = view.getUint32(end + 12, true);
  const listAt = view.getUint32(end + 16, true);
  if (count > MOST_ENTRIES)
    throw new ImportError({ code: 'ZIP_TOO_LARGE', met: `${count} files`, wanted: `at most ${MOST_ENTRIES} files` });
  // A program may stand before the archive (a self-extracting one), which moves everything by its length.
  const moved = end - listBytes - listAt;
  if (moved < 0) throw broken('the list of its files is not where it should be');
  const entries: ZipEntry[] = [];
  let at = listAt + moved;
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_BYTES > end || view.getUint32(at, true) !== ENTRY)
      throw broken(`the list of its files ends after ${index} of ${count}`);
    const { entry, bytes: length } = entryAt(view, at, moved);
    entries.push(entry);
    at += length;
  }
  return entries;
}

export function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

function broken(met: string): ImportError {
  return new ImportError({ code: 'FILE_BROKEN', met: `zip: ${met}` });
}

/** A comment of any length may stand behind the end record, so it is looked for from behind. */
function endIn(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - MOST_COMMENT); at -= 1) {
    if (view.getUint32(at, true) !== END || at + END_BYTES + view.getUint16(at + 20, true) > view.byteLength) continue;
    refuseOtherForms(view, at);
    return at;
  }
  throw broken('the list of its files is missing (was it cut off while copying?)');
}

function refuseOtherForms(view: DataView, end: number): void {
  const large = view.getUint16(end + 10, true) === 0xffff || view.getUint32(end + 16, true) === 0xffffffff;
  if (large || (end >= 20 && view.getUint32(end - 20, true) === END_64)) throw unsupported('a ZIP64 archive');
  if (view.getUint16(end + 4, true) !== 0) throw unsupported('one part of a split archive');
}

export function unsupported(met: string): ImportError {
  return new ImportError({ code: 'ZIP_UNSUPPORTED', met, wanted: PLAIN_ZIP });
}

function entryAt(view: DataView, at: number, moved: number): { entry: ZipEntry; bytes: number } {
  const flags = view.getUint16(at + 8, true);
  const nameBytes = view.getUint16(at + 28, true);
  const bytes = ENTRY_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  if (at + bytes > view.byteLength) throw broken('a name in the list of its files is cut off');
  const name = new Uint8Array(view.buffer, view.byteOffset + at + ENTRY_BYTES, nameBytes);
  const path = pathIn(name, (flags & 0x800) !== 0);
  const fault = pathFault(path);
  if (fault !== undefined) throw new ImportError({ code: 'ZIP_PATH_UNSAFE', met: path, wanted: fault });
  const entry = {
    path,
    statedBytes: view.getUint32(at + 24, true),
    packedBytes: view.getUint32(at + 20, true),
    method: view.getUint16(at + 10, true),
    crc32: view.getUint32(at + 16, true),
    encrypted: (flags & 0x2041) !== 0,
    // Unix keeps the kind of a file in the upper half.
    link: ((view.getUint32(at + 38, true) >>> 16) & 0xf000) === 0xa000,
    at: view.getUint32(at + 42, true) + moved,
  };
  return { entry, bytes };
}
