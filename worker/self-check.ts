/** At start: what the contract names is what the bundle offers. A typo would leave every run retrying for ever. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { readFile } from 'node:fs/promises';
import vm from 'node:vm';
import { DELIVERY_WORKFLOW, STAND_WORKFLOW, SWEEP_WORKFLOW } from '../contract/names.ts';

interface BundleGlobals {
  readonly __TEMPORAL__?: { importWorkflows(): Readonly<Record<string, unknown>> };
}

/** @throws Error that names the bundle, what it offers and what was wanted */
export async function checkBundle(bundlePath: string): Promise<void> {
  const offered = (await exportsOf(bundlePath)).toSorted().join(', ');
  const wanted = [DELIVERY_WORKFLOW, STAND_WORKFLOW, SWEEP_WORKFLOW].toSorted().join(', ');
  if (offered !== wanted) throw new Error(`bundle ${bundlePath} offers the workflows ${offered}; wanted: ${wanted}`);
}

/** Loads the bundle as the SDK's sandbox does, without running any workflow. */
async function exportsOf(bundlePath: string): Promise<string[]> {
  const sandbox: BundleGlobals = vm.createContext({
    AsyncLocalStorage,
    TextEncoder,
    TextDecoder,
    AbortController,
    __webpack_module_cache__: {},
  });
  new vm.Script(await readFile(bundlePath, 'utf8'), { filename: bundlePath }).runInContext(sandbox);
  return Object.keys(sandbox.__TEMPORAL__?.importWorkflows() ?? {});
}
