/** Files, exports and packages that nobody uses are found; so is a file that was not formatted. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runQuietly } from '../../scripts/run-quietly.ts';
import { plant, ROOT } from './planted.ts';

test('a file, an export and a package that nobody uses are named', { timeout: 60_000 }, async () => {
  const { devDependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const folder = plant({
    configs: ['knip.json', 'tsconfig.json'],
    files: {
      'package.json': JSON.stringify({
        name: 'planted',
        type: 'module',
        dependencies: { luxon: '1.0.0' },
        devDependencies,
      }),
      'cli/main.ts': "import { used } from '../domain/used.ts';\nconsole.log(used);\n",
      'domain/used.ts': 'export const used = 1;\nexport const forgotten = 2;\n',
      'domain/nobody.ts': 'export const alone = 1;\n',
    },
    realPackages: true,
  });
  const ran = await runQuietly(folder, [path.join(ROOT, 'node_modules/knip/bin/knip.js'), '--no-config-hints']);
  expect(ran.ok).toBe(false);
  for (const found of ['domain/nobody.ts', 'forgotten', 'luxon']) expect(ran.output).toContain(found);
});

test('a file that the formatter would write otherwise is named', { timeout: 60_000 }, async () => {
  const folder = plant({
    configs: ['.oxfmtrc.json'],
    files: { 'domain/a.ts': 'export const a = "1"\n', 'domain/b.ts': "export const b = '1';\n" },
  });
  const ran = await runQuietly(folder, [path.join(ROOT, 'node_modules/oxfmt/bin/oxfmt'), '--check', '.']);
  expect(ran.ok).toBe(false);
  expect(ran.output).toContain('domain/a.ts');
  expect(ran.output).not.toContain('domain/b.ts');
});
