import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEED_NAMES } from '../../contract/deeds.ts';
import { standLog } from '../../prisma/stand-store.ts';
import { fastForward } from '../../embedded/time-skip.ts';
import { YEAR, type TestCounty } from './county.ts';
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
  await fastForward(county.temporal, workflowId, `${YEAR}-08-31T15:59:00Z`);
  const back = databaseAway();
  try {
    await fastForward(county.temporal, workflowId, `${YEAR}-08-31T16:01:00Z`);
    expect(await pendingTurns(workflowId)).toBe(1);
    const survey = { by: 'crew-1', capturedOn: `${YEAR}-09-01`, counts: { livePoints: 1600 } };
    expect(await county.stands.submitSurvey(workflowId, survey)).toMatchObject({
      kind: 'answered',
      recorded: false,
      answer: { verdict: 'REPLANT' },
    });
    await county.stands.rollover(workflowId);
    expect(await pendingTurns(workflowId)).toBe(2);
    const change = { by: 'm', dutyId: 'replant-0', dueOn: `${YEAR + 1}-04-20`, reason: 'NURSERY' };
    expect(await county.stands.reschedule(workflowId, change)).toMatchObject({ kind: 'answered', recorded: false });
    expect(await pendingTurns(workflowId)).toBe(3);
  } finally {
    back();
  }
  await expect.poll(() => pendingTurns(workflowId), { timeout: 60_000 }).toBe(0);
  await fastForward(county.temporal, workflowId, `${YEAR + 1}-03-21T01:00:00Z`);
  const { turns } = await standLog(county.db, seed.lifeId);
  expect(turns.map(({ turn }) => turn)).toEqual(turns.map((_, index) => index + 1));
  const sinceAway = turns.filter(({ on }) => on >= `${YEAR}-09-01`).map(({ on, events }) => [on, events[0]!.type]);
  expect(sinceAway.slice(0, 3)).toEqual([
    [`${YEAR}-09-01`, 'DutyOpened'],
    [`${YEAR}-09-01`, 'SurveyRecorded'],
    [`${YEAR}-09-01`, 'DutyRescheduled'],
  ]);
  expect(sinceAway.at(-1)).toEqual([`${YEAR + 1}-03-20`, 'DutyOpened']);
});

test('what a deed finds outside is decided in the next turn: a blocked dispatch is held and tried again', async () => {
  const { workflowId, seed } = await county.plant();
  await fastForward(county.temporal, workflowId, `${YEAR}-08-01T01:00:00Z`);
  const { dispatchTask } = county.deeds;
  let asked = 0;
  county.deeds.dispatchTask = async (turn) => {
    const found = await dispatchTask(turn);
    if (turn.dutyId !== 'survivalCheck-0') return found;
    asked += 1;
    return asked === 1 ? { kind: 'blockedUntil', day: `${YEAR}-09-10` } : { kind: 'done' };
  };
  await fastForward(county.temporal, workflowId, `${YEAR}-09-12T01:00:00Z`);
  county.deeds.dispatchTask = dispatchTask;
  const { turns } = await standLog(county.db, seed.lifeId);
  const ofCheck = turns.flatMap(({ on, events }) =>
    events.flatMap((event) =>
      'dutyId' in event && event.dutyId === 'survivalCheck-0' ? [[on, event.type] as const] : [],
    ),
  );
  expect(ofCheck).toEqual([
    [`${YEAR}-04-10`, 'DutyRaised'],
    [`${YEAR}-09-01`, 'DutyOpened'],
    [`${YEAR}-09-01`, 'DutyHeld'],
    [`${YEAR}-09-10`, 'DutyOpened'],
  ]);
});
