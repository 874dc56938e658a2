/** The source files a module needs at run time, found by following its relative imports. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const STATEMENT =
  /(?:^|\n)\s*(import|export)\s(?!type\s)[^;]*?from\s+'(\.{1,2}\/[^']+)'|(?:^|\n)\s*import\s+'(\.{1,2}\/[^']+)'/g;

/** File → content, in the order of file names; type-only imports are left out, for they leave no trace in a bundle. */
export async function sourcesOf(entries: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const queue = [...entries];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (found.has(file)) continue;
    const text = await readFile(file, 'utf8');
    found.set(file, text);
    for (const [, , from, bare] of text.matchAll(STATEMENT)) queue.push(join(dirname(file), (from ?? bare)!));
  }
  return new Map([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
