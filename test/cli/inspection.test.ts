/** Audits, corrections and pieces at the command line. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pieceOf, piecesOf } from '../../cli/piece-option.ts';
import { shippedPolicy } from '../../policies/load.ts';
import { createStandClient, type StandClient } from '../../client/stand-client.ts';
import { connectTemporal, type TemporalConnection } from '../../client/connect.ts';
import { startStand } from '../../client/start-stand.ts';
import { readSettings } from '../../contract/settings.ts';
import { taskQueueOf } from '../../contract/names.ts';
import { standWorkflowId } from '../../domain/stand/ids.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { importOf, newSeed } from '../prisma/fixture.ts';
import { openInstallation, type Installation } from './installation.ts';
import { standkeeper } from './run.ts';

let installation: Installation;
let temporal: TemporalConnection;
let stands: StandClient;
let ids: readonly string[];

/** Five stands whose check of 2025 has been counted: 1,900 of 2,000 live. */
beforeAll(async () => {
  installation = await openInstallation();
  const { db, env } = installation;
  temporal = await connectTemporal(readSettings(env));
  stands = createStandClient({ temporal: temporal.client, db });
  const seeds = Array.from({ length: 5 }, () => newSeed({ plantedOn: '2025-04-10' }));
  await saveImport(db, importOf(seeds));
  ids = seeds.map(({ standId }) => standId);
  await Promise.all(
    seeds.map(async (seed) => {
      const workflowId = standWorkflowId(seed);
      const taskQueue = taskQueueOf(installation.build);
      await startStand(temporal.client, { workflowId, input: { schema: 1, seed }, taskQueue });
      const count = { by: 'crew', surveyId: 'first', capturedOn: '2025-09-20', counts: { livePoints: 1900 } };
      await stands.submitSurvey(workflowId, count);
      await untilRecorded(seed.lifeId);
    }),
  );
});

/** A stand that is told a year late has some turns to write before its count. */
async function untilRecorded(lifeId: string): Promise<void> {
  const { prisma } = installation.db;
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(100)) {
    const survey = await prisma.survey.findFirst({ where: { lifeId, state: 'recorded' } });
    const { nextDueOn } = await prisma.stand.findUniqueOrThrow({ where: { lifeId } });
    if (survey !== null && nextDueOn !== null && nextDueOn.getTime() > Date.now()) return;
  }
  throw new Error(`the count of ${lifeId} was not recorded within a minute`);
}

afterAll(async () => {
  await temporal.close();
  await installation.close();
});

const run = (...args: string[]) => standkeeper(args, installation.env);
const json = async <T>(...args: string[]): Promise<T> => JSON.parse((await run(...args, '--json')).out) as T;
const SIGNED = ['--captured', '2025-10-05', '--surveyors', 'li,wang'];
const DRAW = ['audit', 'draw', '--county', '定襄', '--year', '2025', '--level', 'CITY'];

describe('audit', () => {
  test('draw stores list and seed; drawn again with another seed the list stands', async () => {
    type Drawn = { already: boolean; seed: string; ofStands: number; stands: { standId: string }[] };
    const drawn = await json<Drawn>(...DRAW, '--share', '0.4', '--seed', 'agreed');
    expect(drawn).toMatchObject({ already: false, seed: 'agreed', ofStands: 5 });
    expect(drawn.stands).toHaveLength(2);
    const again = await json<Drawn>(...DRAW, '--share', '1', '--seed', 'nicer');
    expect(again).toEqual({ ...drawn, already: true });
    expect((await run('audit', 'list')).out).toContain('agreed');
  });
  test('submit binds, names what is to be seen to, and show scales the rate by it', async () => {
    const [first, second] = (await json<{ stands: { standId: string }[] }>('audit', 'show', '1')).stands;
    const low = await run('audit', 'submit', first!.standId, '--level', 'CITY', '--live', '1600', ...SIGNED);
    expect(low).toMatchObject({ code: 0 });
    expect(low.out).toContain('verdict: replant');
    expect(low.out).toContain('level: city');
    await run('audit', 'submit', second!.standId, '--level', 'CITY', '--live', '1850', ...SIGNED);
    expect(await json('audit', 'show', '1')).toMatchObject({ audited: 2, passRate: 0.5 });
    expect((await run('--lang', 'zh', 'audit', 'show', '1')).out).toContain('50.0 %');
  });
  test.each([
    ['a share of nothing', [...DRAW, '--share', '0', '--seed', 's'], 2, 'no share above 0'],
    [
      'a county without stands of that year',
      ['audit', 'draw', '--county', '140932', '--year', '2025', '--share', '0.1', '--seed', 's'],
      5,
      'has no stand of 2025',
    ],
    ['a list that is not there', ['audit', 'show', '99'], 5, 'there is no list 99'],
    [
      'one surveyor alone',
      [
        'audit',
        'submit',
        '140921-0001',
        '--level',
        'CITY',
        '--live',
        '1',
        '--captured',
        '2025-10-05',
        '--surveyors',
        'li',
      ],
      2,
      'are not two ids',
    ],
    [
      'a level nobody signs',
      ['survey', 'submit', '140921-0001', '--level', 'CITY', '--live', '1', '--captured', '2025-10-05'],
      2,
      'nobody signs',
    ],
  ])('%s is refused', async (_title, args, code, words) => {
    const ran = await run(...args);
    expect(ran.code).toBe(code);
    expect(ran.err).toContain(words);
  });
});

