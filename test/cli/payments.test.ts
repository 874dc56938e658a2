/** What is due on stands, at the command line: counted through the running workflows, read from rows and logs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishFile } from '../../cli/publish-policy.ts';
import { connectTemporal, type TemporalConnection } from '../../client/connect.ts';
import { startStand } from '../../client/start-stand.ts';
import { createStandClient, type StandClient } from '../../client/stand-client.ts';
import { taskQueueOf } from '../../contract/names.ts';
import { readSettings } from '../../contract/settings.ts';
import { standWorkflowId } from '../../domain/stand/ids.ts';
import type { StandSeed } from '../../domain/stand/state.ts';
import { shippedPolicyFile } from '../../policies/shipped-file.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { importOf, newSeed } from '../prisma/fixture.ts';
import { WEST } from '../support/regimes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openInstallation, type Installation } from './installation.ts';
import { standkeeper } from './run.ts';

let installation: Installation;
let temporal: TemporalConnection;
let stands: StandClient;
let seeds: readonly StandSeed[];
let batch: string;
const folder = temporaryFolder();

/** Three stands of 150 mu planted in spring 2025; of the check of that autumn the last one knows nothing yet. */
beforeAll(async () => {
  installation = await openInstallation();
  const { db, env } = installation;
  temporal = await connectTemporal(readSettings(env));
  stands = createStandClient({ temporal: temporal.client, db });
  await publishFile(db, shippedPolicyFile(), 'test');
  seeds = Array.from({ length: 3 }, () => newSeed({ plantedOn: '2025-04-10' }));
  const imported = importOf(seeds);
  batch = imported.batch.id;
  await saveImport(db, imported);
  for (const [index, seed] of seeds.entries()) {
    const workflowId = standWorkflowId(seed);
    const taskQueue = taskQueueOf(installation.build);
    await startStand(temporal.client, { workflowId, input: { schema: 1, seed }, taskQueue });
    const livePoints = [1900, 1500][index];
    if (livePoints === undefined) continue;
    const count = { by: 'crew', surveyId: 'first', capturedOn: '2025-09-20', counts: { livePoints } };
    await stands.submitSurvey(workflowId, count);
  }
  await Promise.all(seeds.map(({ lifeId }, index) => untilWritten(lifeId, index < 2 ? 'first' : undefined)));
});

/** Told a year late, a stand has some turns to write. */
async function untilWritten(lifeId: string, surveyId?: string): Promise<void> {
  const { prisma } = installation.db;
  const isThere = async () => (await prisma.survey.count({ where: { lifeId, id: surveyId!, state: 'recorded' } })) > 0;
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(100)) {
    if (surveyId !== undefined && !(await isThere())) continue;
    const { nextDueOn } = await prisma.stand.findUniqueOrThrow({ where: { lifeId } });
    if (nextDueOn !== null && nextDueOn.getTime() > Date.now()) return;
  }
  throw new Error(`the turns of ${lifeId} were not written within a minute`);
}

afterAll(async () => {
  await temporal.close();
  await installation.close();
  folder.remove();
});

const run = (...args: string[]) => standkeeper(args, installation.env);
const json = async <T>(...args: string[]): Promise<T> => JSON.parse((await run(...args, '--json')).out) as T;
const SHOW = ['payments', 'show'];
const LIST = ['payments', 'list'];

