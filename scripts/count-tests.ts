/** Counts in vitest's JSON report. */
import { z } from 'zod';

export interface TestCount {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const REPORT = z.object({
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
});

/**
 * Tests passed, failed and skipped. What fails outside a test counts as one failure: a file that does not load,
 * an error nobody awaited, a run that ended without a report.
 *
 * @param report - text of the report; undefined where none was written
 * @param ok - whether the runner itself was content
 */
export function countTests(report: string | undefined, ok: boolean): TestCount {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const files = REPORT.parse(JSON.parse(report)).testResults;
  const statuses = files.flatMap((file) => file.assertionResults.map(({ status }) => status));
  const count = (wanted: string) => statuses.filter((status) => status === wanted).length;
  const brokenFiles = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  ).length;
  const failed = count('failed') + brokenFiles;
  const passed = count('passed');
  return { passed, failed: failed === 0 && !ok ? 1 : failed, skipped: statuses.length - passed - count('failed') };
}
