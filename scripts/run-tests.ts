/** Runs the tests and counts them from the runner's own report. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { countTests, type TestCount } from './count-tests.ts';

/**
 * Runs vitest over all projects, showing its output as it comes.
 *
 * @param folder - root of the project
 * @param more - arguments handed on to vitest, e.g. `test/domain` or `--project unit`
 */
export async function runTests(folder: string, more: readonly string[]): Promise<TestCount> {
  const reports = await mkdtemp(path.join(tmpdir(), 'standkeeper-tests-'));
  const report = path.join(reports, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const ok = await runToEnd(folder, ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...more]);
    return countTests(await readFile(report, 'utf8').catch(() => undefined), ok);
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
}

/** A signal sent to us alone is handed on, so that the tests' servers end with us; Ctrl-C reaches the child by itself. */
function runToEnd(folder: string, script: readonly string[]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...script], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
    const handOn = () => child.kill('SIGTERM');
    const wait = () => undefined;
    process.on('SIGTERM', handOn);
    process.on('SIGINT', wait);
    child.on('error', reject);
    child.on('close', (code) => {
      process.off('SIGTERM', handOn);
      process.off('SIGINT', wait);
      resolve(code === 0);
    });
  });
}
