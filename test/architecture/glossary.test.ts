/** The glossary knows every word that screens show for a code, and every ruling that an answer names. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { LABELS } from '../../domain/labels.ts';
import { MARKS } from '../../domain/policy/regime.ts';
import { RULINGS } from '../../domain/stand/rulings.ts';
import { ROOT } from './planted.ts';

const rows = readFileSync(path.join(ROOT, 'docs/glossary.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|'));
const rowsWith = (code: string) => rows.filter((row) => row.includes(`\`${code}\``));

/** Named in passing: states of a task, causes of a duty. */
const KINDS = ['stage', 'verdict', 'duty', 'step', 'level'] as const;

describe('the glossary', () => {
  test.each(KINDS.flatMap((kind) => Object.entries(LABELS[kind]).map(([code, words]) => [kind, code, words] as const)))(
    'has the %s %s under its Chinese word',
    (_kind, code, { zh }) => {
      expect(
        rowsWith(code).some((row) => row.includes(zh)),
        `${code} ${zh}`,
      ).toBe(true);
    },
  );

  test.each(Object.values(RULINGS))('tells what is meant by %s', (ruling) => {
    const number = /ruling (\d+)/.exec(ruling)![1]!;
    expect(rows.some((row) => row.startsWith(`| ${number} |`))).toBe(true);
  });

  test.each(MARKS)('explains the mark %s', (mark) => {
    expect(rowsWith(mark)).toHaveLength(1);
  });
});
