/** A legal deletion: no word that a person chose stays in any history or row, and the chain of hashes can still be checked. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { connectTemporal, type TemporalConnection } from '../../client/connect.ts';
import { createStandClient, type StandClient } from '../../client/stand-client.ts';
import { standWorkflowId } from '../../contract/names.ts';
import { readSettings } from '../../contract/settings.ts';
import { localDay } from '../../domain/calendar.ts';
import { checkLife } from '../../prisma/check-life.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { findLives, standLog } from '../../prisma/stand-store.ts';
import { beginSweep, keepFinding } from '../../prisma/sweep-store.ts';
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
/** As they stand, in capitals, and spelled apart. */
const WORDS = /张\s*伟|zhang|z h a n g/i;
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
  const imported = importOf([seed]);
  await saveImport(installation.db, { ...imported, batch: { ...imported.batch, fileName: '张伟家的地.geojson' } });
  const plots = [{ number: 1, livePoints: 160, designedPoints: 200 }];
  const counts = { livePoints: 160, designedPoints: 200 };
  const survey = { by: '张伟', commandId: 'zhang-count-1', capturedOn: `${LAST_YEAR}-10-01`, counts, plots };
  await expect
    .poll(async () => (await stands.submitSurvey(workflowId, survey)).kind, { timeout: 90_000 })
    .toBe('answered');
  const change = { dutyId: 'replant-0', dueOn: `${LAST_YEAR + 2}-04-25`, reason: 'ZHANG_WEI' };
  const suspended = () => stands.suspend(workflowId, { by: 'ZHANG', commandId: 'ZHANG-3', reason: 'Z H A N G' });
  const resumed = () => stands.resume(workflowId, { by: '张 伟', commandId: '张 伟-4' });
  const rescheduled = () => stands.reschedule(workflowId, { by: '张伟', commandId: 'zhang-2', ...change });
  await expect.poll(rescheduled, { timeout: 60_000 }).toMatchObject({ recorded: true });
  await expect.poll(suspended, { timeout: 60_000 }).toMatchObject({ recorded: true });
  await expect.poll(resumed, { timeout: 60_000 }).toMatchObject({ recorded: true });
  await sql.query(`update stand set name = '张伟家的地', owner = '张伟' where life_id = $1`, [seed.lifeId]);
  await sql.query('insert into stand_source (life_id, row, columns) values ($1, 1, $2)', [
    seed.lifeId,
    JSON.stringify({ 户主: '张伟' }),
  ]);
  await unrecordedSurveys();
  // Found as its message waited, and handed on since: no message is left that would tell whose it was.
  await beginSweep(installation.db, NIGHT_BEFORE);
  const waits = { kind: 'MESSAGE_WAITS', subject: `survey/${seed.lifeId}/zhang-late`, repaired: false } as const;
  await keepFinding(installation.db.prisma, NIGHT_BEFORE, { ...waits, found: 'tried 150 times; last: zhang' });
}

/** One on its way, one that the stand has refused, and one whose chosen id looks as if it were erased. */
async function unrecordedSurveys(): Promise<void> {
  await sql.query(
    `insert into survey (id, life_id, state, digest, captured_on, staged_at, live_points, surveyors, unit, supersedes, refused_at, refusal) values
     ('zhang-staged', $1, 'staged', 'd', '2026-10-01', now(), 1, '{zhang,li}', 'team zhang', 'zhang-before', null, null),
     ('zhang-refused', $1, 'refused', 'd', '2026-10-01', now(), 1, '{zhang}', 'team zhang', null, now(), '{"refused":"X","values":{"met":"zhang"}}'),
     ('erased-zhang', $1, 'staged', 'd', '2026-10-01', now(), 1, '{}', null, null, null, null)`,
    [seed.lifeId],
  );
}

const NIGHT_BEFORE = { at: '2029-12-31T00:00:00.000Z', on: '2029-12-31' };
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

test('a number with several lives is refused, naming the workflow id of each, and each is taken by that', async () => {
  const anew = plantedStand({ lifeId: randomUUID(), standNo: '77', plantedOn: `${LAST_YEAR}-04-12` });
  await saveImport(installation.db, importOf([anew]));
  const ran = await standkeeper(['stands', 'erase', '140921-77', '--by', 'chief'], installation.env);
  expect(ran.code).toBe(3);
  for (const id of [workflowId, standWorkflowId(anew)]) expect(ran.err).toContain(id);
  expect((await findLives(installation.db, anew.lifeId))[0]).not.toMatchObject({ stage: 'CLOSED' });
  for (const life of [workflowId, standWorkflowId(anew)]) {
    const once = () => standkeeper(['stands', 'erase', life, '--by', 'chief', '--json'], installation.env);
    await expect.poll(async () => (await once()).code, { timeout: 90_000 }).toBe(0);
  }
}, 200_000);

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

describe('a stand that cannot be erased is neither closed nor loses its runs', () => {
  const kept = plantedStand({ lifeId: randomUUID(), standNo: '78', plantedOn: `${LAST_YEAR}-04-10` });
  const id = standWorkflowId(kept);
  const erase = (...lang: string[]) =>
    standkeeper([...lang, 'stands', 'erase', '140921-78', '--by', 'chief'], installation.env);
  const row = async () => (await findLives(installation.db, kept.lifeId))[0]!;
  const seen = async () => {
    const view = await stands.view(id);
    return view.kind === 'seen' ? view.seen : undefined;
  };
  const isSettled = async () => {
    const { pendingTurns, nextDueOn = '', state } = (await seen()) ?? {};
    return pendingTurns === 0 && nextDueOn > localDay(Date.now(), 'Asia/Shanghai') && (await row()).rev === state!.rev;
  };
  /** As only a restore or a hand in the database can. */
  const damage = async (...statements: readonly string[]) => {
    await sql.query('set session_replication_role = replica');
    for (const statement of statements) await sql.query(statement, [kept.lifeId]);
    await sql.query('set session_replication_role = default');
  };

  beforeAll(async () => {
    await saveImport(installation.db, importOf([kept]));
    await vi.waitUntil(isSettled, { timeout: 90_000, interval: 250 });
  });

  test.each([
    [
      'its log has lost a turn, which its run still knows',
      [
        'delete from stand_event where turn = (select rev from stand where life_id = $1) and life_id = $1',
        `update stand set (rev, seq, head) = (
           select turn, seq, hash from stand_event where life_id = $1 order by seq desc limit 1) where life_id = $1`,
      ],
      /log has lost turns.*standkeeper resync.*nothing was changed/,
      /^standkeeper: .*日志缺失.*standkeeper resync.*未作任何改动$/m,
    ],
    [
      'its log cannot be trusted, and its run is the last true copy',
      [`update stand_event set body = body || '{"by":"someone"}' where life_id = $1 and seq = 1`],
      /cannot be trusted.*event 1 has hash.*log was not touched/,
      /^standkeeper: 日志不可信.*日志未改动$/m,
    ],
  ])('where %s', async (_why, statements, en, zh) => {
    await damage(...statements);
    const [before, run] = [await row(), await seen()];
    expect(await erase()).toMatchObject({ code: 1, err: expect.stringMatching(en) });
    expect((await erase('--lang', 'zh')).err).toMatch(zh);
    expect([await row(), await seen()]).toEqual([before, run]);
  });
});
