import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStandClient } from '../../client/stand-client.ts';
import { openDatabase } from '../../prisma/database.ts';
import { fastForward } from '../../embedded/time-skip.ts';
import { openWorker, YEAR, type Planted, type TestCounty } from '../workflows/county.ts';
import { openCounty } from '../workflows/fresh-county.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

async function inSurveySeason(): Promise<Planted> {
  const planted = await county.plant();
  await fastForward(county.temporal, planted.workflowId, `${YEAR}-09-15T01:00:00Z`);
  return planted;
}

const COUNT = { by: 'crew-1', capturedOn: `${YEAR}-09-15`, counts: { livePoints: 340, designedPoints: 400 } };
const PLOTS = [
  { number: 1, livePoints: 160, designedPoints: 200 },
  { number: 2, livePoints: 180, designedPoints: 200 },
];

describe('a survey with plots', () => {
  test('is staged first and recorded by the stand', async () => {
    const { workflowId } = await inSurveySeason();
    const outcome = await county.stands.submitSurvey(workflowId, { ...COUNT, commandId: randomUUID(), plots: PLOTS });
    expect(outcome).toMatchObject({ kind: 'answered', recorded: true, answer: { verdict: 'PASS' } });
    const survey = await county.db.prisma.survey.findFirst({
      where: { stand: { workflowId } },
      include: { plots: true },
    });
    expect(survey).toMatchObject({ state: 'recorded', binding: true, plots: [{ number: 1 }, { number: 2 }] });
  });
  test('that a rule refuses stays staged and changes nothing', async () => {
    const { workflowId } = await inSurveySeason();
    const outcome = await county.stands.submitSurvey(workflowId, {
      ...COUNT,
      capturedOn: `${YEAR + 1}-01-01`,
      plots: PLOTS,
    });
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { refused: 'SURVEY_IN_FUTURE' } });
    expect(await county.db.prisma.survey.findFirst({ where: { stand: { workflowId } } })).toMatchObject({
      state: 'staged',
    });
  });
  test('is an outage while the database is away, and the stand never hears of it', async () => {
    const { workflowId } = await inSurveySeason();
    const away = openDatabase('postgresql://nobody@127.0.0.1:9/none');
    const stands = createStandClient({ temporal: county.temporal, db: away });
    const outcome = await stands.submitSurvey(workflowId, { ...COUNT, plots: PLOTS });
    expect(outcome).toMatchObject({ kind: 'outage', what: 'database' });
    await away.close();
  });
});

test('while the row cannot be written the command is accepted and being recorded', async () => {
  const { workflowId, seed } = await inSurveySeason();
  const holder = new pg.Client({ connectionString: county.endpoints.databaseUrl });
  await holder.connect();
  await holder.query('begin');
  await holder.query('select 1 from stand where life_id = $1 for update', [seed.lifeId]);
  const command = { ...COUNT, commandId: randomUUID() };
  const began = Date.now();
  expect(await county.stands.submitSurvey(workflowId, command)).toMatchObject({ kind: 'answered', recorded: false });
  expect(Date.now() - began).toBeLessThan(6500);
  await holder.end();
  await expect.poll(() => county.stands.submitSurvey(workflowId, command)).toMatchObject({ recorded: true });
});

test('an unknown stand is refused at once', async () => {
  expect(await county.stands.submitSurvey('stand/nowhere', COUNT)).toMatchObject({
    refusal: { refused: 'STAND_UNKNOWN' },
  });
  expect(await county.stands.view('stand/nowhere')).toMatchObject({ refusal: { refused: 'STAND_UNKNOWN' } });
  expect(await county.stands.unpark('stand/nowhere')).toMatchObject({ refusal: { refused: 'STAND_UNKNOWN' } });
});

test('with Temporal away every call ends as an outage that names it', async () => {
  const temporal = new Client({ connection: Connection.lazy({ address: '127.0.0.1:9' }), namespace: 'none' });
  const stands = createStandClient({ temporal, db: county.db });
  const ends = await Promise.all([
    stands.submitSurvey('stand/any', COUNT),
    stands.rollover('stand/any'),
    stands.view('stand/any'),
  ]);
  expect(ends).toMatchObject(ends.map(() => ({ kind: 'outage', what: 'Temporal' })));
  await temporal.connection.close();
});

test('with no worker in time a command is an outage that says so, a signal waits, and the same command counts later', async () => {
  const { workflowId } = await inSurveySeason();
  await county.stopWorker();
  const command = { ...COUNT, commandId: randomUUID() };
  const unheard = await county.stands.submitSurvey(workflowId, command);
  expect(unheard, JSON.stringify(unheard)).toMatchObject({ kind: 'outage', what: 'worker' });
  expect(await county.stands.rollover(workflowId)).toEqual({ kind: 'told' });
  const worker = await openWorker(county.endpoints, county.build, county.deeds);
  expect(await county.stands.submitSurvey(workflowId, command)).toMatchObject({ kind: 'answered', recorded: true });
  await worker.close();
});
