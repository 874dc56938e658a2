/** Lives that between them take every branch of the shell; recorded once a release. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import { STAND_WORKFLOW } from '../../contract/names.ts';
import { EAST, regimeFor } from '../support/regimes.ts';
import { fastForward } from '../support/time-skip.ts';
import { PLANTED_ON, untilEnded, type TestCounty } from '../workflows/county.ts';

/** @returns name → workflow id */
export async function liveEveryWay(county: TestCounty): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ['replanted', await replanted(county)],
    ['nobody-answers', await nobodyAnswers(county)],
    ['rolled-while-away', await rolledWhileAway(county)],
    ['parked-deed', await parkedDeed(county)],
    ['parked-command', await parkedCommand(county)],
    ['unknown-input', await unknownInput(county)],
  ]);
}

const day = (county: TestCounty, workflowId: string, on: string) =>
  fastForward(county.temporal, workflowId, `${on}T01:00:00Z`);
/** Deeds and continue-as-new settle in well under this on the test server. */
const settle = () => pause(1000);

async function replanted(county: TestCounty): Promise<string> {
  const { workflowId } = await county.plant();
  const { stands } = county;
  await day(county, workflowId, '2040-09-15');
  await stands.reschedule(workflowId, { by: 'm', dutyId: 'survivalCheck-0', dueOn: '2040-10-20', reason: 'RAIN' });
  await stands.submitSurvey(workflowId, { by: 'crew', capturedOn: '2040-09-15', counts: { livePoints: 1600 } });
  await day(county, workflowId, '2041-04-02');
  await stands.submitWork(workflowId, { by: 'crew', dutyId: 'replant-0', doneOn: '2041-04-02', points: 400 });
  await day(county, workflowId, '2041-09-10');
  await stands.submitSurvey(workflowId, { by: 'crew', capturedOn: '2041-09-10', counts: { livePoints: 1900 } });
  await settle();
  await stands.close(workflowId, { by: 'm', reason: 'SOLD' });
  await untilEnded(county.temporal, workflowId);
  return workflowId;
}

/** The ladder climbs to its end. */
async function nobodyAnswers(county: TestCounty): Promise<string> {
  const { workflowId } = await county.plant();
  await day(county, workflowId, '2041-06-01');
  return workflowId;
}

async function rolledWhileAway(county: TestCounty): Promise<string> {
  const { workflowId } = await county.plant();
  await fastForward(county.temporal, workflowId, '2040-08-31T15:59:00Z');
  const { dispatchTask } = county.deeds;
  county.deeds.dispatchTask = () => Promise.reject(new Error('connect ECONNREFUSED'));
  await fastForward(county.temporal, workflowId, '2040-08-31T16:00:30Z');
  const change = { by: 'm', dutyId: 'survivalCheck-0', dueOn: '2040-10-20', reason: 'RAIN' };
  await county.stands.reschedule(workflowId, change);
  await county.stands.rollover(workflowId);
  county.deeds.dispatchTask = dispatchTask;
  await settle();
  return workflowId;
}

async function parkedDeed(county: TestCounty): Promise<string> {
  const { workflowId } = await county.plant();
  const { dispatchTask } = county.deeds;
  county.deeds.dispatchTask = () => Promise.reject(ApplicationFailure.nonRetryable('never', 'LOG_DIVERGED'));
  await day(county, workflowId, '2040-09-02');
  await settle();
  county.deeds.dispatchTask = dispatchTask;
  await county.stands.unpark(workflowId);
  await settle();
  return workflowId;
}

async function parkedCommand(county: TestCounty): Promise<string> {
  const regime = regimeFor(EAST, PLANTED_ON);
  const { bands: _, ...broken } = regime.duties['survivalCheck']!;
  const { workflowId } = await county.plant({
    regime: { ...regime, duties: { ...regime.duties, survivalCheck: broken } },
  });
  await day(county, workflowId, '2040-09-15');
  await county.stands.submitSurvey(workflowId, { by: 'crew', capturedOn: '2040-09-15', counts: { livePoints: 1600 } });
  await settle();
  await county.stands.unpark(workflowId);
  await settle();
  return workflowId;
}

async function unknownInput(county: TestCounty): Promise<string> {
  const workflowId = `stand/unknown/${randomUUID()}`;
  const options = { workflowId, taskQueue: county.taskQueue, args: [{ schema: 7 }] };
  await county.temporal.workflow.start(STAND_WORKFLOW, options);
  await settle();
  await county.stands.rollover(workflowId);
  await settle();
  return workflowId;
}