describe('payments show', () => {
  test('what passed is due: half of 150 mu at 200 yuan, with date and clause; the other half waits', async () => {
    const shown = await run(...SHOW, seeds[0]!.standId);
    expect(shown).toMatchObject({ code: 0 });
    expect(shown.out).toContain('central planting subsidy (centralSubsidy, xinzhou-2024@1.3.0)');
    expect(shown.out).toContain('first half (50 %): due since');
    expect(shown.out).toContain('on 10.00 ha (150.0 mu), 15,000.00 yuan; by 林造发〔2012〕9号');
    expect(shown.out).toContain(
      'second half (50 %): waits for the preservation check, 2028-09-01…2028-10-31; due from 80.0 %',
    );
    expect(shown.out).toContain('nothing is paid here');
  });
  test('what falls short names the rate met and the rate wanted, in Chinese as well', async () => {
    const { standId } = seeds[1]!;
    const [en, zh] = await Promise.all([run(...SHOW, standId), run('--lang', 'zh', ...SHOW, standId)]);
    expect(en.out).toContain('the survival check found 75.0 %, wanted 85.0 % counted by the county or above');
    expect(en.out).toContain('nothing has fallen due yet');
    expect(zh.out).toContain('首次兑付（50 %）：成活率检查为 75.0 %，应达 85.0 %（县级及以上检查），暂不兑付');
    expect(zh.out).toContain('本系统不付款');
  });
  test('another scheme states shares alone; one that nobody states is refused with those there are', async () => {
    const { standId } = seeds[0]!;
    const schemes = ['purchasedPlanting', 'gift'];
    const [bought, unknown] = await Promise.all(schemes.map((code) => run(...SHOW, standId, '--scheme', code)));
    expect(bought!.out).toContain('first-year acceptance (30 %): due since');
    expect(bought!.out).not.toMatch(/\d yuan/);
    expect(unknown).toMatchObject({ code: 5 });
    expect(unknown!.err).toContain('states no payment scheme gift; wanted: one of centralSubsidy, purchasedPlanting');
  });
  test('a bureau states its own price in a policy file of its own', async () => {
    const file = join(folder.path, 'own.yaml');
    const text = readFileSync(shippedPolicyFile(), 'utf8').replace('yuanPerMu: $subsidyPerMu', 'yuanPerMu: 800');
    writeFileSync(file, text);
    type Shown = { payments: { amounts: object }[] };
    const { payments } = await json<Shown>(...SHOW, seeds[0]!.standId, '--policy', file);
    expect(payments[0]!.amounts).toEqual({ dueFen: 6_000_000, heldFen: 0 });
  });
});

