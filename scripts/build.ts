/**
 * `npm run build`: JavaScript into dist/, with all that is read at run time beside it. What is built needs no compiler
 * and no bundler to start: dist/, package.json and `npm ci --omit=dev` in an empty folder are enough.
 */
import { cp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { prebuild } from '../worker/build.ts';
import { runQuietly } from './run-quietly.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = path.join(ROOT, 'dist');

/** Folder → what of it, besides code, is read at run time. */
const READ_AT_RUN_TIME: readonly (readonly [folder: string, files: RegExp])[] = [
  ['policies', /\.yaml$/],
  ['prisma', /^(migrations|schema\.prisma)$/],
  ['samples', /\.(geojson|csv|json)$/],
  ['embedded', /\.mjs$/],
];

const began = Date.now();
await rm(DIST, { recursive: true, force: true });
await compile();
for (const [folder, files] of READ_AT_RUN_TIME) await copy(folder, files);
const id = await prebuild(DIST);
console.log(`built ${id} into dist/ in ${((Date.now() - began) / 1000).toFixed(1)} s`);

async function compile(): Promise<void> {
  const { ok, output } = await runQuietly(ROOT, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']);
  if (ok) return;
  // Half a build would be run by bin/standkeeper.mjs in place of the sources.
  await rm(DIST, { recursive: true, force: true });
  console.error(`the compiler found errors; nothing was built\n${output}`);
  process.exit(1);
}

async function copy(folder: string, files: RegExp): Promise<void> {
  const names = (await readdir(path.join(ROOT, folder))).filter((name) => files.test(name));
  for (const name of names) {
    await cp(path.join(ROOT, folder, name), path.join(DIST, folder, name), { recursive: true });
  }
}
