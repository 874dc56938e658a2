/**
 * `npm test`: every check in order, a line each with its seconds; a failed one does not hide the others.
 * With arguments (`npm test -- test/domain`) only those tests run: who names a folder waits for nothing else.
 */
import { fileURLToPath } from 'node:url';
import { runQuietly } from './run-quietly.ts';
import { runTests } from './run-tests.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Tools are called by their files: `npx` would cost half a second each. */
const STATIC_CHECKS: readonly (readonly [name: string, ...command: string[]])[] = [
  ['types', 'typescript/bin/tsc', '-p', 'tsconfig.json'],
  ['types of domain/, without node', 'typescript/bin/tsc', '-p', 'domain/tsconfig.json'],
  ['types of workflows/, without node', 'typescript/bin/tsc', '-p', 'workflows/tsconfig.json'],
  ['lint', 'oxlint/bin/oxlint', '--type-aware', '--deny-warnings'],
  ['format', 'prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
  ['import rules', 'dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', '.'],
  ['dead code', 'knip/bin/knip.js'],
];

const tally = { passed: 0, failed: 0 };
const testArguments = process.argv.slice(2);

for (const [name, tool, ...rest] of testArguments.length === 0 ? STATIC_CHECKS : []) {
  const began = Date.now();
  const { ok, output } = await runQuietly(ROOT, [`node_modules/${tool}`, ...rest]);
  tally[ok ? 'passed' : 'failed'] += 1;
  console.log(`${ok ? '✓' : '✗'} ${name}  ${secondsSince(began)}`);
  if (!ok) console.log(output.trimEnd());
}

const began = Date.now();
const tests = await runTests(ROOT, testArguments);
tally.passed += tests.passed;
tally.failed += tests.failed;
console.log(`${tests.failed === 0 ? '✓' : '✗'} tests  ${secondsSince(began)}  (${tests.skipped} skipped)`);
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 ? 0 : 1;

function secondsSince(start: number): string {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`;
}
