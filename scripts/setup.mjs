// Brings a clone to where it can run: packages and the Prisma client. Node built-ins only, as there may be no packages yet.
// A step is done again when its inputs, Node or the platform change, or its result is gone.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const inRoot = (file) => join(root, file);
const npm = process.env.npm_execpath;

const steps = [
  {
    name: 'packages',
    inputs: ['package-lock.json', 'package.json', '.npmrc'],
    result: 'node_modules/.package-lock.json',
    run: () => (npm?.includes('npm-cli') ? run(process.execPath, [npm, 'ci']) : run('npm', ['ci'])),
  },
  {
    name: 'database client',
    inputs: ['prisma/schema.prisma', 'package-lock.json'],
    result: 'prisma/generated/client.ts',
    // Generating calls no schema engine, but unless an existing file is named as one, Prisma downloads it.
    run: () =>
      run(process.execPath, [inRoot('node_modules/prisma/build/index.js'), 'generate', '--no-hints'], {
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      }),
  },
];

function run(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, ...env },
    });
    const pass = (signal) => child.kill(signal);
    process.once('SIGINT', pass).once('SIGTERM', pass);
    child.once('error', (error) => reject(new Error(`${command} cannot be run: ${error.message}`)));
    child.once('exit', (code, signal) =>
      code === 0
        ? resolve()
        : reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? code}; wanted: 0`)),
    );
  });
}

function checkNode() {
  const wanted = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).engines.node.replace('>=', '');
  const [met, want] = [process.versions.node, wanted].map((version) => version.split('.').map(Number));
  const different = want.findIndex((part, index) => part !== met[index]);
  if (different !== -1 && met[different] < want[different]) {
    throw new Error(`Node is ${process.versions.node} (${process.execPath}); wanted: Node ${wanted} or newer`);
  }
}

function stampOf({ inputs }) {
  const hash = createHash('sha256').update(`${process.version} ${process.platform}-${process.arch}`);
  for (const file of inputs)
    hash.update(`\0${file}\0`).update(existsSync(inRoot(file)) ? readFileSync(inRoot(file)) : '');
  return hash.digest('hex');
}

/** Inside node_modules, so that removing it undoes every step. */
const stampFile = ({ name }) => inRoot(`node_modules/.standkeeper-setup/${name.replace(' ', '-')}`);

function isDone(step) {
  const file = stampFile(step);
  return existsSync(inRoot(step.result)) && existsSync(file) && readFileSync(file, 'utf8') === stampOf(step);
}

async function doStep(step) {
  if (isDone(step)) return;
  console.error(`set-up: ${step.name} …`);
  const began = Date.now();
  await step.run();
  mkdirSync(dirname(stampFile(step)), { recursive: true });
  writeFileSync(stampFile(step), stampOf(step));
  console.error(`set-up: ${step.name} done in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

try {
  checkNode();
  if (!steps.every(isDone)) {
    const { withLock } = await import('./setup-lock.mjs');
    await withLock(inRoot('.standkeeper/setup.lock'), async () => {
      for (const step of steps) await doStep(step);
    });
  }
} catch (error) {
  console.error(`set-up: ${error.message}`);
  process.exitCode = 1;
}
