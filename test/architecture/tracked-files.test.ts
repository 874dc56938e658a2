/** Nothing in the project knows the machine it was written on. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './planted.ts';

/** Folders that are made, not written; the same as in .gitignore. */
const MADE = new Set(['.git', 'node_modules', 'dist', '.standkeeper', path.join('prisma', 'generated')]);

/** What must not be found, and why. The patterns are written so that they do not find themselves. */
const TRACES: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a folder of one machine', /(?<![\w.~$}*)\]-])\/(?:work|root|home|Users)\/[\w.]/],
  ['a registry or a mirror of one', /https?:\/\/[\w.-]*(?:registry|npmmirror|verdaccio|artifactory|nexus)[\w.-]*/i],
  ['material that is not part of the project', /\.\.\/shared\/(?!data\b)/],
];

function writtenFiles(folder = ''): readonly string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (MADE.has(file) || entry.name.endsWith('.log')) return [];
    return entry.isDirectory() ? writtenFiles(file) : [file];
  });
}

function tracesIn(text: string): readonly string[] {
  return TRACES.flatMap(([what, pattern]) => (pattern.test(text) ? [`${what}: ${pattern.exec(text)![0]}`] : []));
}

describe('every file of the project', () => {
  test('names no path of a machine, no registry, no material outside', () => {
    const found = writtenFiles().flatMap((file) =>
      tracesIn(readFileSync(path.join(ROOT, file), 'utf8')).map((trace) => `${file}: ${trace}`),
    );
    expect(found).toEqual([]);
  });

  test.each([
    [['', 'work', 'main', 'x.ts'].join('/'), 1],
    [` in ${['', 'root', '.cache'].join('/')}`, 1],
    [`https://${'registry'}.example.org/`, 1],
    [`${'../shared'}/notes.md`, 1],
    ['../shared/data/estonia-stands', 0],
    ['domain/stand/work/x.ts', 0],
    ['$HOME/work/x', 0],
  ])('the guard judges %s rightly', (text, traces) => {
    expect(tracesIn(text)).toHaveLength(traces);
  });
});
