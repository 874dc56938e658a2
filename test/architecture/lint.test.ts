/** Each lint rule we count on is seen to fire on a planted line, and to leave its lawful neighbour alone. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { runQuietly } from '../../scripts/run-quietly.ts';
import { plant, ROOT } from './planted.ts';

const ASYNC = 'async function save(): Promise<void> {}\n';

/** File → its content → the rule that must fire; `''` where the line is fine. */
const CASES: readonly (readonly [file: string, content: string, rule: string])[] = [
  ['activities/a.ts', `${ASYNC}export function f() { save(); }\n`, 'typescript(no-floating-promises)'],
  ['activities/b.ts', `${ASYNC}export async function f() { await save(); }\n`, ''],
  [
    'activities/c.ts',
    `${ASYNC}export const f = (xs: number[]) => xs.forEach(async () => { await save(); });\n`,
    'typescript(no-misused-promises)',
  ],
  ['client/a.ts', 'export const f = (x: any) => x as string;\n', 'typescript(no-explicit-any)'],
  ['client/b.ts', "import { w } from '../workflows/w.ts';\nexport const v = w;\n", 'eslint(no-restricted-imports)'],
  ['client/c.ts', "import type { W } from '../workflows/w.ts';\nexport type V = W;\n", ''],
  ['workflows/w.ts', 'export type W = 1;\nexport const w = 1;\n', ''],
  ['contract/a.ts', "import { b } from './b.ts';\nexport const a = () => b;\n", 'import(no-cycle)'],
  ['contract/b.ts', "import { a } from './a.ts';\nexport const b = () => a;\n", 'import(no-cycle)'],
  ['contract/c.ts', "import type { D } from './d.ts';\nexport interface C { readonly d?: D }\n", ''],
  ['contract/d.ts', "import type { C } from './c.ts';\nexport interface D { readonly c?: C }\n", ''],
  ['domain/a.ts', 'export const f = () => Date.now();\n', 'eslint(no-restricted-globals)'],
  ['domain/b.ts', 'export const f = () => new Date();\n', 'eslint(no-restricted-globals)'],
  ['domain/c.ts', 'export const f = () => Math.random();\n', 'eslint(no-restricted-properties)'],
  ['domain/d.ts', 'export const f = () => process.env;\n', 'eslint(no-restricted-globals)'],
  ['domain/e.ts', 'export const f = () => globalThis;\n', 'eslint(no-restricted-globals)'],
  ['domain/f.ts', 'export const f = () => Math.round(0.5);\n', ''],
  ['workflows/a.ts', 'export const f = () => Math.random();\n', 'eslint(no-restricted-properties)'],
  ['workflows/d.ts', 'export const f = () => Date.now();\n', ''],
  ['workflows/b.ts', 'export const f = () => fetch("http://localhost");\n', 'eslint(no-restricted-globals)'],
  ['workflows/c.ts', 'export const f = () => { setTimeout(() => undefined, 1); };\n', 'eslint(no-restricted-globals)'],
  ['worker/a.ts', 'export const f = () => Date.now();\n', ''],
  ['worker/b.ts', 'export const f = () => console.log(1);\n', 'eslint(no-console)'],
  ['cli/a.ts', 'export const f = () => console.log(1);\n', ''],
  ['prisma/a.ts', 'export function f() { try { return JSON.parse(""); } catch {} }\n', 'eslint(no-empty)'],
  [
    'test/a.test.ts',
    "import { expect, test } from 'vitest';\ntest.only('x', () => { expect(1).toBe(1); });\n",
    'vitest(no-focused-tests)',
  ],
  [
    'test/b.test.ts',
    "import { fc, test } from '@fast-check/vitest';\nimport { expect } from 'vitest';\ntest.prop([fc.nat()])('x', (n) => { expect(n).toBe(n); });\n",
    '',
  ],
];

test('every lint rule fires on its planted line and on no lawful one', { timeout: 60_000 }, async () => {
  const folder = plant({
    configs: ['.oxlintrc.json', 'tsconfig.json', 'package.json'],
    files: Object.fromEntries(CASES.map(([file, content]) => [file, content])),
    realPackages: true,
  });
  const ran = await runQuietly(folder, [
    path.join(ROOT, 'node_modules/oxlint/bin/oxlint'),
    '--type-aware',
    '-f',
    'json',
  ]);
  const { diagnostics } = JSON.parse(ran.output) as { diagnostics: { code: string; filename: string }[] };
  const found = CASES.map(([file]) => {
    const codes = diagnostics.filter(({ filename }) => filename === file).map(({ code }) => code);
    return [file, ...new Set(codes)];
  });
  expect(found).toEqual(CASES.map(([file, , rule]) => (rule === '' ? [file] : [file, rule])));
});
