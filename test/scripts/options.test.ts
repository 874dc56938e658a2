/** A slip at the programs beside the command line is answered as one at the command line is: in words, with exit code 2. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test.each([
  ['scripts/replay.ts', ['--liv'], "Unknown option '--liv'", 'npm run replay'],
  ['scripts/drill.ts', ['--kill', '3'], "Unknown option '--kill'", 'npm run drill'],
  ['scripts/drill.ts', ['--kills'], "'--kills <value>' argument missing", 'npm run drill'],
  ['bench/main.ts', ['engine', '--jsn'], "Unknown option '--jsn'", 'npm run bench'],
])('%s %j says what it does not know, and how it is called', (program, words, said, help) => {
  const args = ['--import', 'tsx', program, ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(said);
  expect(stderr).toContain(help);
  expect(stderr).not.toContain('    at ');
});
