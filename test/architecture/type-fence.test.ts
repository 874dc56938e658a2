/** domain/ and workflows/ compile without Node's types: reaching for the machine is a compile error there. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { runQuietly } from '../../scripts/run-quietly.ts';
import { plant, ROOT } from './planted.ts';

const MACHINE = [
  'process.env',
  'fetch("http://localhost")',
  'setTimeout(() => undefined, 1)',
  'console.log(1)',
  'crypto.randomUUID()',
  'Buffer.from("")',
];

async function compileErrors(folder: 'domain' | 'workflows', head = ''): Promise<readonly string[]> {
  const files = Object.fromEntries(
    [...MACHINE, 'Math.round(0.5)'].map((code, n) => [
      `${folder}/planted${n}.ts`,
      `${head}export const it = () => ${code};\n`,
    ]),
  );
  const project = plant({ configs: ['tsconfig.json', `${folder}/tsconfig.json`], files, realPackages: true });
  const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
  const { output } = await runQuietly(project, [tsc, '-p', `${folder}/tsconfig.json`, '--pretty', 'false']);
  return output.split('\n').filter((line) => /error TS(2304|2503|2580|2584|2591)/.test(line));
}

test(
  'a rule of the forest that asks the process, the network or a timer does not compile',
  { timeout: 60_000 },
  async () => {
    const errors = await compileErrors('domain');
    expect(errors.map((line) => line.split('(')[0])).toEqual(MACHINE.map((_, n) => `domain/planted${n}.ts`));
  },
);

test('neither does a workflow, though it imports the SDK', { timeout: 60_000 }, async () => {
  const errors = await compileErrors(
    'workflows',
    "import { sleep } from '@temporalio/workflow';\nexport const wait = sleep;\n",
  );
  expect(errors.map((line) => line.split('(')[0])).toContain('workflows/planted0.ts');
});
