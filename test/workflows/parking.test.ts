import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SEARCH_ATTRIBUTES, STAND_WORKFLOW } from '../../contract/names.ts';
import { standLog } from '../../prisma/stand-store.ts';
import { regimeFor, EAST, CHECKS } from '../support/regimes.ts';
import { fastForward } from '../../embedded/time-skip.ts';
import { PLANTED_ON, YEAR, type TestCounty } from './county.ts';
import { openCounty } from './fresh-county.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

const COUNT = { by: 'crew-1', capturedOn: `${YEAR}-09-15`, counts: { livePoints: 1900 } };

async function isMarked(workflowId: string): Promise<boolean | undefined> {
  const { typedSearchAttributes } = await county.temporal.workflow.getHandle(workflowId).describe();
  return typedSearchAttributes.get(SEARCH_ATTRIBUTES.needsAttention);
}

async function parkedReason(workflowId: string): Promise<string | undefined> {
  const view = await county.stands.view(workflowId);
  return view.kind === 'seen' ? view.seen.parked?.reason : JSON.stringify(view);
}

test('a deed that can never succeed parks the stand; unpark goes on with the same turn', async () => {
  const { workflowId, seed } = await county.plant({ duties: CHECKS });
  await fastForward(county.temporal, workflowId, `${YEAR}-09-15T01:00:00Z`);
  const { recordSurvey } = county.deeds;
  county.deeds.recordSurvey = () =>
    Promise.reject(ApplicationFailure.nonRetryable('the log holds another truth', 'LOG_DIVERGED'));
  expect(await county.stands.submitSurvey(workflowId, { ...COUNT, commandId: 'c1' })).toMatchObject({
    kind: 'answered',
    recorded: false,
  });
  await expect.poll(() => isMarked(workflowId)).toBe(true);
  expect(await parkedReason(workflowId)).toBe('recordSurvey of turn 3: LOG_DIVERGED: the log holds another truth');
  expect(await county.stands.close(workflowId, { by: 'm', reason: 'SOLD' })).toMatchObject({
    refusal: { refused: 'STAND_NEEDS_ATTENTION' },
  });
  county.deeds.recordSurvey = recordSurvey;
  await county.stands.unpark(workflowId);
  await expect.poll(() => isMarked(workflowId), { timeout: 10_000 }).toBe(false);
  const { turns } = await standLog(county.db, seed.lifeId);
  expect(turns.at(-1)?.events[0]?.type).toBe('SurveyRecorded');
  expect(await county.stands.submitSurvey(workflowId, { ...COUNT, commandId: 'c1' })).toMatchObject({ recorded: true });
});

test('a command that breaks the decider is kept: the stand parks, and unpark tries it again', async () => {
  const regime = structuredClone(regimeFor(EAST, PLANTED_ON));
  const { bands: _, ...broken } = regime.duties['survivalCheck']!;
  const { workflowId } = await county.plant({
    regime: { ...regime, duties: { ...regime.duties, survivalCheck: broken } },
  });
  await fastForward(county.temporal, workflowId, `${YEAR}-09-15T01:00:00Z`);
  expect(await county.stands.submitSurvey(workflowId, COUNT)).toMatchObject({
    kind: 'answered',
    parked: expect.any(String),
  });
  await expect.poll(() => isMarked(workflowId)).toBe(true);
  const reason = await parkedReason(workflowId);
  expect(reason).toMatch(/^submitSurvey: /);
  const { runId } = await county.temporal.workflow.getHandle(workflowId).describe();
  await county.stands.unpark(workflowId);
  await expect
    .poll(async () => (await county.temporal.workflow.getHandle(workflowId).describe()).runId)
    .not.toBe(runId);
  expect(await parkedReason(workflowId)).toBe(reason);
});

test('a parked stand does nothing by time, and can be rolled over', async () => {
  const { workflowId, seed } = await county.plant({ duties: CHECKS });
  await fastForward(county.temporal, workflowId, `${YEAR}-08-01T01:00:00Z`);
  const { dispatchTask } = county.deeds;
  county.deeds.dispatchTask = () => Promise.reject(ApplicationFailure.nonRetryable('never', 'NEVER'));
  await fastForward(county.temporal, workflowId, `${YEAR}-09-02T01:00:00Z`);
  await expect.poll(() => isMarked(workflowId)).toBe(true);
  await fastForward(county.temporal, workflowId, `${YEAR + 1}-12-01T01:00:00Z`);
  await county.stands.rollover(workflowId);
  expect(await parkedReason(workflowId)).toMatch(/^dispatchTask of turn 2: NEVER/);
  expect((await standLog(county.db, seed.lifeId)).turns).toHaveLength(1);
  county.deeds.dispatchTask = dispatchTask;
  await county.stands.unpark(workflowId);
  await expect.poll(async () => (await standLog(county.db, seed.lifeId)).turns.length).toBeGreaterThan(2);
});

test('an input of an unknown version is carried untouched until a build that knows it takes over', async () => {
  const workflowId = `stand/unknown/${randomUUID()}`;
  const input = { schema: 7, anything: ['kept', { as: 'it is' }] };
  const handle = await county.temporal.workflow.start(STAND_WORKFLOW, {
    workflowId,
    taskQueue: county.taskQueue,
    args: [input],
  });
  await expect.poll(() => isMarked(workflowId)).toBe(true);
  expect(await county.stands.submitSurvey(workflowId, COUNT)).toMatchObject({
    refusal: { refused: 'STAND_NEEDS_ATTENTION', values: { met: 'input of schema 7; this build knows 1' } },
  });
  expect(await county.stands.view(workflowId)).toMatchObject({
    refusal: { refused: 'STAND_NEEDS_ATTENTION', values: { met: 'input of schema 7; this build knows 1' } },
  });
  await county.stands.rollover(workflowId, 'stands-of-a-later-build');
  await expect.poll(async () => (await handle.describe()).taskQueue).toBe('stands-of-a-later-build');
  const started = (await county.temporal.workflow.getHandle(workflowId).fetchHistory()).events?.[0];
  const payload = started?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0];
  expect(JSON.parse(Buffer.from(payload?.data ?? []).toString())).toEqual(input);
  await county.temporal.workflow.getHandle(workflowId).terminate('test over');
});
