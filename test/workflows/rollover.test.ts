import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Outcome } from '../../client/outcome.ts';
import { taskQueueOf } from '../../contract/names.ts';
import { addDays } from '../../domain/day.ts';
import { standLog } from '../../prisma/stand-store.ts';
import { CHECKS } from '../support/regimes.ts';
import { fastForward } from '../../embedded/time-skip.ts';
import { openWorker, ownBuild, untilEnded, YEAR, type TestCounty } from './county.ts';
import { openCounty } from './fresh-county.ts';
import { STOCK_PAPERS } from '../support/papers.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

async function queueOf(workflowId: string): Promise<string> {
  return (await county.temporal.workflow.getHandle(workflowId).describe()).taskQueue;
}

test('rolled at every step of its life, before, with and after each command, a stand loses none', async () => {
  const { workflowId, seed } = await county.plant({ duties: CHECKS });
  const roll = () => county.stands.rollover(workflowId);
  const day = (on: string) => fastForward(county.temporal, workflowId, `${on}T01:00:00Z`);
  const steps = [
    () => day(`${YEAR}-04-10`),
    () => day(`${YEAR}-09-01`),
    () =>
      county.stands.reschedule(workflowId, {
        by: 'm',
        commandId: 'c1',
        dutyId: 'survivalCheck-0',
        dueOn: `${YEAR}-10-20`,
        reason: 'RAIN',
      }),
    () =>
      county.stands.submitSurvey(workflowId, {
        by: 'crew',
        commandId: 'c2',
        capturedOn: `${YEAR}-09-01`,
        counts: { livePoints: 1600 },
      }),
    () => day(`${YEAR + 1}-03-25`),
    () =>
      county.stands.submitWork(workflowId, {
        by: 'crew',
        commandId: 'c3',
        dutyId: 'replant-0',
        doneOn: `${YEAR + 1}-03-25`,
        points: 400,
        papers: STOCK_PAPERS,
      }),
    () => day(`${YEAR + 1}-09-05`),
    () =>
      county.stands.submitSurvey(workflowId, {
        by: 'crew',
        commandId: 'c4',
        capturedOn: `${YEAR + 1}-09-05`,
        counts: { livePoints: 1900 },
      }),
    () => county.stands.close(workflowId, { by: 'm', commandId: 'c5', reason: 'SOLD' }),
  ];
  for (const step of steps) {
    await roll();
    const [outcome] = await Promise.all([step(), roll()]);
    if (outcome !== undefined) expect(outcome).toMatchObject({ kind: 'answered' });
    await roll();
  }
  await untilEnded(county.temporal, workflowId);
  const events = (await standLog(county.db, seed.lifeId)).turns.flatMap(({ events }) => events);
  const answered = events.flatMap((event) => (event.type === 'CommandAnswered' ? [event.commandId] : []));
  expect(answered).toEqual(['c1', 'c2', 'c3', 'c4', 'c5']);
});

test('forty commands at once and a rollover among them: each counts once', async () => {
  const { workflowId, seed } = await county.plant({ duties: CHECKS });
  await fastForward(county.temporal, workflowId, `${YEAR}-09-15T01:00:00Z`);
  // A busy machine may not answer all in time: an outage says to send the same again, and so we do.
  const send = async (index: number, triesLeft = 10): Promise<Outcome> => {
    const dueOn = addDays(`${YEAR}-09-16`, index);
    const change = { by: 'm', commandId: `c${index}`, dutyId: 'survivalCheck-0', dueOn, reason: 'RAIN' };
    const outcome = await county.stands.reschedule(workflowId, change);
    return outcome.kind === 'outage' && triesLeft > 0 ? send(index, triesLeft - 1) : outcome;
  };
  const sent = Array.from({ length: 40 }, (_, index) => send(index));
  await county.stands.rollover(workflowId);
  const outcomes = await Promise.all(sent);
  expect(outcomes.filter(({ kind }) => kind !== 'answered')).toEqual([]);
  await expect
    .poll(async () => {
      const events = (await standLog(county.db, seed.lifeId)).turns.flatMap(({ events }) => events);
      return events.filter(({ type }) => type === 'CommandAnswered').length;
    })
    .toBe(40);
});

test('a history past four hundred events goes on in a fresh run, with nothing lost', async () => {
  const { workflowId } = await county.plant({ duties: CHECKS });
  await fastForward(county.temporal, workflowId, `${YEAR}-09-15T01:00:00Z`);
  const { runId } = await county.temporal.workflow.getHandle(workflowId).describe();
  for (let index = 0; index < 40; index += 1) {
    const change = { dutyId: 'survivalCheck-0', dueOn: addDays(`${YEAR}-09-16`, index), reason: 'RAIN' };
    expect(await county.stands.reschedule(workflowId, { by: 'm', ...change })).toMatchObject({ kind: 'answered' });
  }
  const now = await county.temporal.workflow.getHandle(workflowId).describe();
  expect(now.runId).not.toBe(runId);
  expect(now.historyLength).toBeLessThan(420);
  // Registered, dispatched, moved forty times, and nudged once: moved to tomorrow, a check is due within a week.
  expect(await county.stands.view(workflowId)).toMatchObject({ seen: { state: { rev: 43 } } });
});

test('two builds side by side: a stand touched after the release still moves over and lives on there', async () => {
  const { workflowId, seed } = await county.plant({ duties: CHECKS });
  await fastForward(county.temporal, workflowId, `${YEAR}-09-15T01:00:00Z`);
  const later = await ownBuild();
  const laterWorker = await openWorker(county.endpoints, later, county.deeds);
  try {
    await county.stands.submitSurvey(workflowId, {
      by: 'crew',
      capturedOn: `${YEAR}-09-15`,
      counts: { livePoints: 1600 },
    });
    expect(await queueOf(workflowId)).toBe(county.taskQueue);
    await county.stands.rollover(workflowId, taskQueueOf(later.id));
    await expect.poll(() => queueOf(workflowId)).toBe(taskQueueOf(later.id));
    await fastForward(county.temporal, workflowId, `${YEAR + 1}-03-25T01:00:00Z`);
    const work = { by: 'crew', dutyId: 'replant-0', doneOn: `${YEAR + 1}-03-25`, points: 400, papers: STOCK_PAPERS };
    expect(await county.stands.submitWork(workflowId, work)).toMatchObject({ kind: 'answered', recorded: true });
    expect((await standLog(county.db, seed.lifeId)).turns).toHaveLength(5);
  } finally {
    await laterWorker.close();
  }
});
