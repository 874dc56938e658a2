/** A re-establishment reported at the command line: what is not said stays, and the rules follow the site. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newDesign } from '../../cli/new-design.ts';
import { listPolicies } from '../../prisma/policy-store.ts';
import { listTasks } from '../../prisma/task-store.ts';
import { fastForward } from '../../embedded/time-skip.ts';
import { YEAR, type TestCounty } from '../workflows/county.ts';
import { openCounty } from '../workflows/fresh-county.ts';
import { STOCK_PAPERS } from '../support/papers.ts';
import { standkeeper } from './run.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

test('a stand of the high hills keeps its windows when it is planted anew; a new species is taken by its name', async () => {
  const { workflowId } = await county.plant({ plantedOn: `${YEAR}-05-10`, altitudeM: 1700, designed: 2000 });
  await fastForward(county.temporal, workflowId, `${YEAR}-09-01T01:00:00Z`);
  const count = { by: 'crew-1', capturedOn: `${YEAR}-08-25`, counts: { livePoints: 100 } };
  const counted = await county.stands.submitSurvey(workflowId, count);
  expect(counted, JSON.stringify(counted)).toMatchObject({ answer: { verdict: 'FAILED' } });
  await fastForward(county.temporal, workflowId, `${YEAR + 1}-05-01T01:00:00Z`);
  const [task] = await listTasks(county.db, { state: 'dispatched' }, { size: 1 });
  expect(task).toMatchObject({ code: 'reestablish', opensOn: `${YEAR + 1}-04-20`, dueOn: `${YEAR + 1}-05-19` });
  expect(await listPolicies(county.db)).toEqual([]);
  const design = await newDesign(county.db, task!, {
    done: `${YEAR + 1}-05-01`,
    designed: 1800,
    species: '落叶松',
  });
  // The text of the rules is kept before the stand hears of them, so that no kill leaves it without.
  expect(await listPolicies(county.db)).toMatchObject([{ name: 'xinzhou-2024', by: 'standkeeper' }]);
  expect(design).toMatchObject({
    planting: {
      plantedOn: `${YEAR + 1}-05-01`,
      species: 'LARIX',
      designedPoints: 1800,
      plantedPoints: 1800,
      nurseryYears: 2,
    },
    regime: { basis: { group: 'ALPINE' }, windows: { check: ['08-20', '10-10'] } },
  });
  await expect(newDesign(county.db, task!, { done: `${YEAR + 1}-05-01`, species: '油柏' })).rejects.toThrow(
    'species 油柏 is not known; nearest:',
  );
  const { databaseUrl, temporalAddress, namespace } = county.endpoints;
  const env = { DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: namespace };
  const paper = Object.entries(STOCK_PAPERS).map(([name, value]) => `${name}=${value}`);
  const submit = (stock: string) =>
    standkeeper(
      [
        'tasks',
        'submit',
        task!.id,
        '--done',
        `${YEAR + 1}-05-01`,
        '--designed',
        '1800',
        '--stock',
        stock,
        '--paper',
        ...paper,
      ],
      env,
    );
  expect(await submit(`${YEAR + 1}-05-02`)).toMatchObject({
    code: 3,
    out: expect.stringContaining('stockOn') as string,
  });
  expect(await submit(`${YEAR + 1}-04-29`)).toMatchObject({ code: 0 });
  expect((await standkeeper(['stands', 'show', workflowId], env)).out).toMatch(
    new RegExp(`stock arrived +${YEAR + 1}-04-29`),
  );
});
