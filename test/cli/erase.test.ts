/** A legal deletion: no word that a person chose stays in any history or row, and the chain of hashes can still be checked. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectTemporal, type TemporalConnection } from '../../client/connect.ts';
import { createStandClient, type StandClient } from '../../client/stand-client.ts';
import { standWorkflowId } from '../../contract/names.ts';
import { readSettings } from '../../contract/settings.ts';
import { checkLife } from '../../prisma/check-life.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { standLog } from '../../prisma/stand-store.ts';
import { beginSweep } from '../../prisma/sweep-store.ts';
import { importOf } from '../prisma/fixture.ts';
import { plantedStand } from '../support/regimes.ts';
import { openInstallation, type Installation } from './installation.ts';
import { standkeeper } from './run.ts';

let installation: Installation;
let temporal: TemporalConnection;
let stands: StandClient;
let sql: pg.Client;
beforeAll(async () => {
  installation = await openInstallation();
  temporal = await connectTemporal(readSettings(installation.env));
  stands = createStandClient({ temporal: temporal.client, db: installation.db });
  sql = new pg.Client({ connectionString: installation.env['DATABASE_URL']! });
  await sql.connect();
});
afterAll(async () => {
  await sql.end();
  await temporal.close();
  await installation.close();
});

const LAST_YEAR = new Date().getUTCFullYear() - 1;
const WORDS = /张伟|zhang/i;
const SWEEP = { at: '2030-01-01T00:00:00.000Z', on: '2030-01-01' };

/** Everything that the database holds, as text. */
async function everything(): Promise<string> {
  const tables = await sql.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  );
  const texts = [];
  for (const { name } of tables.rows)
    texts.push(...(await sql.query<{ row: string }>(`select t::text as row from ${name} t`)).rows);
  return texts.map(({ row }) => row).join('\n');
}

const seed = plantedStand({ lifeId: randomUUID(), standNo: '77', plantedOn: `${LAST_YEAR}-04-10` });
const workflowId = standWorkflowId(seed);

async function livedStand(): Promise<void> {
  await saveImport(installation.db, importOf([seed]));
  const plots = [{ number: 1, livePoints: 160, designedPoints: 200 }];
  const counts = { livePoints: 160, designedPoints: 200 };
  const survey = { by: '张伟', commandId: 'zhang-count-1', capturedOn: `${LAST_YEAR}-10-01`, counts, plots };
  await expect
    .poll(async () => (await stands.submitSurvey(workflowId, survey)).kind, { timeout: 90_000 })
    .toBe('answered');
  const change = { dutyId: 'replant-0', dueOn: `${LAST_YEAR + 2}-04-25`, reason: 'Zhang Wei is ill' };
  const rescheduled = () => stands.reschedule(workflowId, { by: '张伟', commandId: 'zhang-2', ...change });
  await expect.poll(rescheduled, { timeout: 60_000 }).toMatchObject({ recorded: true });
  await sql.query(`update stand set name = '张伟家的地' where life_id = $1`, [seed.lifeId]);
  await sql.query('insert into stand_source (life_id, row, columns) values ($1, 1, $2)', [
    seed.lifeId,
    JSON.stringify({ 户主: '张伟' }),
  ]);
}

const check = () => checkLife(installation.db, seed.lifeId, SWEEP);

test('closes the stand, deletes its runs, and leaves no word of a person; the log folds on, and its chain holds', async () => {
  await livedStand();
  expect(await everything()).toMatch(WORDS);
  const ran = await standkeeper(['stands', 'erase', '140921-77', '--by', 'zhang-chief', '--json'], installation.env);
  expect(ran.err).toBe('');
  expect(JSON.parse(ran.out)).toMatchObject({ workflowId, runs: expect.any(Number) });
  expect(await everything()).not.toMatch(WORDS);
  expect((await temporal.client.workflow.count(`WorkflowId = '${workflowId}'`)).count).toBe(0);
  await expect(temporal.client.workflow.getHandle(workflowId).describe()).rejects.toThrow(/not found/i);

  await beginSweep(installation.db, SWEEP);
  expect(await check()).toBeUndefined();
  const { turns } = await standLog(installation.db, seed.lifeId);
  const types = turns.flatMap(({ events }) => events.map(({ type }) => type));
  expect(types).toEqual(expect.arrayContaining(['SurveyRecorded', 'VerdictGiven', 'DutyRescheduled', 'StandClosed']));
}, 240_000);

test('may be repeated, and changes nothing more', async () => {
  const before = await everything();
  const ran = await standkeeper(['stands', 'erase', '140921-77', '--by', 'chief', '--json'], installation.env);
  expect(JSON.parse(ran.out)).toEqual({ workflowId, runs: 0, events: 0 });
  expect(await everything()).toBe(before);
});

test('an erased event is closed for good: the database refuses another change, and one made behind its back is found', async () => {
  const change = `update stand_event set body = body || '{"by":"someone"}' where life_id = $1 and erased_hash is not null`;
  await expect(sql.query(change, [seed.lifeId])).rejects.toThrow(/append-only/);
  await sql.query('set session_replication_role = replica');
  await sql.query(change, [seed.lifeId]);
  expect(await check()).toMatchObject({
    kind: 'CHAIN_BROKEN',
    found: expect.stringMatching(/was erased, and changed afterwards/),
  });
});
