import { afterAll, beforeAll, expect, test } from 'vitest';
import { standLog } from '../../prisma/stand-store.ts';
import { CHECKS } from '../support/regimes.ts';
import { fastForward } from '../../embedded/time-skip.ts';
import { untilEnded, YEAR, type Planted, type TestCounty } from './county.ts';
import { openCounty } from './fresh-county.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

async function inSurveySeason(): Promise<Planted> {
  const planted = await county.plant({ duties: CHECKS });
  await fastForward(county.temporal, planted.workflowId, `${YEAR}-09-15T01:00:00Z`);
  return planted;
}

async function eventCount(workflowId: string): Promise<number> {
  const { events } = await county.temporal.workflow.getHandle(workflowId).fetchHistory();
  return events?.length ?? 0;
}

const COUNT = { by: 'crew-1', capturedOn: `${YEAR}-09-15`, counts: { livePoints: 1900 } };

test('a survey sent twice has one effect, also across a rollover', async () => {
  const { workflowId, seed } = await inSurveySeason();
  const survey = { ...COUNT, commandId: 'c1' };
  const first = await county.stands.submitSurvey(workflowId, survey);
  await county.stands.rollover(workflowId);
  const again = await county.stands.submitSurvey(workflowId, survey);
  expect(first).toMatchObject({ kind: 'answered', recorded: true, answer: { verdict: 'PASS' } });
  expect(again).toEqual(first);
  const { turns } = await standLog(county.db, seed.lifeId);
  expect(turns.flatMap(({ events }) => events).filter(({ type }) => type === 'SurveyRecorded')).toHaveLength(1);
});

test('the same command id with other content is refused, within a run and across runs', async () => {
  const { workflowId } = await inSurveySeason();
  await county.stands.submitSurvey(workflowId, { ...COUNT, commandId: 'c1' });
  const other = { ...COUNT, counts: { livePoints: 1 }, commandId: 'c1' };
  const refused = { kind: 'refused', refusal: { refused: 'COMMAND_ID_TAKEN' } };
  expect(await county.stands.submitSurvey(workflowId, other)).toMatchObject(refused);
  await county.db.prisma.commandAnswer.deleteMany({ where: { commandId: 'c1' } });
  expect(await county.stands.submitSurvey(workflowId, other)).toMatchObject(refused);
});

test('of two crews that answer one duty at once, the second hears who was first', async () => {
  const { workflowId } = await inSurveySeason();
  const from = (crew: string, livePoints: number) =>
    county.stands.submitSurvey(workflowId, {
      ...COUNT,
      by: crew,
      commandId: `of-${crew}`,
      counts: { livePoints },
      dutyId: 'survivalCheck-0',
    });
  const outcomes = await Promise.all([from('crew-1', 1900), from('crew-2', 1000)]);
  const answered = outcomes.filter(({ kind }) => kind === 'answered');
  const refused = outcomes.find(({ kind }) => kind === 'refused');
  expect(answered).toHaveLength(1);
  const winner = outcomes[0]?.kind === 'answered' ? 'crew-1 (of-crew-1)' : 'crew-2 (of-crew-2)';
  expect(refused).toMatchObject({ refusal: { refused: 'DUTY_CLOSED', values: { winner } } });
});

test('a refused command leaves no event in the history', async () => {
  const { workflowId } = await inSurveySeason();
  const before = await eventCount(workflowId);
  const refusals = [
    await county.stands.submitSurvey(workflowId, { ...COUNT, capturedOn: `${YEAR + 10}-01-01` }),
    await county.stands.submitSurvey(workflowId, { ...COUNT, counts: { livePoints: -1 } }),
    await county.stands.submitSurvey(workflowId, { ...COUNT, counts: { livePoints: Number.NaN } }),
    await county.stands.submitWork(workflowId, { by: 'crew-1', dutyId: 'nothing-9', doneOn: `${YEAR}-09-15` }),
  ];
  expect(refusals.map((outcome) => (outcome.kind === 'refused' ? outcome.refusal.refused : outcome))).toEqual([
    'SURVEY_IN_FUTURE',
    'COMMAND_MALFORMED',
    'COMMAND_MALFORMED',
    'DUTY_UNKNOWN',
  ]);
  expect(await eventCount(workflowId)).toBe(before);
});

test('a survey that reaches a stand before its own due turn finds the duty open', async () => {
  const { workflowId } = await county.plant({ plantedOn: '2020-04-10' });
  const outcome = await county.stands.submitSurvey(workflowId, {
    ...COUNT,
    capturedOn: '2020-09-20',
  });
  expect(outcome).toMatchObject({ kind: 'answered', answer: { dutyId: 'survivalCheck-0', verdict: 'PASS' } });
});

test('a survey of a stand that is not planted yet is refused, and the stand is not parked', async () => {
  const { workflowId } = await county.plant();
  const outcome = await county.stands.submitSurvey(workflowId, { ...COUNT, capturedOn: '2026-01-01' });
  expect(outcome).toMatchObject({ kind: 'refused' });
});

test('a closed stand ends once that is written, and takes no more commands', async () => {
  const { workflowId, seed } = await inSurveySeason();
  expect(await county.stands.close(workflowId, { by: 'm', reason: 'SOLD' })).toMatchObject({ recorded: true });
  const handle = county.temporal.workflow.getHandle(workflowId);
  await untilEnded(county.temporal, workflowId);
  expect((await handle.describe()).typedSearchAttributes.getAll()).toContainEqual(
    expect.objectContaining({ value: 'CLOSED' }),
  );
  expect(await county.stands.submitSurvey(workflowId, COUNT)).toMatchObject({ refusal: { refused: 'STAND_CLOSED' } });
  expect((await standLog(county.db, seed.lifeId)).turns.at(-1)?.events.at(-2)?.type).toBe('StandClosed');
});

test('the timer says what it waits for, in plain ASCII under 400 bytes', async () => {
  const { workflowId } = await inSurveySeason();
  await county.stands.submitSurvey(workflowId, { ...COUNT, counts: { livePoints: 1600 } });
  await expect.poll(() => lastSummary(workflowId)).toBe(`replant of p1 opens ${YEAR + 1}-03-20`);
});

async function lastSummary(workflowId: string): Promise<unknown> {
  const { events } = await county.temporal.workflow.getHandle(workflowId).fetchHistory();
  const timer = events?.findLast(({ timerStartedEventAttributes }) => timerStartedEventAttributes != null);
  const data = timer?.userMetadata?.summary?.data;
  return data == null ? undefined : JSON.parse(Buffer.from(data).toString());
}
