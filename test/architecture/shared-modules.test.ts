/** All runs of a worker share its modules (0028): what one of them kept in a module, another would find there. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FILES = ['workflows', 'contract'].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.join(folder, file)),
);
/** At the top level a variable, or a collection: the SDK freezes objects of shared modules, but no entries of these. */
const KEEPS = /^(?:export )?(?:(?:let|var) .*|const .*= new (?:Weak)?(?:Map|Set)\b.*)$/gm;

test.each([
  ['let latest: string | undefined;', 1],
  ['export let count = 0;', 1],
  ['const seen = new Map<string, number>();', 1],
  ['export const KNOWN = new WeakSet();', 1],
  ['function f() {\n  let own = 0;\n}', 0],
  ["const NAMES = ['a'];", 0],
])('%j keeps something of a run: %d', (text, times) => {
  expect(text.match(KEEPS) ?? []).toHaveLength(times);
});

test.each(FILES)('%s keeps nothing of a run', (file) => {
  expect(readFileSync(path.join(ROOT, file), 'utf8').match(KEEPS) ?? []).toEqual([]);
});
