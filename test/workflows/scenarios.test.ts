/** The golden scenarios S2, S3 and S6 on the real server, by time skipping: every date and verdict. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { standLog } from '../../prisma/stand-store.ts';
import { comparisonOf } from '../../scripts/demo/expectations.ts';
import { report, reportingMs } from '../../scripts/demo/lives.ts';
import { inYear, SCENARIOS } from '../../scripts/demo/scenarios.ts';
import { untilWritten } from '../../scripts/demo/waiting.ts';
import { XINZHOU } from '../support/regimes.ts';
import { fastForward } from '../../embedded/time-skip.ts';
import type { TestCounty } from './county.ts';
import { openCounty } from './fresh-county.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

/** A year whose spring no clock of a test machine has reached. */
const YEAR = 2041;

test.each(inYear(SCENARIOS, YEAR))('$name: $title', async (scenario) => {
  const { plantedOn, designed } = scenario;
  const stand = await county.plant({ plantedOn, designed });
  for (const step of scenario.steps) {
    await fastForward(
      county.temporal,
      stand.workflowId,
      new Date(reportingMs(step.on, XINZHOU.timeZone)).toISOString(),
    );
    await report(county.stands, XINZHOU, stand, step);
    await untilWritten(county.stands, county.db, stand.workflowId);
  }
  const { lines } = comparisonOf(scenario, await standLog(county.db, stand.seed.lifeId));
  expect(lines.filter((line) => !line.trim().startsWith('✓'))).toEqual([]);
});
