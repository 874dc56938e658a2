import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { Endpoints } from '../../embedded/endpoints.ts';
import { startStack } from '../../embedded/stack.ts';
import { migrate } from '../../prisma/migrate.ts';
import { compileAll } from '../../scripts/compile.ts';
import { createDatabase, TEMPLATE } from './database-template.ts';
import { temporaryFolder } from './temporary-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    endpoints: Endpoints;
    /** Folder of the compiled sources. */
    compiled: string;
  }
}

/** One PostgreSQL, one Temporal and the compiled sources for the whole suite; they end with it, also when it is killed. */
export default async function setup({ vitest }: TestProject): Promise<(() => Promise<void>) | undefined> {
  // Another project of this run has them already.
  if ('endpoints' in vitest.getRootProject().getProvidedContext()) return undefined;
  const folder = temporaryFolder();
  const compiled = join(folder.path, 'compiled');
  const stack = await startStack({ folder: folder.path, mode: 'test', say: tell });
  const stop = async () => {
    await stack.stop();
    folder.remove();
  };
  try {
    await compileAll(compiled);
    await migrate(await createDatabase(stack.endpoints, TEMPLATE));
  } catch (error) {
    await stop();
    throw error;
  }
  vitest.provide('endpoints', stack.endpoints);
  vitest.provide('compiled', compiled);
  return stop;
}

/** Building a server takes minutes: whoever waits for the tests is told. */
function tell(line: string): void {
  process.stderr.write(`test servers: ${line}\n`);
}
