/** A command outlives whoever reads it. */
import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { compiled } from '../support/compiled.ts';

const pause = 'await new Promise((resolve) => setTimeout(resolve, 50));';

test.each([
  ['stdout', 'log'],
  ['stderr', 'error'],
] as const)('a reader of %s that has gone ends nothing, and no stack is printed', async (stream, method) => {
  const says = `for (let n = 0; n < 3; n += 1) { console.${method}(n); ${pause} } process.exit(3);`;
  const code = `import { outliveReaders } from ${JSON.stringify(compiled('cli/readers-gone.js'))}; outliveReaders(); ${says}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code]);
  child[stream].destroy();
  let told = '';
  for (const other of [child.stdout, child.stderr]) other.on('data', (chunk: Buffer) => (told += chunk.toString()));
  const exitCode = await new Promise((resolve) => child.on('close', resolve));
  expect([exitCode, told]).toEqual([3, '']);
});
