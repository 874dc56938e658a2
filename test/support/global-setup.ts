import type { TestProject } from 'vitest/node';
import type { Endpoints } from '../../embedded/endpoints.ts';
import { startStack } from '../../embedded/stack.ts';
import { migrate } from '../../prisma/migrate.ts';
import { createDatabase, TEMPLATE } from './database-template.ts';
import { temporaryFolder } from './temporary-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    endpoints: Endpoints;
  }
}

/** One PostgreSQL and one Temporal for the whole suite; they end with it, also when it is killed. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = temporaryFolder();
  const stack = await startStack({ folder: folder.path, mode: 'test', say: tell });
  const stop = async () => {
    await stack.stop();
    folder.remove();
  };
  try {
    await migrate(await createDatabase(stack.endpoints, TEMPLATE));
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('endpoints', stack.endpoints);
  return stop;
}

/** Building a server takes minutes: whoever waits for the tests is told. */
function tell(line: string): void {
  process.stderr.write(`test servers: ${line}\n`);
}
