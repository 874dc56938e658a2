/**
 * Which build this is: the package's version and what the workflows are made of. Every build has its own
 * task queue, so two builds differ exactly when their workflows could decide differently.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUNDLE_ENTRIES, bundleWorkflows, writeBundle } from './bundle.ts';
import { sourcesOf } from './sources.ts';

export interface Build {
  /** @example '0.1.0-3f9c1a20' */
  readonly id: string;
  readonly bundlePath: string;
  /** Where bundles of earlier builds are kept, so that stands left on them can still be served. */
  readonly bundlesFolder: string;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Written by `npm run build` into dist/; the sources have none. */
const PREBUILT = { id: join(ROOT, 'build.json'), bundle: join(ROOT, 'workflow-bundle.js') } as const;

/**
 * This build, its bundle made where it is not kept yet.
 *
 * @param folder - state folder of this installation; bundles are kept in its `bundles/`
 */
export async function buildOf(folder: string): Promise<Build> {
  const bundlesFolder = join(folder, 'bundles');
  const id = await buildId();
  const bundlePath = bundlePathOf(bundlesFolder, id);
  if (!existsSync(bundlePath)) {
    const code = existsSync(PREBUILT.bundle) ? await readFile(PREBUILT.bundle, 'utf8') : await bundleWorkflows();
    await writeBundle(bundlePath, code);
  }
  return { id, bundlePath, bundlesFolder };
}

export function bundlePathOf(bundlesFolder: string, id: string): string {
  return join(bundlesFolder, `${id}.js`);
}

/** Version, and 8 hex digits of the SHA-256 over the bundle's sources and the SDK's version. */
async function buildId(): Promise<string> {
  if (existsSync(PREBUILT.id)) return (JSON.parse(await readFile(PREBUILT.id, 'utf8')) as { id: string }).id;
  const { version, dependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    version: string;
    dependencies: Record<string, string>;
  };
  const hash = createHash('sha256').update(
    JSON.stringify([dependencies['@temporalio/workflow'], dependencies['luxon']]),
  );
  for (const [file, text] of await sourcesOf(Object.values(BUNDLE_ENTRIES))) {
    hash.update(`${relative(ROOT, file)}\n${text}`);
  }
  return `${version}-${hash.digest('hex').slice(0, 8)}`;
}

/** For `npm run build`: puts the bundle and its id into dist/, so that nothing is bundled at a start. */
export async function prebuild(dist: string): Promise<string> {
  const id = await buildId();
  await writeBundle(join(dist, 'workflow-bundle.js'), await bundleWorkflows());
  await mkdir(dirname(join(dist, 'build.json')), { recursive: true });
  await writeFile(join(dist, 'build.json'), `${JSON.stringify({ id })}\n`);
  return id;
}
