/** The catalogues of refusals and docs/errors.md, held together both ways. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { LOG_DIVERGED } from '../../contract/failure.ts';
import { ERRORS } from '../../domain/errors.ts';
import { PROBLEMS } from '../../imports/problems.ts';
import { ROOT } from './planted.ts';

const page = readFileSync(path.join(ROOT, 'docs/errors.md'), 'utf8');
/** Code → what the page says of it. */
const explained = new Map(
  page
    .split(/^### /m)
    .slice(1)
    .map((section) => [section.split('\n')[0]!.trim(), section.split('\n').slice(1).join('\n').trim()]),
);
const codes = [...new Set([...Object.keys(ERRORS), ...Object.keys(PROBLEMS), LOG_DIVERGED])];

describe('docs/errors.md', () => {
  test('explains every code, and no code that does not exist', () => {
    expect([...explained.keys()].toSorted()).toEqual(codes.toSorted());
  });

  test.each(codes)('says of %s what it is and what it means, in Chinese and English', (code) => {
    const text = explained.get(code) ?? '';
    expect(text).toMatch(/^(refused|remark|outage|parks the stand) · [\u4e00-\u9fff]/);
    expect(text.length).toBeGreaterThan(60);
  });
});

describe.each([
  ['of commands', ERRORS],
  ['of files', PROBLEMS],
])('the catalogue %s', (_name, catalogue) => {
  test.each(Object.entries(catalogue))('%s speaks of the same values in both languages', (_code, { en, zh }) => {
    const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([place]) => place).toSorted();
    expect(places(zh)).toEqual(places(en));
    expect(zh).toMatch(/[\u4e00-\u9fff]/);
  });

  test.each(Object.keys(catalogue))('%s is a SUBJECT_PROBLEM', (code) => {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
  });
});
