/** Turns the workflows into the one file that the SDK's sandbox runs. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

/** `.ts` from the sources, `.js` once built. */
const EXTENSION = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/** Entry points of the bundle: the workflows, and what is loaded once for all of them. */
export const BUNDLE_ENTRIES = {
  workflows: fileURLToPath(new URL(`../workflows/index.${EXTENSION}`, import.meta.url)),
  preload: fileURLToPath(new URL(`../workflows/preload.${EXTENSION}`, import.meta.url)),
} as const;

/**
 * Bundles the workflows; about a second.
 *
 * @param workflowsPath - another entry, for tests that show what the bundle refuses
 */
export async function bundleWorkflows(workflowsPath: string = BUNDLE_ENTRIES.workflows): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    preloadModules: [BUNDLE_ENTRIES.preload],
    logger: new DefaultLogger('ERROR'),
  });
  return code;
}

/** Writes beside the target and renames, so that two starts at once never read half a bundle. */
export async function writeBundle(path: string, code: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, code);
  await rename(draft, path);
}
