import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import type { Endpoints } from '../../embedded/endpoints.ts';
import { compiled } from '../support/compiled.ts';

export interface Started {
  readonly pid: number;
  /** Undefined when it ended instead of coming up. */
  readonly endpoints: Endpoints | undefined;
  /** What it has said so far. */
  said(): string;
  /** Ends it and waits; SIGTERM stops the servers in order. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Starts a stack in a process of its own and waits until it is up or has given up. */
export async function started(folder: string, mode: 'embedded' | 'test'): Promise<Started> {
  const child = spawn(process.execPath, [compiled('test/embedded/starter.js'), folder, mode], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const endpoints = await Promise.race([firstLine(child), exited.then(() => undefined)]);
  return {
    pid: child.pid ?? 0,
    endpoints: endpoints === undefined ? undefined : (JSON.parse(endpoints) as Endpoints),
    said: () => said,
    end: async (signal) => {
      child.kill(signal);
      await exited;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string | undefined> {
  let text = '';
  for await (const part of child.stdout ?? []) {
    text += String(part);
    if (text.includes('\n')) break;
  }
  return text.includes('\n') ? text : undefined;
}

/** Processes whose command line names the folder: its servers, their guards, their starters. */
export function processesOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((pid) => commandLine(pid))
    .filter((line) => line.includes(folder));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    // It ended while we were looking.
    return '';
  }
}
