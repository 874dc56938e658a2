/** Bytes of files in a zip, never more than was bargained for: what counts is what comes out, not what the list states. */
import { crc32, inflateRawSync } from 'node:zlib';
import { ImportError } from './problems.ts';
import { unsupported, viewOf, type ZipEntry } from './zip.ts';

/** In all, for one import: as large as a file without a zip may be. */
const MOST_BYTES = 256 * 1024 * 1024;
/** Wide tables of mostly blanks reach 100 : 1; a bomb 1,000 : 1. */
const MOST_RATIO = 250;
/** Below this no ratio does harm. */
const HARMLESS_BYTES = 16 * 1024 * 1024;
const HEADER = 0x04034b50;
const HEADER_BYTES = 30;

/** Inflates entries of one zip; all that it gave before counts towards the limit. */
export function inflater(zip: Uint8Array): (entry: ZipEntry) => Uint8Array {
  let left = MOST_BYTES;
  return (entry) => {
    refuseUnreadable(entry);
    refuseBomb(entry, left);
    const bytes = contentOf(entry, packedIn(zip, entry));
    if (crc32(bytes) !== entry.crc32) throw broken(entry, 'its checksum does not fit what it holds');
    left -= bytes.length;
    return bytes;
  };
}

function refuseUnreadable({ path, encrypted, link, method, packedBytes, statedBytes }: ZipEntry): void {
  if (encrypted) throw unsupported(`${path}, which is locked with a password`);
  if (link) throw unsupported(`${path}, which is a link to another file`);
  if (packedBytes === 0xffffffff || statedBytes === 0xffffffff) throw unsupported(`${path}, which is in ZIP64`);
  if (method !== 0 && method !== 8) throw unsupported(`${path}, which is packed by method ${method}`);
}

/** Asked of the stated size first: an honest bomb is not even begun. */
function refuseBomb({ path, statedBytes, packedBytes }: ZipEntry, left: number): void {
  if (statedBytes > left) throw tooLarge(path, `${statedBytes} bytes`, `at most ${MOST_BYTES} in all`);
  if (statedBytes > HARMLESS_BYTES && statedBytes > packedBytes * MOST_RATIO)
    throw tooLarge(path, `${statedBytes} bytes out of ${packedBytes}`, `at most ${MOST_RATIO} times as many`);
}

function tooLarge(path: string, met: string, wanted: string): ImportError {
  return new ImportError({ code: 'ZIP_TOO_LARGE', met: `${path} with ${met}`, wanted });
}

function broken({ path }: ZipEntry, met: string): ImportError {
  return new ImportError({ code: 'FILE_BROKEN', met: `zip: ${path}: ${met}` });
}

/** Its own header repeats the name, so the bytes begin behind that. */
function packedIn(zip: Uint8Array, entry: ZipEntry): Uint8Array {
  const { at, packedBytes } = entry;
  const view = viewOf(zip);
  if (at + HEADER_BYTES > zip.length || view.getUint32(at, true) !== HEADER) throw broken(entry, 'it is not there');
  const from = at + HEADER_BYTES + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (from + packedBytes > zip.length) throw broken(entry, 'it is cut off');
  return zip.subarray(from, from + packedBytes);
}

/** Inflating stops at the stated size, which was found bearable; a list that states too little is a bomb's. */
function contentOf(entry: ZipEntry, packed: Uint8Array): Uint8Array {
  const { method, statedBytes, path } = entry;
  if (method === 0) return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, statedBytes) });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE')
      throw tooLarge(path, `more than the ${statedBytes} bytes it states`, 'as many as stated');
    throw broken(entry, message);
  }
}
