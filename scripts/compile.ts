/** Turns the sources into JavaScript that runs without a compiler or a loader. */
import { cp, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { symlinkSync } from 'node:fs';
import { prebuild } from '../worker/build.ts';
import { runQuietly } from './run-quietly.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Folder → what of it, besides code, is read at run time. */
const READ_AT_RUN_TIME: readonly (readonly [folder: string, files: RegExp])[] = [
  ['policies', /\.yaml$/],
  ['prisma', /^(migrations|schema\.prisma)$/],
  ['samples', /\.(geojson|csv|json)$/],
  ['embedded', /\.mjs$/],
];

/**
 * Compiles into a folder, with all that is read at run time beside the code and the workflows bundled.
 *
 * @param out - the folder, as an absolute path
 * @param options - the compiler's, e.g. which project
 * @returns id of the build
 * @throws Error with the compiler's own words
 */
export async function compile(out: string, options: readonly string[]): Promise<string> {
  const { ok, output } = await runQuietly(ROOT, ['node_modules/typescript/bin/tsc', ...options, '--outDir', out]);
  if (!ok) throw new Error(output);
  for (const [folder, files] of READ_AT_RUN_TIME) {
    const names = (await readdir(path.join(ROOT, folder))).filter((name) => files.test(name));
    for (const name of names) {
      await cp(path.join(ROOT, folder, name), path.join(out, folder, name), { recursive: true });
    }
  }
  return prebuild(out);
}

/**
 * Every source, tests and benches too, for processes that are started again and again: through a loader each takes three
 * times as long to come up. Types are another check's business.
 *
 * @param out - an empty folder outside the sources
 */
export async function compileAll(out: string): Promise<void> {
  await compile(out, ['-p', 'tsconfig.json', '--noEmit', 'false', '--noCheck', '--rootDir', ROOT]);
  // As the sources have them: what kind of modules these are, and where packages are found.
  for (const name of ['package.json', 'node_modules']) symlinkSync(path.join(ROOT, name), path.join(out, name));
}
