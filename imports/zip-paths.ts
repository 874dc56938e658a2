/** Paths in a zip: as text, and whether they stay within it. */
import iconv from 'iconv-lite';

/** UTF-8 where it is marked or where it is sound; Windows in Chinese writes GB18030 and marks nothing. */
export function pathIn(name: Uint8Array, isUtf8: boolean): string {
  const text = Buffer.from(name).toString('utf8');
  return isUtf8 || !text.includes('\ufffd') ? text : iconv.decode(Buffer.from(name), 'gb18030');
}

/** What a path must not have; undefined where it stays within the zip. */
export function pathFault(path: string): string | undefined {
  if (path === '' || /\p{Cc}/u.test(path)) return 'a name without control characters';
  if (path.includes('\\')) return 'slashes and no backslashes';
  if (path.startsWith('/')) return 'a path that does not begin at the root';
  if (/^[a-z]:/i.test(path)) return 'a path without a drive letter';
  return path.split('/').includes('..') ? 'a path without ..' : undefined;
}

/** Folders, and what macOS and editors leave behind. */
export function isPassedOver(path: string): boolean {
  return path.endsWith('/') || path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');
}
