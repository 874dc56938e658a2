/** The last line of `npm test` counts what the runner reported, and never calls a broken run passed. */
import { describe, expect, test } from 'vitest';
import { countTests } from '../../scripts/count-tests.ts';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});
const report = (...files: unknown[]) => JSON.stringify({ testResults: files });

describe('tests are counted', () => {
  test('over all files, passed, failed and skipped apart', () => {
    const text = report(file('passed', 'passed', 'pending'), file('failed', 'failed', 'passed', 'todo'));
    expect(countTests(text, false)).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });

  test('a file that does not load is one failure', () => {
    expect(countTests(report(file('failed'), file('passed', 'passed')), false)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    });
  });

  test('a runner that fails though every test passed (an error nobody awaited) is one failure', () => {
    expect(countTests(report(file('passed', 'passed')), false)).toMatchObject({ passed: 1, failed: 1 });
    expect(countTests(report(file('passed', 'passed')), true)).toMatchObject({ passed: 1, failed: 0 });
  });

  test('a run without a report is one failure', () => {
    expect(countTests(undefined, true)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
