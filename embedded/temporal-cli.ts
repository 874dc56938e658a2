import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram } from './find-program.ts';
import { runToEnd } from './run-to-end.ts';
import { asStackError, StackError } from './stack-error.ts';
import type { TemporalEngine } from './temporal-engine.ts';
import { cacheFolder, CLI_WANTED } from './temporal-pins.ts';
import { isAtLeast, versionIn } from './version.ts';
import type { Patience } from './wait.ts';

/** A host that gives nothing for this long is out of reach. */
const SILENCE_MS = 10_000;
const SAY_EVERY_MS = 5_000;

/**
 * The `temporal` on PATH.
 *
 * @throws StackError - there is none, or it is too old
 */
export async function cliOnPath(): Promise<TemporalEngine> {
  const command = findProgram('temporal');
  if (command === undefined) throw new StackError('no temporal on PATH');
  return checkedCli(command);
}

/** The `temporal` that an earlier start has downloaded. */
export async function keptCli(): Promise<TemporalEngine | undefined> {
  return existsSync(downloadedFile()) ? checkedCli(downloadedFile()) : undefined;
}

/**
 * Downloads `temporal` into the user's cache.
 *
 * @throws StackError - the host is out of reach or the disk is full
 */
export async function downloadCli(patience: Patience): Promise<TemporalEngine> {
  const { say } = patience;
  makeCache();
  const silence = new AbortController();
  let [size, changedAt, saidAt] = [0, Date.now(), Date.now()];
  const watch = setInterval(() => {
    const met = statSync(`${downloadedFile()}.downloading`, { throwIfNoEntry: false })?.size ?? 0;
    if (met !== size) [size, changedAt] = [met, Date.now()];
    if (Date.now() - changedAt > SILENCE_MS)
      silence.abort(new StackError(`the download host was silent for ${SILENCE_MS / 1000} s`));
    if (size > 0 && Date.now() - saidAt > SAY_EVERY_MS) {
      saidAt = Date.now();
      say(`downloading temporal ${CLI_WANTED}: ${Math.round(size / 1e6)} MB`);
    }
  }, 500);
  const signal = AbortSignal.any([silence.signal, ...(patience.signal === undefined ? [] : [patience.signal])]);
  try {
    const script = fileURLToPath(new URL('./download-temporal.mjs', import.meta.url));
    await runToEnd(process.execPath, [script, cacheFolder(), `v${CLI_WANTED}`], { signal });
  } finally {
    clearInterval(watch);
  }
  return checkedCli(downloadedFile());
}

async function checkedCli(command: string): Promise<TemporalEngine> {
  // "temporal version 1.9.0 (Server 1.32.0, UI 2.53.1)"
  const version = versionIn(await runToEnd(command, ['--version'], {}));
  if (version === undefined || !isAtLeast(version, CLI_WANTED)) {
    throw new StackError(
      `${command} is ${version?.join('.') ?? 'of no known version'}; wanted: temporal ${CLI_WANTED} or newer`,
    );
  }
  return { kind: 'cli', version: version.join('.'), command };
}

function makeCache(): void {
  try {
    mkdirSync(cacheFolder(), { recursive: true });
  } catch (error) {
    throw asStackError(error, 'making the cache for Temporal servers');
  }
}

/** The SDK's own name for it. */
function downloadedFile(): string {
  return join(cacheFolder(), `temporal-v${CLI_WANTED}`);
}
