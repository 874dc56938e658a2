import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { standLog } from '../../prisma/stand-store.ts';
import { CHECKS } from '../support/regimes.ts';
import { fastForward } from '../../embedded/time-skip.ts';
import { YEAR, type TestCounty } from './county.ts';
import { openCounty } from './fresh-county.ts';
import { STOCK_PAPERS } from '../support/papers.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

describe('a stand lives on the server', () => {
  test('from planting through survival check to its replanting, each turn written once', async () => {
    const { workflowId, seed } = await county.plant({ duties: CHECKS });
    await fastForward(county.temporal, workflowId, `${YEAR}-09-15T01:00:00Z`);
    const outcome = await county.stands.submitSurvey(workflowId, {
      by: 'crew-1',
      capturedOn: `${YEAR}-09-15`,
      counts: { livePoints: 1600 },
    });
    expect(outcome).toMatchObject({ kind: 'answered', recorded: true, answer: { verdict: 'REPLANT', binding: true } });
    await fastForward(county.temporal, workflowId, `${YEAR + 1}-04-02T01:00:00Z`);
    const work = await county.stands.submitWork(workflowId, {
      by: 'crew-1',
      dutyId: 'replant-0',
      doneOn: `${YEAR + 1}-04-02`,
      points: 400,
      papers: STOCK_PAPERS,
    });
    expect(work).toMatchObject({ kind: 'answered', recorded: true });
    const { turns } = await standLog(county.db, seed.lifeId);
    expect(turns.map(({ turn, on, events }) => [turn, on, events[0]!.type])).toEqual([
      [1, `${YEAR}-04-10`, 'StandPlanted'],
      [2, `${YEAR}-09-01`, 'DutyOpened'],
      [3, `${YEAR}-09-15`, 'SurveyRecorded'],
      [4, `${YEAR + 1}-03-20`, 'DutyOpened'],
      [5, `${YEAR + 1}-04-02`, 'WorkRecorded'],
    ]);
  });

  test('asked for its stack trace it names the wait it is in', async () => {
    const { workflowId } = await county.plant({ duties: CHECKS });
    const trace = await county.temporal.workflow.getHandle(workflowId).query<string>('__stack_trace');
    expect(trace).toMatch(/at rest \(.*workflows\/stand\.ts/);
  });
});
