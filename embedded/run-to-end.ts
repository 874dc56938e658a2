import { spawn, type SpawnOptions } from 'node:child_process';
import { DiskFullError, StackError } from './stack-error.ts';

export interface RunOptions extends Pick<SpawnOptions, 'uid' | 'gid' | 'cwd' | 'env'> {
  readonly signal?: AbortSignal | undefined;
  /** Each line as it is printed. */
  readonly onLine?: (line: string) => void;
}

/**
 * Runs a program to its end.
 *
 * @returns what it printed, output and errors in one
 * @throws StackError - it could not be run or ended with an error; the message holds its last lines
 */
export function runToEnd(
  command: string,
  args: readonly string[],
  { onLine, signal, ...options }: RunOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], ...(signal && { signal }) });
    let text = '';
    const take = (part: string) => {
      text += part;
      for (const line of part.split('\n')) if (line.trim() !== '') onLine?.(line.trim());
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.once('error', (error) =>
      reject(signal?.aborted === true ? signal.reason : new StackError(`${command} cannot be run: ${error.message}`)),
    );
    child.once('close', (code, killedBy) =>
      code === 0 ? resolve(text) : reject(failure(command, killedBy ?? `exit code ${code}`, text)),
    );
  });
}

function failure(command: string, end: string, text: string): StackError {
  const lines = text.trimEnd().split('\n');
  const full = lines.find((line) => /no space left on device|ENOSPC/i.test(line));
  if (full !== undefined)
    return new DiskFullError(`disk full while running ${command} (${full.trim()}); wanted: free space there`);
  return new StackError(`${command} failed (${end}): ${lines.slice(-6).join('\n')}`);
}
