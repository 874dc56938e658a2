import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { inject } from 'vitest';

/**
 * A program as it is delivered, for tests that start it as a process of its own.
 *
 * @param file - path from the root of the project, ending in `.js`
 */
export function compiled(file: string): string {
  return join(inject('compiled'), file);
}

/** Starts such a program as a process that can be spoken to, without what the runner gives the processes of tests. */
export function forkCompiled(file: string, ...args: readonly string[]): ChildProcess {
  return fork(compiled(file), [...args], { execArgv: [] });
}
