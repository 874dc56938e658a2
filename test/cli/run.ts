/** The command line as people run it: a process of its own, against the servers of the tests. */
import { spawn } from 'node:child_process';
import { compiled } from '../support/compiled.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export type Env = Readonly<Record<string, string>>;

/** @param before - a command that runs it, e.g. with less than it needs */
export function standkeeper(args: readonly string[], env: Env = {}, before: readonly string[] = []): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const [command = '', ...words] = [...before, process.execPath, compiled('cli/main.js'), ...args];
    const child = spawn(command, words, { env: { ...process.env, LANG: 'C.UTF-8', ...env } });
    const ran = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (ran.out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (ran.err += chunk.toString('utf8')));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, ...ran }));
  });
}
