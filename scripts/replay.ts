/**
 * `npm run replay`: would the workflows of this source tree break a run that began with an earlier one?
 * Replays the recorded histories of every release, or with `--live` every open workflow of the namespace. Nothing is written.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HistoryAndWorkflowId } from '@temporalio/client';
import { settingsOf } from '../cli/context.ts';
import { CommandError, EXIT } from '../cli/exit-codes.ts';
import { printJson } from '../cli/output.ts';
import { progressOf } from '../cli/progress.ts';
import { say } from '../cli/say.ts';
import { connectTemporal } from '../client/connect.ts';
import { bundleWorkflows } from '../worker/bundle.ts';
import { breaksOf, countOpen, openHistories } from '../worker/replay.ts';
import { installRuntime } from '../worker/runtime.ts';
import { readOptions } from './options.ts';

const RECORDED = fileURLToPath(new URL('../test/replay', import.meta.url));
const HELP = `npm run replay -- [--live] [--folder PATH] [--json]

Replays histories on the workflows of this source tree and names those that break; exit code 1 where one does.

  --live          every open workflow of the namespace of DATABASE_URL and TEMPORAL_ADDRESS, or of the servers of the folder;
                  without it the histories recorded in test/replay
  --folder PATH   folder of the embedded mode (.standkeeper)
  --json          print data

Example: npm run replay -- --live --json`;

const { values } = readOptions(HELP, {
  options: {
    live: { type: 'boolean' },
    folder: { type: 'string', default: '.standkeeper' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
});

async function main(): Promise<number> {
  installRuntime('ERROR', say);
  const code = await bundleWorkflows();
  const { replayed, breaks } = values.live === true ? await replayLive(code) : await replayRecorded(code);
  if (values.json === true) printJson({ replayed, breaks });
  else {
    for (const { workflowId, met } of breaks) console.log(`✗ ${workflowId}: ${met}`);
    console.log(`${replayed} histories replayed, ${breaks.length} break`);
  }
  return breaks.length === 0 ? EXIT.ok : EXIT.failed;
}

async function replayLive(code: string) {
  const { client, close } = await connectTemporal(settingsOf(values));
  try {
    const open = await countOpen(client);
    say(`replaying ${open} open workflows of namespace ${client.options.namespace}`);
    return await withProgress(code, openHistories(client), open);
  } finally {
    await close();
  }
}

async function replayRecorded(code: string) {
  const files = readdirSync(RECORDED)
    .filter((name) => /^\d+\.\d+\.\d+/.test(name))
    .flatMap((release) => readdirSync(path.join(RECORDED, release)).map((file) => `${release}/${file}`));
  say(`replaying ${files.length} recorded histories`);
  return withProgress(code, recorded(files), files.length);
}

function* recorded(files: readonly string[]): Generator<HistoryAndWorkflowId> {
  for (const file of files) {
    const history = JSON.parse(readFileSync(path.join(RECORDED, file), 'utf8')) as HistoryAndWorkflowId['history'];
    yield { workflowId: file, history };
  }
}

async function withProgress(code: string, histories: Parameters<typeof breaksOf>[1], total: number) {
  const progress = progressOf('histories', total);
  try {
    return await breaksOf(code, histories, progress.step);
  } finally {
    progress.end();
  }
}

if (values.help === true) {
  console.log(HELP);
  process.exit(EXIT.ok);
}
try {
  process.exit(await main());
} catch (error) {
  if (!(error instanceof CommandError)) throw error;
  console.error(`replay: ${error.message}`);
  process.exit(error.exitCode);
}
