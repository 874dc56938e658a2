/**
 * `npm test`: every check, a line each with its seconds; a failed one does not hide the others.
 * With arguments (`npm test -- test/domain`) only those tests run: who names a folder waits for nothing else.
 */
import { fileURLToPath } from 'node:url';
import { runQuietly } from './run-quietly.ts';
import { runTests } from './run-tests.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

type Check = readonly [name: string, tool: string, ...rest: string[]];

/** The longest first. Tools are called by their files: `npx` would cost half a second each. */
const STATIC_CHECKS: readonly Check[] = [
  ['lint', 'oxlint/bin/oxlint', '--type-aware', '--deny-warnings'],
  ['types', 'typescript/bin/tsc', '-p', 'tsconfig.json'],
  ['types of domain/, without node', 'typescript/bin/tsc', '-p', 'domain/tsconfig.json'],
  ['types of workflows/, without node', 'typescript/bin/tsc', '-p', 'workflows/tsconfig.json'],
  ['import rules', 'dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', '.'],
  ['dead code', 'knip/bin/knip.js'],
  ['format', 'oxfmt/bin/oxfmt', '--check', '.'],
];

const tally = { passed: 0, failed: 0 };
const testArguments = process.argv.slice(2);

if (testArguments.length === 0) {
  const waiting = [...STATIC_CHECKS];
  // Most of them use one core.
  await Promise.all([inTurn(waiting), inTurn(waiting)]);
}

const began = Date.now();
const tests = await runTests(ROOT, testArguments);
tally.passed += tests.passed;
tally.failed += tests.failed;
console.log(`${tests.failed === 0 ? '✓' : '✗'} tests  ${secondsSince(began)}  (${tests.skipped} skipped)`);
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 ? 0 : 1;

async function inTurn(waiting: Check[]): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await check(next);
}

async function check([name, tool, ...rest]: Check): Promise<void> {
  const start = Date.now();
  const { ok, output } = await runQuietly(ROOT, [`node_modules/${tool}`, ...rest]);
  tally[ok ? 'passed' : 'failed'] += 1;
  console.log(`${ok ? '✓' : '✗'} ${name}  ${secondsSince(start)}`);
  if (!ok) console.log(output.trimEnd());
}

function secondsSince(start: number): string {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`;
}
