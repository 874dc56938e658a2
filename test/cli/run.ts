/** The command line as people run it, against the servers of the tests. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { compiled, forkCompiled } from '../support/compiled.ts';
import type { Order } from './resident.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export type Env = Readonly<Record<string, string>>;

/** Processes that wait for their next command; two commands at once are two processes. */
const idle: ChildProcess[] = [];

/** A whole command in a process that has run others before it: to come up alone costs it most of its time. */
export async function standkeeper(args: readonly string[], env: Env = {}): Promise<Ran> {
  const process = idle.pop() ?? (await resident());
  process.send({ words: args, env: environment(env) } satisfies Order);
  const ran = (await messageOf(process, args.join(' '))) as Ran;
  idle.push(process);
  return ran;
}

/**
 * Commands that speak to the database alone.
 *
 * @param url - of the database, asked for at each command
 */
export function standkeeperOn(url: () => string): (...args: readonly string[]) => Promise<Ran> {
  return async (...args) => {
    const ran = await standkeeper(args, { DATABASE_URL: url(), TEMPORAL_ADDRESS: '127.0.0.1:1' });
    return { ...ran, out: ran.out.trimEnd() };
  };
}

async function resident(): Promise<ChildProcess> {
  const child = forkCompiled('test/cli/resident.js');
  await messageOf(child, 'coming up');
  return child;
}

/** Its next message; rejects where it ends instead. */
async function messageOf(child: ChildProcess, during: string): Promise<unknown> {
  const waiting = new AbortController();
  const { signal } = waiting;
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`the process ended with ${String(code)} during: ${during}`);
  });
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal }), ended])) as [unknown];
    return message;
  } finally {
    waiting.abort();
  }
}

function environment(env: Env): Env {
  return { ...(process.env as Env), LANG: 'C.UTF-8', ...env };
}

/**
 * A command as a process of its own, from start to exit code.
 *
 * @param before - a command that runs it, e.g. with less than it needs
 */
export function startedAlone(args: readonly string[], env: Env = {}, before: readonly string[] = []): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const [command = '', ...words] = [...before, process.execPath, compiled('cli/main.js'), ...args];
    const child = spawn(command, words, { env: environment(env) });
    const ran = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (ran.out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (ran.err += chunk.toString('utf8')));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, ...ran }));
  });
}
