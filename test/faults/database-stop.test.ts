import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../domain/day.ts';
import { startPostgres, type Postgres } from '../../embedded/postgres.ts';
import { migrate } from '../../prisma/migrate.ts';
import { standLog } from '../../prisma/stand-store.ts';
import { CHECKS } from '../support/regimes.ts';
import { testEndpoints } from '../support/stack.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { fastForward } from '../../embedded/time-skip.ts';
import { openCountyAt, YEAR, type TestCounty } from '../workflows/county.ts';

/** A server of its own, so that stopping it hurts nobody else. */
let folder: TemporaryFolder;
let postgres: Postgres;
let county: TestCounty;

/** On the same port and data after a stop. */
async function startDatabase(port?: number): Promise<Postgres> {
  return startPostgres({ folder: folder.path, guarded: true, durable: true, port, say: () => undefined });
}

beforeAll(async () => {
  folder = temporaryFolder();
  postgres = await startDatabase();
  const databaseUrl = postgres.urlOf('standkeeper');
  await migrate(databaseUrl);
  county = await openCountyAt({ ...testEndpoints(), databaseUrl });
});
afterAll(async () => {
  await county.close();
  await postgres.stop();
  folder.remove();
});

const PLOT = { number: 1, livePoints: 160, designedPoints: 200 };

async function view(workflowId: string) {
  const met = await county.stands.view(workflowId);
  if (met.kind !== 'seen') throw new Error(JSON.stringify(met));
  return met.seen;
}

test('with the database stopped forty commands are taken, those with plots are not, and all is written in order later', async () => {
  const { workflowId, seed } = await county.plant({ duties: CHECKS });
  await fastForward(county.temporal, workflowId, `${YEAR}-08-31T15:58:00Z`);
  await postgres.stop();

  await fastForward(county.temporal, workflowId, `${YEAR}-08-31T16:00:30Z`);
  expect(await view(workflowId)).toMatchObject({ pendingTurns: 1, nextDueOn: `${YEAR}-10-24` });

  for (let index = 0; index < 40; index += 1) {
    const change = { dutyId: 'survivalCheck-0', dueOn: addDays(`${YEAR}-09-15`, index), reason: 'RAIN' };
    const outcome = await county.stands.reschedule(workflowId, { by: 'm', commandId: `c${index}`, ...change });
    expect(outcome).toMatchObject({ kind: 'answered', recorded: false });
    if (index === 20) expect(await county.stands.rollover(workflowId)).toEqual({ kind: 'told' });
  }
  const repeat = { dutyId: 'survivalCheck-0', dueOn: addDays(`${YEAR}-09-15`, 3), reason: 'RAIN' };
  expect(await county.stands.reschedule(workflowId, { by: 'm', commandId: 'c3', ...repeat })).toMatchObject({
    kind: 'answered',
  });
  const survey = { by: 'crew', capturedOn: `${YEAR}-09-01`, counts: { livePoints: 160, designedPoints: 200 } };
  expect(await county.stands.submitSurvey(workflowId, { ...survey, plots: [PLOT] })).toMatchObject({
    kind: 'outage',
    what: 'database',
  });
  expect(await view(workflowId)).toMatchObject({ pendingTurns: 41 });

  postgres = await startDatabase(postgres.port);
  await expect.poll(async () => (await view(workflowId)).pendingTurns, { timeout: 60_000 }).toBe(0);
  const { turns } = await standLog(county.db, seed.lifeId);
  const answered = turns.flatMap(({ events }) =>
    events.flatMap((e) => (e.type === 'CommandAnswered' ? [e.commandId] : [])),
  );
  expect(turns.map(({ turn }) => turn)).toEqual(turns.map((_, index) => index + 1));
  expect(answered).toEqual(Array.from({ length: 40 }, (_, index) => `c${index}`));
  expect(await county.stands.submitSurvey(workflowId, { ...survey, plots: [PLOT] })).toMatchObject({
    kind: 'answered',
    recorded: true,
  });
});
