/** What the pages name is there: files by path, links by target. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './planted.ts';

const pages = ['README.md', 'CHANGELOG.md', ...markdownIn('docs'), ...markdownIn('docs/decisions')];
const FOLDERS = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  .map(({ name }) => name);
/** A path in backticks that begins with a folder of the house and ends in a file. */
const NAMED = new RegExp(`\`((?:${FOLDERS.join('|')})/[\\w./-]+\\.\\w+)\``, 'g');

function markdownIn(folder: string): readonly string[] {
  return readdirSync(path.join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);
}

function named(text: string): readonly string[] {
  return [...text.matchAll(NAMED)].map(([, file]) => file!);
}

function linked(page: string, text: string): readonly string[] {
  return [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) => path.join(path.dirname(page), target!));
}

describe.each(pages)('%s', (page) => {
  const text = readFileSync(path.join(ROOT, page), 'utf8');

  test('names only files that exist', () => {
    expect(named(text).filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  });

  test('links only to pages that exist', () => {
    expect(linked(page, text).filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  });
});

test('the guard sees a file that is not there', () => {
  const text = `see ${'`'}domain/stand/nowhere.ts${'`'} and ${'`'}domain/day.ts${'`'}`;
  expect(named(text).filter((file) => !existsSync(path.join(ROOT, file)))).toEqual(['domain/stand/nowhere.ts']);
});
