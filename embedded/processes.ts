import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { noteProcess, STOP_MS, type ServerName } from './leftovers.ts';
import { DiskFullError, PortTakenError, StackError } from './stack-error.ts';

export interface ServerCommand {
  readonly name: ServerName;
  readonly command: string;
  readonly args: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
  /** Asks for an orderly end. */
  readonly stopSignal: 'SIGINT' | 'SIGTERM' | 'SIGKILL';
}

export interface RunningServer {
  readonly name: ServerName;
  /** Why it is no longer running, with the last lines of its log; undefined while it runs. */
  died(): Error | undefined;
  stop(): Promise<void>;
}

export interface Home {
  /** Logs go to `log/`, notes of the processes to `run/`. */
  readonly folder: string;
  /** The server ends with this process, kill -9 included. */
  readonly guarded: boolean;
}

/**
 * Starts a server in a session of its own, so that Ctrl-C in the terminal reaches only us and we stop them in order.
 * Its number and identity are noted at once: a start after kill -9 finds it by them.
 */
export function spawnServer(server: ServerCommand, { folder, guarded }: Home): RunningServer {
  const logFile = freshLog(folder, server.name);
  const child = spawnWithLog(server, logFile, guarded);
  let end: string | undefined;
  const exited = new Promise<void>((resolve) => {
    const ended = (how: string) => {
      end = how;
      resolve();
    };
    child.once('error', (error) => ended(error.message));
    child.once('exit', (code, signal) => ended(signal ?? `exit code ${code}`));
  });
  child.unref();
  const forget = noteProcess(folder, server.name, child.pid);
  const stop = async () => {
    if (end === undefined) await endChild(child, server, exited);
    forget();
  };
  return { name: server.name, died: () => (end === undefined ? undefined : deathOf(server.name, end, logFile)), stop };
}

function spawnWithLog(server: ServerCommand, logFile: string, guarded: boolean): ChildProcess {
  const log = openSync(logFile, 'a');
  try {
    // The folder of the clone may be closed to the user that runs the server, and it must stay removable.
    if (!guarded) {
      const { command, args, name: _, stopSignal: __, ...user } = server;
      return spawn(command, args, { ...user, cwd: '/', detached: true, stdio: ['ignore', log, log] });
    }
    const guard = fileURLToPath(new URL('./guard.mjs', import.meta.url));
    const options: SpawnOptions = { cwd: '/', detached: true, stdio: ['pipe', log, log] };
    return spawn(process.execPath, [guard, JSON.stringify(server)], options);
  } finally {
    closeSync(log);
  }
}

async function endChild(child: ChildProcess, server: ServerCommand, exited: Promise<void>): Promise<void> {
  child.ref();
  // Only a guard has our pipe as its stdin; closing it is how it learns.
  if (child.stdin === null) child.kill(server.stopSignal);
  else child.stdin.end();
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await exited.finally(() => clearTimeout(killer));
}

function deathOf(name: ServerName, end: string, logFile: string): Error {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n');
  const story = `${name} ended while it was needed (${end}); its log ${logFile} ends with:\n${lines.slice(-8).join('\n')}`;
  const portTaken = lines.some((line) => /address already in use|could not bind/i.test(line));
  if (lines.some((line) => /no space left on device/i.test(line))) {
    return new DiskFullError(`disk full: ${name} could not write (${logFile}); wanted: free space there`);
  }
  return portTaken ? new PortTakenError(story) : new StackError(story);
}

/** The log of the last start stays beside it: it may tell why there was a last one. */
function freshLog(folder: string, name: ServerName): string {
  mkdirSync(join(folder, 'log'), { recursive: true });
  const file = join(folder, 'log', `${name}.log`);
  const previous = join(folder, 'log', `${name}.previous.log`);
  rmSync(previous, { force: true });
  if (existsSync(file)) renameSync(file, previous);
  return file;
}