describe('payments list', () => {
  type Listed = { stands: number; total: number; sums: object[]; rows: { state: string }[] };
  test('adds up a county, a tranche a row', async () => {
    const [listed, shown] = await Promise.all([
      json<Listed>(...LIST, '--county', '定襄'),
      run(...LIST, '--batch', batch, '--limit', '2'),
    ]);
    expect(listed).toMatchObject({ stands: 3, total: 6 });
    expect(listed.sums).toMatchObject([
      { tranche: 'first', stands: 3, waiting: 1, short: 1, due: 1, dueM2: 100_000, dueFen: 1_500_000, loweredFen: 0 },
      { tranche: 'second', stands: 3, waiting: 3, short: 0, due: 0, dueFen: 0 },
    ]);
    expect(listed.rows.map(({ state }) => state)).toEqual(['DUE', 'WAITING', 'SHORT', 'WAITING', 'WAITING', 'WAITING']);
    expect(shown.out).toContain('15,000.00 yuan');
    expect(shown.out).toContain('6 rows in all; the rest: --csv FILE');
  });
  test('writes all rows as CSV, and never over a file that is there', async () => {
    const file = join(folder.path, 'payments.csv');
    const written = await run('--lang', 'zh', ...LIST, '--county', '140921', '--csv', file);
    expect(written.out).toContain('6 行');
    const text = readFileSync(file, 'utf8');
    expect(text.slice(0, 1)).toBe('\uFEFF');
    const [headings, first] = text.slice(1).split('\r\n');
    expect(headings).toContain('应付（元）');
    expect(first).toMatch(
      new RegExp(
        `^140921,${seeds[0]!.standId},2025,.*,150,.*首次兑付,50,成活率检查,0.85,应兑付,.*,,150,150,15000,0,0,0,`,
      ),
    );
    expect(await run(...LIST, '--csv', file)).toMatchObject({ code: 3 });
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
  test('a county without stands says so; a batch nobody knows is refused with the latest ones', async () => {
    const [none, unknown] = await Promise.all([
      run('--lang', 'zh', ...LIST, '--county', '偏关'),
      run(...LIST, '--batch', 'yesterday'),
    ]);
    expect(none).toMatchObject({ code: 0, out: '没有符合条件的小班\n' });
    expect(unknown).toMatchObject({ code: 5 });
    expect(unknown.err).toContain(`no import has the id yesterday; the latest imports: ${batch}`);
  });
});

describe('a higher inspection', () => {
  test('that finds less takes back what was due: to be claimed back, with survey and clause', async () => {
    const { standId, lifeId } = seeds[0]!;
    const counts = { livePoints: 1600 };
    const audit = { by: 'city', surveyId: 'city', capturedOn: '2025-10-05', counts, surveyors: ['li', 'wang'] };
    await stands.submitAudit(standWorkflowId(seeds[0]!), { ...audit, level: 'CITY' });
    await untilWritten(lifeId, 'city');
    type Told = { payments: object[]; ledger: object[] };
    const [shown, told, { sums }] = await Promise.all([
      run(...SHOW, standId),
      json<Told>(...SHOW, standId),
      json<{ sums: object[] }>(...LIST, '--county', '140921'),
    ]);
    expect(shown.out).toContain('nothing is due: the survival check found 80.0 %');
    expect(shown.out).toMatch(
      /first half: 10\.00 ha \(150\.0 mu\), 15,000\.00 yuan was due and is not any more since .*by survey city \(ruling 22/,
    );
    expect(told.payments[0]).toMatchObject({ state: 'SHORT', loweredM2: 100_000, loweredFen: 1_500_000 });
    const [why, asData] = await Promise.all([run('stands', 'why', standId), json<object[]>('stands', 'why', standId)]);
    expect(why.out).toMatch(/^first half: .* what was paid of it is to be claimed back\.$/m);
    expect(asData).toContainEqual(
      expect.objectContaining({ claimBack: 'first', loweredM2: 100_000, loweredFen: 1_500_000 }),
    );
    expect(told.ledger).toMatchObject([{ dueFen: 1_500_000 }, { dueFen: -1_500_000 }]);
    expect(sums[0]).toMatchObject({ due: 0, dueFen: 0, loweredM2: 100_000, loweredFen: 1_500_000 });
  });
});

describe('a stand under rules that state no payments', () => {
  test('is looked at by the version at hand, and by none where that has none either', async () => {
    const { regime } = seeds[2]!;
    const under = (policy: string) => ({ ...newSeed(), regime: { ...regime, policy, hash: '000000000000' } });
    const [before, abroad, unpublished] = [under('xinzhou-2024@1.0.0'), under('oregon@1.3.0'), under('our-own@1.0.0')];
    await saveImport(installation.db, importOf([before, abroad, unpublished]));
    const [shown, none, listed] = await Promise.all([
      run(...SHOW, before.standId),
      run(...SHOW, abroad.standId),
      json<{ without: object[] }>(...LIST),
    ]);
    expect(shown.out).toContain('(centralSubsidy, xinzhou-2024@1.3.0)');
    expect(none).toMatchObject({ code: 0, out: expect.stringContaining('oregon@1.3.0 states no payments') as string });
    expect(listed.without).toEqual([
      { policy: 'oregon@1.3.0', stands: 1 },
      { policy: 'our-own@1.0.0', stands: 1 },
    ]);
  });
});

describe('a stand of the dry zone that passes in the field alone', () => {
  test('is due once a named person waives the line that payment reads', async () => {
    const seed = newSeed({ county: WEST, plantedOn: '2025-04-10' });
    await saveImport(installation.db, importOf([seed]));
    const [workflowId, taskQueue] = [standWorkflowId(seed), taskQueueOf(installation.build)];
    await startStand(temporal.client, { workflowId, input: { schema: 1, seed }, taskQueue });
    const counts = { livePoints: 1560 };
    await stands.submitSurvey(workflowId, { by: 'crew', surveyId: 'dry', capturedOn: '2025-09-20', counts });
    await untilWritten(seed.lifeId, 'dry');
    const short = await run(...SHOW, seed.standId);
    expect(short.out).toContain(
      'found 78.0 %, wanted 85.0 % counted by the county or above, or 70.0 % with a named waiver',
    );
    const waived = ['stands', 'waive', seed.standId, 'survivalCheck-0', '--reason', 'DRY_COUNTY', '--by', 'chief-7'];
    expect(await run(...waived)).toMatchObject({ code: 0 });
    expect((await run(...SHOW, seed.standId)).out).toMatch(/due since .*, 15,000\.00 yuan, waived by chief-7/);
    expect(await run(...waived)).toMatchObject({ code: 3 });
  });
});
