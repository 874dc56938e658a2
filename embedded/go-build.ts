import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findGo } from './find-go.ts';
import { isLock, tryLock } from './lock.ts';
import { runToEnd } from './run-to-end.ts';
import { asStackError } from './stack-error.ts';
import { folderOf, keptPart, RECIPES, serversFolder, type Part } from './temporal-parts.ts';
import { SERVER_VERSION } from './temporal-pins.ts';
import { waitUntil, type Patience } from './wait.ts';
import { copyOpenly, renameInto } from './whole-folder.ts';

/** On two cores a first build takes three to four minutes. */
const BUILD_MS = 45 * 60_000;
const SAY_EVERY_MS = 5_000;

/**
 * Builds the part with Go into the user's cache, once for all clones: a second build at the same time waits for the first
 * one and takes over when that dies.
 *
 * @returns its folder
 * @throws StackError - no Go or too old, disk full, sources out of reach
 */
export async function buildPart(part: Part, patience: Patience): Promise<string> {
  const go = await findGo();
  const folder = folderOf(part);
  const lockFile = `${folder}.lock`;
  makeCache();
  const met = await waitUntil({
    ...patience,
    what: `another process to build ${RECIPES[part].about} (${lockFile})`,
    timeoutMs: BUILD_MS,
    ready: () => keptPart(part) ?? asTaken(tryLock(lockFile)),
  });
  if (typeof met === 'string') return met;
  try {
    return keptPart(part) ?? (await build(go, part, patience));
  } finally {
    met.release();
  }
}

async function build(go: string, part: Part, patience: Patience): Promise<string> {
  const folder = folderOf(part);
  removeDrafts(folder);
  const draft = `${folder}.building-${process.pid}`;
  mkdirSync(draft);
  try {
    await install(go, part, draft, patience);
    if (part === 'sql') await keepSchema(go, draft, patience);
    renameInto(draft, folder);
    return folder;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function install(go: string, part: Part, draft: string, { say, signal }: Patience): Promise<void> {
  const { about, source } = RECIPES[part];
  const began = Date.now();
  let [downloaded, compiled] = [0, 0];
  const seconds = () => Math.round((Date.now() - began) / 1000);
  say(`building ${about} with ${go}, once for this user; the first time takes some minutes`);
  const report = () =>
    say(`building ${about}: ${downloaded} modules fetched, ${compiled} packages compiled, ${seconds()} s`);
  const ticker = setInterval(report, SAY_EVERY_MS);
  try {
    const onLine = (line: string) => void (line.startsWith('go: ') ? (downloaded += 1) : (compiled += 1));
    const env = { ...process.env, GOBIN: draft, GOWORK: 'off' };
    await runToEnd(go, ['install', '-v', '-ldflags', '-s -w', source], { cwd: draft, env, signal, onLine });
  } finally {
    clearInterval(ticker);
  }
  say(`${about} is built after ${seconds()} s and kept in ${folderOf(part)}`);
}

/** The schema's steps lie in the module that the build has just fetched. */
async function keepSchema(go: string, draft: string, { signal }: Patience): Promise<void> {
  const module = `go.temporal.io/server@v${SERVER_VERSION}`;
  const told = await runToEnd(go, ['mod', 'download', '-json', module], { cwd: draft, signal });
  const { Dir } = JSON.parse(told.slice(told.indexOf('{'))) as { Dir: string };
  for (const database of ['temporal', 'visibility']) {
    copyOpenly(join(Dir, 'schema', 'postgresql', 'v12', database, 'versioned'), join(draft, 'schema', database));
  }
}

function asTaken(met: ReturnType<typeof tryLock>): Extract<typeof met, { release(): void }> | undefined {
  return isLock(met) ? met : undefined;
}

/** What killed builds have left; whoever holds the lock is the only one building. */
function removeDrafts(folder: string): void {
  const name = folder.slice(serversFolder().length + 1);
  for (const entry of readdirSync(serversFolder())) {
    if (entry.startsWith(`${name}.building-`)) rmSync(join(serversFolder(), entry), { recursive: true, force: true });
  }
}

function makeCache(): void {
  try {
    mkdirSync(serversFolder(), { recursive: true });
  } catch (error) {
    throw asStackError(error, 'making the cache for Temporal servers');
  }
}
