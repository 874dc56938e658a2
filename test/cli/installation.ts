/** An installation of a test's own on the shared servers: its database, its namespace, its worker. */
import { fileURLToPath } from 'node:url';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { readSettings } from '../../contract/settings.ts';
import { openDatabase, type Database } from '../../prisma/database.ts';
import { buildOf } from '../../worker/build.ts';
import { createWorker } from '../../worker/create-worker.ts';
import { freshDatabase, freshNamespace, testEndpoints } from '../support/stack.ts';
import type { Env } from './run.ts';

const BUILDS = fileURLToPath(new URL('../../node_modules/.cache/standkeeper', import.meta.url));

export interface Installation {
  readonly db: Database;
  /** What a process needs to reach it. */
  readonly env: Env;
  /** Id of the build that its worker serves. */
  readonly build: string;
  close(): Promise<void>;
}

export async function openInstallation(): Promise<Installation> {
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });
  const { temporalAddress } = testEndpoints();
  const [database, namespace] = await Promise.all([freshDatabase(), freshNamespace()]);
  const db = openDatabase(database.url);
  const env = { DATABASE_URL: database.url, TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: namespace };
  const build = await buildOf(BUILDS);
  const worker = await createWorker({ settings: readSettings(env), build, say: () => undefined });
  return {
    db,
    env,
    build: build.id,
    async close() {
      await worker.shutdown();
      await db.close();
      await database.drop();
    },
  };
}
