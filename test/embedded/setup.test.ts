import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const folder = temporaryFolder();
afterAll(() => folder.remove());

let clone: string;
let npm: string;

/** A clone whose npm takes half a second, counts itself and "installs" a Prisma that writes the client. */
beforeEach(({ task }) => {
  clone = join(folder.path, task.id);
  cpSync(join(project, 'scripts'), join(clone, 'scripts'), { recursive: true });
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) cpSync(join(project, file), join(clone, file));
  mkdirSync(join(clone, 'prisma'));
  writeFileSync(join(clone, 'prisma', 'schema.prisma'), '// schema');
  npm = join(clone, 'npm-cli.cjs');
  writeFileSync(npm, FAKE_NPM);
});

const FAKE_NPM = `
const { appendFileSync, mkdirSync, rmSync, writeFileSync } = require('node:fs');
appendFileSync('runs', 'npm ' + process.argv.slice(2).join(' ') + '\\n');
rmSync('node_modules', { recursive: true, force: true });
mkdirSync('node_modules/prisma/build', { recursive: true });
const prisma = "const fs = require('fs'); fs.appendFileSync('runs', 'generate\\\\n'); fs.mkdirSync('prisma/generated', { recursive: true }); fs.writeFileSync('prisma/generated/client.ts', '');";
writeFileSync('node_modules/prisma/build/index.js', prisma);
setTimeout(() => writeFileSync('node_modules/.package-lock.json', '{}'), 500);
`;

const runs = () => readFileSync(join(clone, 'runs'), 'utf8').trim().split('\n');
const environment = () => ({ ...process.env, npm_execpath: npm });
const setUp = () =>
  spawnSync(process.execPath, ['scripts/setup.mjs'], { cwd: clone, env: environment(), encoding: 'utf8' });

test('a fresh clone gets its packages and its database client, and is told how long each took, beside the output', () => {
  const { stdout, stderr, status } = setUp();
  expect(status).toBe(0);
  expect(runs()).toEqual(['npm ci', 'generate']);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/packages done in [\d.]+ s[^]*database client done in [\d.]+ s/);
});

test('a clone that is set up is left alone, in silence', () => {
  setUp();
  expect(setUp()).toMatchObject({ stdout: '', stderr: '' });
  expect(runs()).toHaveLength(2);
});

test('a changed schema makes the client anew, a changed lock file both, a removed node_modules both', () => {
  setUp();
  appendFileSync(join(clone, 'prisma', 'schema.prisma'), '\n');
  setUp();
  expect(runs().slice(2)).toEqual(['generate']);
  appendFileSync(join(clone, 'package-lock.json'), '\n');
  setUp();
  expect(runs().slice(3)).toEqual(['npm ci', 'generate']);
  rmSync(join(clone, 'node_modules'), { recursive: true });
  setUp();
  expect(runs().slice(5)).toEqual(['npm ci', 'generate']);
});

test('of two set-ups at once one works and the other waits, naming it', async () => {
  const both = [0, 1].map(() => spawn(process.execPath, ['scripts/setup.mjs'], { cwd: clone, env: environment() }));
  let said = '';
  for (const { stderr } of both) stderr.on('data', (text) => (said += String(text)));
  expect(await Promise.all(both.map((child) => once(child, 'exit').then(([code]) => code as number)))).toEqual([0, 0]);
  expect(runs()).toEqual(['npm ci', 'generate']);
  expect(said).toMatch(/waiting for the set-up of process \d+/);
});

test('the lock of a killed set-up is taken over', () => {
  const { pid } = spawnSync('true');
  mkdirSync(join(clone, '.standkeeper'));
  writeFileSync(join(clone, '.standkeeper', 'setup.lock'), String(pid));
  expect(setUp().status).toBe(0);
});

test('a Node too old is told with both versions', () => {
  const manifest = { engines: { node: '>=99.1.0' } };
  writeFileSync(join(clone, 'package.json'), JSON.stringify(manifest));
  const { stderr, status } = setUp();
  expect(status).toBe(1);
  expect(stderr).toContain(`Node is ${process.versions.node}`);
  expect(stderr).toContain('wanted: Node 99.1.0 or newer');
});

test('a step that fails is named, and the next set-up does it again', () => {
  writeFileSync(npm, 'process.exit(7)');
  const { stderr, status } = setUp();
  expect(status).toBe(1);
  expect(stderr).toMatch(/ci ended with 7; wanted: 0/);
  writeFileSync(npm, FAKE_NPM);
  expect(setUp().status).toBe(0);
});
