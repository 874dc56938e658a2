/** The golden scenarios S2, S3, S6 and S9 on the real server, by time skipping: every date and verdict. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { standLog } from '../../prisma/stand-store.ts';
import { comparisonOf } from '../../scripts/demo/expectations.ts';
import { report, reportingMs } from '../../scripts/demo/lives.ts';
import { inYear, SCENARIOS, type Scenario } from '../../scripts/demo/scenarios.ts';
import { untilWritten } from '../../scripts/demo/waiting.ts';
import { EAST, WEST, XINZHOU } from '../support/regimes.ts';
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

/** In the dry west stems alone make a planting effective; forest it is years later, once its crowns close. */
const S9: Scenario = {
  name: 'S9',
  standNo: '0009',
  title: '0.65 preserved in the dry west is effective and no forest; closed to 0.20 in its eighth year it is',
  plantedOn: 'Y-04-15',
  designed: 2000,
  steps: [
    { on: 'Y-09-20', live: 1560 },
    { on: 'Y+3-09-05', live: 1300, closure: 15 },
    { on: 'Y+5-08-01', closure: 17 },
    { on: 'Y+6-08-01', closure: 19 },
    { on: 'Y+7-08-01', closure: 20 },
  ],
  expected: [
    { on: 'Y+3-09-05', type: 'VerdictGiven', with: { dutyId: 'preservationCheck-0', verdict: 'PASS' } },
    { on: 'Y+3-09-05', type: 'JudgementGiven', with: { code: 'effectEvaluation', verdict: 'EFFECTIVE' } },
    { on: 'Y+3-09-05', type: 'StageEntered', with: { stage: 'EFFECTIVE' } },
    { on: 'Y+5-07-10', type: 'DutyOpened', with: { dutyId: 'closureCheck-0' } },
    { on: 'Y+5-08-01', type: 'VerdictGiven', with: { dutyId: 'closureCheck-0', verdict: 'NOT_CLOSED' } },
    { on: 'Y+6-08-01', type: 'VerdictGiven', with: { dutyId: 'closureCheck-0.2', verdict: 'NOT_CLOSED' } },
    { on: 'Y+7-08-01', type: 'VerdictGiven', with: { dutyId: 'closureCheck-0.3', verdict: 'ESTABLISHED' } },
    { on: 'Y+7-08-01', type: 'AnchorSet', with: { anchor: 'established', on: 'Y+7-08-01' } },
  ],
  stage: 'ESTABLISHED',
};
/** Nobody finds it closed: the age limit passes on the day after the last window. */
const S9B: Scenario = {
  ...S9,
  name: 'S9b',
  title: 'that never closes is overdue the day after the last leaf window of its age limit',
  steps: [
    ...S9.steps.slice(0, 4),
    { on: 'Y+7-08-01', closure: 19 },
    { on: 'Y+8-08-01', closure: 19 },
    { on: 'Y+9-08-01', closure: 19 },
  ],
  expected: [
    { on: 'Y+8-09-11', type: 'DeadlinePassed', with: { dutyId: 'establishBy-0' } },
    { on: 'Y+8-09-11', type: 'StageEntered', with: { stage: 'OVERDUE_ESTABLISHMENT' } },
  ],
  stage: 'OVERDUE_ESTABLISHMENT',
};

const EASTERN = SCENARIOS.map((scenario) => ({ ...scenario, county: EAST }));
const WESTERN = [S9, S9B].map((scenario) => ({ ...scenario, county: WEST }));

test.each([...EASTERN, ...WESTERN])('$name: $title', async ({ county: countyCode, ...lived }) => {
  const [scenario] = inYear([lived], YEAR) as [Scenario];
  const { plantedOn, designed } = scenario;
  const stand = await county.plant({ plantedOn, designed, county: countyCode });
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