describe('survey correct, stands why and stands settle', () => {
  test('the right count takes the place of the wrong one; the report that told the wrong one is seen to', async () => {
    const audited = new Set(
      (await json<{ stands: { standId: string }[] }>('audit', 'show', '1')).stands.map(({ standId }) => standId),
    );
    const stand = ids.find((id) => !audited.has(id))!;
    const corrected = await run('survey', 'correct', stand, 'first', '--live', '1600', ...SIGNED);
    expect(corrected.out).toContain('verdict: replant');
    const shown = await json<{ surveys: { id: string; supersedes?: string }[]; whole: { field: object } }>(
      'stands',
      'show',
      stand,
    );
    expect(shown.surveys.map(({ supersedes }) => supersedes)).toContain('first');
    expect(shown.whole.field).toEqual({ REPLANT: 100_000 });
    const unknown = await run('survey', 'correct', stand, 'first', '--live', '1700', ...SIGNED);
    expect(unknown).toMatchObject({ code: 3 });
    expect(unknown.out).toContain('no result of survey first stands');
    expect((await run('stands', 'why', stand)).out).toContain(
      'follow-up f1: report of the county countyReport-0 of p1 was reported on pass',
    );
    const [followUp, claim, ...owed] = await json<{ code: string }[]>('stands', 'why', stand);
    expect(followUp).toMatchObject({
      id: 'f1',
      what: 'REPORTED',
      partId: 'p1',
      dutyId: 'countyReport-0',
      verdictBefore: 'PASS',
      verdictNow: 'REPLANT',
    });
    expect(claim).toMatchObject({ claimBack: 'first', loweredM2: 100_000 });
    expect(owed[0]).toMatchObject({ code: 'replant' });
    expect(await run('stands', 'settle', stand, 'f1', '--reason', 'REPORTED_ANEW', '--by', 'chief-7')).toMatchObject({
      code: 0,
    });
    expect((await run('stands', 'why', stand)).out).not.toContain('follow-up');
  });
});

describe('survey submit in pieces', () => {
  test('says what became of each, and stands show lists the parts', async () => {
    const seed = newSeed({ plantedOn: '2025-04-10' });
    await saveImport(installation.db, importOf([seed]));
    const workflowId = standWorkflowId(seed);
    await startStand(temporal.client, {
      workflowId,
      input: { schema: 1, seed },
      taskQueue: taskQueueOf(installation.build),
    });
    const pieces = ['--piece', 'm2=80000 live=1500', '--piece', 'm2=15000 live=60', '--piece', 'm2=5000 lost=FIRE'];
    const ran = await run('survey', 'submit', workflowId, '--captured', '2025-09-20', ...pieces);
    expect(ran.out).toContain('verdict: mixed parts');
    expect(ran.out).toContain('p3: 0.50 ha (7.5 mu), lost');
    await untilRecorded(seed.lifeId);
    const shown = await run('stands', 'show', workflowId);
    for (const area of ['pass 8.00 ha (120.0 mu)', 'failed 1.50 ha (22.5 mu)', 'lost 0.50 ha (7.5 mu)'])
      expect(shown.out).toContain(area);
    expect(shown.out.match(/^p\d/gm)).toEqual(['p1', 'p2', 'p3']);
  });
  test.each(['m2=5', 'live=5', 'm2=5 live=1 lost=FIRE', 'm2=5 lost=WAR', 'm2=x live=1', 'm2=5 live=1 round', ''])(
    'the piece %j is no piece',
    (text) => {
      expect(() => pieceOf(text)).toThrow(/wanted: m2=|no whole number/);
    },
  );
  test.each([
    ['m2=5000 m2=6000 live=1', 'm2'],
    ['m2=5000 live=1 live=2', 'live'],
    ['m2=5000 stems=1/10 stems=2/10', 'stems'],
  ])('the piece %j says one thing twice', (text, name) => {
    expect(() => pieceOf(text)).toThrow(`the piece is '${text}'; wanted: ${name}=… once`);
  });
  test.each(['toString', 'constructor', '__proto__'])('%s is no word of a piece', async (name) => {
    const written = [pieceOf(`m2=5 live=1 ${name}=2`)];
    await expect(piecesOf(written, async () => shippedPolicy())).rejects.toThrow(`--piece ${name}=2; wanted: one of`);
  });
  test('a piece is an area with its count or its loss', () => {
    expect(pieceOf(' m2=60000 live=1080  designed=100 ')).toEqual({
      piece: { areaM2: 60_000, counts: { livePoints: 1080, designedPoints: 100 } },
      words: [],
    });
    expect(pieceOf('m2=5 lost=FIRE')).toEqual({ piece: { areaM2: 5, lost: 'FIRE' }, words: [] });
  });
  test('its stems are read as the rules of the stand lay plots out', async () => {
    const written = ['m2=900 stems=8/20 naturals=2 deadPatch=50', 'm2=100 lost=FIRE'].map(pieceOf);
    expect(await piecesOf(written, async () => shippedPolicy('oregon'))).toEqual([
      {
        areaM2: 900,
        counts: { stems: { counted: 8, sampled: 20, unit: 'milacre' }, naturals: 2, largestDeadPatchM2: 50 },
      },
      { areaM2: 100, lost: 'FIRE' },
    ]);
    await expect(piecesOf([pieceOf('m2=5 shape=round')], async () => shippedPolicy())).rejects.toThrow(
      '--piece shape=round; wanted: one of closure=…, cover=…, total-cover=…, stems=…',
    );
  });
});
