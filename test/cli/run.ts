/** The command line as people run it: a process of its own, against the servers of the tests. */
import { spawn } from 'node:child_process';
import { compiled } from '../support/compiled.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export type Env = Readonly<Record<string, string>>;

export function standkeeper(args: readonly string[], env: Env = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [compiled('cli/main.js'), ...args], {
      env: { ...process.env, LANG: 'C.UTF-8', ...env },
    });
    const ran = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (ran.out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (ran.err += chunk.toString('utf8')));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, ...ran }));
  });
}
