/**
 * Records what later releases must go on from: one history for each way a stand's run can go, and logs in which every
 * event occurs, with the states they fold to. `node --import tsx scripts/record-histories.ts` writes
 * test/replay/<version>/ and test/golden/<version>/. Recorded histories are never changed and never deleted while a
 * run of that release can be open, recorded logs for good.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { startStack } from '../embedded/stack.ts';
import { migrate } from '../prisma/migrate.ts';
import { goldenLives } from '../test/golden/lives.ts';
import { liveEveryWay } from '../test/replay/lives.ts';
import { temporaryFolder } from '../test/support/temporary-folder.ts';
import { openCountyAt, type TestCounty } from '../test/workflows/county.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
const target = path.join(ROOT, 'test', 'replay', version);
const golden = path.join(ROOT, 'test', 'golden', version);
for (const folder of [target, golden]) {
  if (existsSync(folder)) throw new Error(`${folder} is there already; what was released is never recorded again`);
}

const folder = temporaryFolder();
const say = (line: string): void => console.log(line);
const stack = await startStack({ folder: folder.path, mode: 'test', say });
try {
  await migrate(stack.endpoints.databaseUrl, say);
  const county = await openCountyAt(stack.endpoints);
  try {
    const lives = await liveEveryWay(county);
    mkdirSync(target, { recursive: true });
    for (const [name, workflowId] of lives) await record(county, name, workflowId);
    recordLogs();
  } finally {
    await county.close();
  }
} finally {
  await stack.stop();
  folder.remove();
}

function recordLogs(): void {
  mkdirSync(golden, { recursive: true });
  for (const [name, text] of goldenLives()) {
    writeFileSync(path.join(golden, `${name}.jsonl`), text);
    say(`${name}.jsonl: ${Buffer.byteLength(text)} bytes`);
  }
}

/** Every run of the life, oldest first. */
async function record({ temporal }: TestCounty, name: string, workflowId: string): Promise<void> {
  const historyOf = (runId?: string) => temporal.workflow.getHandle(workflowId, runId).fetchHistory();
  const { events: latest } = await historyOf();
  let runId = latest?.[0]?.workflowExecutionStartedEventAttributes?.firstExecutionRunId ?? undefined;
  for (let run = 1; runId !== undefined; run += 1) {
    const history = await historyOf(runId);
    const file = `${name}-${run}.json`;
    writeFileSync(path.join(target, file), `${withoutPaths(historyToJSON(history))}\n`);
    say(`${file}: ${history.events?.length} events`);
    runId = history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
  }
}

/** Stack traces of failed deeds name this machine's folders, which are nobody's business. */
function withoutPaths(json: string): string {
  return json.replaceAll(ROOT, '');
}
