/**
 * `npm run demo`: three golden lives on the real server by time skipping. Exits 0 only if every date and verdict is
 * the expected one. With `--keep` the servers stay up, so that the links into the Temporal UI can be followed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '../cli/say.ts';
import { readSettings } from '../contract/settings.ts';
import { startStack } from '../embedded/stack.ts';
import { shippedPolicy } from '../policies/load.ts';
import { openDatabase } from '../prisma/database.ts';
import { migrate } from '../prisma/migrate.ts';
import { connectTemporal } from '../client/connect.ts';
import { buildOf } from '../worker/build.ts';
import { createWorker } from '../worker/create-worker.ts';
import { installRuntime } from '../worker/runtime.ts';
import { Demo } from './demo/demo.ts';
import { firstYear, inYear, SCENARIOS } from './demo/scenarios.ts';

const keep = process.argv.includes('--keep');
const interrupted = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
});
installRuntime('ERROR', (line) => console.error(line));

const folder = mkdtempSync(join(tmpdir(), 'standkeeper-demo-'));
const stack = await startStack({ folder, mode: 'test', ui: true, say });
try {
  process.exitCode = await run();
} finally {
  await stack.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();

async function run(): Promise<number> {
  const { databaseUrl } = stack.endpoints;
  await migrate(databaseUrl);
  const settings = readSettings({}, stack.endpoints);
  const worker = await createWorker({ settings, build: await buildOf(folder), say });
  const db = openDatabase(databaseUrl);
  const { client, close } = await connectTemporal(settings);
  try {
    const policy = shippedPolicy();
    const year = firstYear(Date.now(), policy.timeZone);
    console.log(`The scenarios of 2026 are lived in ${year}: the server's clock can only be skipped forward.\n`);
    const demo = new Demo({ db, temporal: client, policy, endpoints: stack.endpoints });
    const failed = await demo.live(inYear(SCENARIOS, year));
    if (keep) await stay();
    return failed === 0 ? 0 : 1;
  } finally {
    await close();
    await db.close();
    await worker.shutdown();
  }
}

async function stay(): Promise<void> {
  say('the servers stay up for the links above; Ctrl-C ends them');
  await interrupted;
}
