/**
 * `npm run build`: JavaScript into dist/, with all that is read at run time beside it. What is built needs no compiler
 * and no bundler to start: dist/, package.json and `npm ci --omit=dev` in an empty folder are enough.
 */
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compile } from './compile.ts';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));

const began = Date.now();
await rm(DIST, { recursive: true, force: true });
try {
  const id = await compile(DIST, ['-p', 'tsconfig.build.json']);
  console.log(`built ${id} into dist/ in ${((Date.now() - began) / 1000).toFixed(1)} s`);
} catch (error) {
  // Half a build would be run by bin/standkeeper.mjs in place of the sources.
  await rm(DIST, { recursive: true, force: true });
  console.error(`nothing was built\n${(error as Error).message}`);
  process.exit(1);
}
