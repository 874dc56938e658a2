/** `.ci/run` adds up what the runners counted, and its last line can be believed. */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the script where `npm` and `npx` are these shell lines; `$TZ` tells the second run from the first. */
function ciRun(npm: string, npx = 'exit 0'): { readonly lastLine: string; readonly ok: boolean } {
  const folder = mkdtempSync(path.join(tmpdir(), 'standkeeper-ci-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(path.join(folder, '.ci'));
  mkdirSync(path.join(folder, 'bin'));
  cpSync(path.join(ROOT, '.ci/run'), path.join(folder, '.ci/run'));
  for (const [name, line] of Object.entries({ npm, npx })) {
    writeFileSync(path.join(folder, 'bin', name), `#!/bin/sh\n${line}\n`);
    chmodSync(path.join(folder, 'bin', name), 0o755);
  }
  const env = { PATH: `${path.join(folder, 'bin')}:${process.env['PATH'] ?? ''}`, TZ: 'UTC' };
  try {
    const output = execFileSync(path.join(folder, '.ci/run'), { env, encoding: 'utf8' });
    return { lastLine: output.trimEnd().split('\n').at(-1)!, ok: true };
  } catch (error) {
    const { stdout } = error as { stdout: string };
    return { lastLine: stdout.trimEnd().split('\n').at(-1)!, ok: false };
  }
}

describe('.ci/run', () => {
  test('adds the counts of both runs and one for the lock file', () => {
    const npm = 'if [ "$TZ" = Asia/Shanghai ]; then echo "30 passed, 0 failed"; else echo "400 passed, 0 failed"; fi';
    expect(ciRun(npm)).toEqual({ lastLine: '431 passed, 0 failed', ok: true });
  });

  test('fails where a test failed, in either zone', () => {
    const npm =
      'if [ "$TZ" = Asia/Shanghai ]; then echo "29 passed, 1 failed"; exit 1; fi; echo "400 passed, 0 failed"';
    expect(ciRun(npm)).toEqual({ lastLine: '430 passed, 1 failed', ok: false });
  });

  test('counts a run that ends without its line as one failure', () => {
    expect(ciRun('echo "set-up: no way to the registry"; exit 1')).toEqual({
      lastLine: '1 passed, 2 failed',
      ok: false,
    });
  });

  test('does not believe a run that counts no failure and ends with one', () => {
    expect(ciRun('echo "400 passed, 0 failed"; exit 137')).toEqual({ lastLine: '801 passed, 2 failed', ok: false });
  });

  test('counts a lock file that npm 10 refuses', () => {
    expect(ciRun('echo "5 passed, 0 failed"', 'echo EUSAGE; exit 1')).toEqual({
      lastLine: '10 passed, 1 failed',
      ok: false,
    });
  });
});
