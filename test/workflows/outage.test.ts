import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEED_NAMES } from '../../contract/deeds.ts';
import { standLog } from '../../prisma/stand-store.ts';
import { fastForward } from '../support/time-skip.ts';
import type { TestCounty } from './county.ts';
import { openCounty } from './fresh-county.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

/** Every deed fails as if the database were away, until the returned function is called. */
function databaseAway(): () => void {
  const real = { ...county.deeds };
  for (const name of DEED_NAMES) county.deeds[name] = () => Promise.reject(new Error('connect ECONNREFUSED'));
  return () => void Object.assign(county.deeds, real);
}

async function pendingTurns(workflowId: string): Promise<number> {
  const view = await county.stands.view(workflowId);
  if (view.kind !== 'seen') throw new Error(JSON.stringify(view));
  return view.seen.pendingTurns;
}

// Only minutes are skipped here: the server skips to every retry of a failing deed, one by one.
test('while deeds fail a stand keeps its timers, takes commands, rolls over, and writes all in order afterwards', async () => {
  const { workflowId, seed } = await county.plant();
  await fastForward(county.temporal, workflowId, '2040-08-31T15:59:00Z');
  const back = databaseAway();
  try {
    await fastForward(county.temporal, workflowId, '2040-08-31T16:01:00Z');
    expect(await pendingTurns(workflowId)).toBe(1);
    const survey = { by: 'crew-1', capturedOn: '2040-09-01', counts: { livePoints: 1600 } };
    expect(await county.stands.submitSurvey(workflowId, survey)).toMatchObject({
      kind: 'answered',
      recorded: false,
      answer: { verdict: 'REPLANT' },
    });
    await county.stands.rollover(workflowId);
    expect(await pendingTurns(workflowId)).toBe(2);
    const change = { by: 'm', dutyId: 'replant-0', dueOn: '2041-04-20', reason: 'NURSERY' };
    expect(await county.stands.reschedule(workflowId, change)).toMatchObject({ kind: 'answered', recorded: false });
    expect(await pendingTurns(workflowId)).toBe(3);
  } finally {
    back();
  }
  await expect.poll(() => pendingTurns(workflowId), { timeout: 60_000 }).toBe(0);
  await fastForward(county.temporal, workflowId, '2041-03-21T01:00:00Z');
  const { turns } = await standLog(county.db, seed.lifeId);
  expect(turns.map(({ turn, on, events }) => [turn, on, events[0]!.type])).toEqual([
    [1, '2040-04-10', 'StandPlanted'],
    [2, '2040-09-01', 'DutyOpened'],
    [3, '2040-09-01', 'SurveyRecorded'],
    [4, '2040-09-01', 'DutyRescheduled'],
    [5, '2041-03-20', 'DutyOpened'],
  ]);
});

test('what a deed finds outside is decided in the next turn: a blocked dispatch is held and tried again', async () => {
  const { workflowId, seed } = await county.plant();
  await fastForward(county.temporal, workflowId, '2040-08-01T01:00:00Z');
  const { dispatchTask } = county.deeds;
  let asked = 0;
  county.deeds.dispatchTask = async (turn) => {
    asked += 1;
    await dispatchTask(turn);
    return asked === 1 ? { kind: 'blockedUntil', day: '2040-09-10' } : { kind: 'done' };
  };
  await fastForward(county.temporal, workflowId, '2040-09-12T01:00:00Z');
  county.deeds.dispatchTask = dispatchTask;
  const { turns } = await standLog(county.db, seed.lifeId);
  expect(turns.map(({ on, events }) => [on, events[0]!.type])).toEqual([
    ['2040-04-10', 'StandPlanted'],
    ['2040-09-01', 'DutyOpened'],
    ['2040-09-01', 'DutyHeld'],
    ['2040-09-10', 'DutyOpened'],
  ]);
});
