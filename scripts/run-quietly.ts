/** Runs a tool of ours and keeps what it says, for showing where it fails. */
import { spawn } from 'node:child_process';

export interface Ran {
  readonly ok: boolean;
  /** What it wrote, both streams in the order they came. */
  readonly output: string;
}

/**
 * Runs one script under this Node and waits for its end.
 *
 * @param folder - working folder
 * @param script - file of the tool, then its arguments
 */
export function runQuietly(folder: string, script: readonly string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...script], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ ok: code === 0, output: Buffer.concat(chunks).toString('utf8') }));
  });
}
