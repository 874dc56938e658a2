/** An embedded folder whose servers are stopped: they are brought up for one command, and stopped again. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings, type Settings } from '../contract/settings.ts';
import { readEndpoints } from '../embedded/endpoints.ts';
import { startStack } from '../embedded/stack.ts';
import { migrate } from '../prisma/migrate.ts';
import { say } from './say.ts';

/** It has data, and nobody serves it. */
export function isStopped(folder: string): boolean {
  return readEndpoints(folder) === undefined && existsSync(join(folder, 'engine.json'));
}

/** Where the engine is another one than before, Temporal's old data is set aside, for only a rebuild can use the new one. */
export async function withStoppedFolder<T>(folder: string, use: (settings: Settings) => Promise<T>): Promise<T> {
  const stack = await startStack({ folder, mode: 'embedded', ui: false, newEngine: 'setAside', say });
  try {
    await migrate(stack.endpoints.databaseUrl, say);
    return await use(readSettings({}, stack.endpoints));
  } finally {
    await stack.stop();
  }
}
