/** Splits, merges and boundaries at the command line, on the real servers: the land lives on, and the old number says where. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { childOf } from '../../cli/child-option.ts';
import { connectTemporal, type TemporalConnection } from '../../client/connect.ts';
import { createStandClient, type StandClient } from '../../client/stand-client.ts';
import { readSettings } from '../../contract/settings.ts';
import type { StandState } from '../../domain/stand/state.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { importOf, newSeed } from '../prisma/fixture.ts';
import { openInstallation, type Installation } from './installation.ts';
import { standkeeper } from './run.ts';

let installation: Installation;
let temporal: TemporalConnection;
let stands: StandClient;
/** Both counted with 1,600 of 2,000 points alive: replanting is owed. */
let old: string;
let other: string;

beforeAll(async () => {
  installation = await openInstallation();
  temporal = await connectTemporal(readSettings(installation.env));
  stands = createStandClient({ temporal: temporal.client, db: installation.db });
  const seeds = [newSeed({ plantedOn: '2025-04-10' }), newSeed({ plantedOn: '2025-04-10' })];
  await saveImport(installation.db, importOf(seeds));
  [old, other] = seeds.map(({ standId }) => standId) as [string, string];
  for (const standId of [old, other]) {
    await untilAwake(standId);
    const count = { by: 'crew', surveyId: `count-${standId}`, capturedOn: '2025-09-20', counts: { livePoints: 1600 } };
    await stands.submitSurvey((await rowOf(standId)).workflowId, count);
    await untilAwake(standId);
  }
});
afterAll(async () => {
  await temporal.close();
  await installation.close();
});

const run = (...args: string[]) => standkeeper(args, installation.env);
const json = async <T>(...args: string[]): Promise<T> => JSON.parse((await run(...args, '--json')).out) as T;
const rowOf = (standId: string) => installation.db.prisma.stand.findFirstOrThrow({ where: { standId } });
const stateOf = async (standId: string) => (await rowOf(standId)).state as unknown as StandState;

/** The delivery has started it, and all that was due has been written. */
async function untilAwake(standId: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(100)) {
    const { nextDueOn, rev } = await rowOf(standId);
    if (rev > 0 && nextDueOn !== null && nextDueOn.getTime() > Date.now()) return;
  }
  throw new Error(`${standId} did not wake within a minute`);
}

describe('stands split', () => {
  test('names what becomes of the land; sent again under its id it takes effect once', async () => {
    const into = ['--into', `${old}-1 m2=60000`, '--into', `${old}-2 m2=40000`];
    const split = () => run('stands', 'split', old, ...into, '--by', 'chief-7', '--command-id', 'split-1');
    const first = await split();
    expect(first).toMatchObject({ code: 0 });
    expect(first.out).toContain(`→ ${old}-1: 6.00 ha (90.0 mu)`);
    expect((await split()).out).toBe(first.out);
    expect(await installation.db.prisma.stand.count({ where: { standId: { startsWith: `${old}-` } } })).toBe(2);
  });

  test('the children live: with area, stage, evidence and duties of the stand they were', async () => {
    await Promise.all([untilAwake(`${old}-1`), untilAwake(`${old}-2`)]);
    type Shown = { areaM2: number; stage: string; state: StandState; surveys: { id: string; countedAs?: string }[] };
    const shown = await json<Shown>('stands', 'show', `${old}-2`);
    expect(shown).toMatchObject({ areaM2: 40_000, stage: 'REPLANT_DUE' });
    expect(shown.surveys).toMatchObject([{ id: `count-${old}`, countedAs: old }]);
    expect(shown.state.duties.map(({ id }) => id)).toContain('replant-0.p2');
    expect((await run('stands', 'show', `${old}-1`)).out).toMatch(new RegExp(`came from +${old} `));
  });

  test('tasks are in hand on the children, and on the old stand no more', async () => {
    const tasks = (standId: string) =>
      installation.db.prisma.task.findMany({ where: { stand: { standId }, closedAt: null } });
    expect(await tasks(old)).toEqual([]);
    const inHand = (await stateOf(`${old}-1`)).duties.filter(
      ({ state, task }) => ['open', 'overdue'].includes(state) && task?.state === 'dispatched',
    );
    expect((await tasks(`${old}-1`)).map(({ dutyId }) => dutyId).toSorted()).toEqual(
      inHand.map(({ id }) => id).toSorted(),
    );
  });

  test('the old number answers with where it went, in both languages', async () => {
    const late = await run('survey', 'submit', old, '--captured', '2025-10-01', '--live', '1900');
    expect(late).toMatchObject({ code: 3 });
    expect(late.out).toContain(`goes on as ${old}-1, ${old}-2`);
    expect((await run('--lang', 'zh', 'stands', 'why', old)).out).toContain(`由 ${old}-1, ${old}-2 承继`);
    expect((await run('stands', 'show', old)).out).toMatch(new RegExp(`went to +${old}-1, ${old}-2`));
  });

  test.each([
    ['a number that is there', () => [`${old}-1`, 60_000, 40_000] as const, { refused: 'STAND_NUMBER_TAKEN' }],
    [
      'areas that are not the whole',
      () => [`${other}-1`, 60_000, 40_001] as const,
      { refused: 'PIECES_NOT_WHOLE', values: { partId: 'p1', met: 100_001, wanted: 100_000 } },
    ],
  ])('%s is refused, and nothing is changed', async (_what, sayingOf, refusal) => {
    const [standId, one, two] = sayingOf();
    const children = [
      { standId, pieces: [{ areaM2: one }] },
      { standId: `${other}-9`, pieces: [{ areaM2: two }] },
    ];
    const { workflowId, rev } = await rowOf(other);
    expect(await stands.splitStand(workflowId, { by: 'm', children })).toMatchObject({ kind: 'refused', refusal });
    expect((await rowOf(other)).rev).toBe(rev);
  });
});

describe('stands boundary', () => {
  test('the area changes, and points with it', async () => {
    const says = ['--reason', 'REMEASURED', '--evidence', 'paper-7', '--by', 'chief-7'];
    expect(await run('stands', 'boundary', `${old}-1`, '--m2', '54000', ...says)).toMatchObject({ code: 0 });
    expect(await rowOf(`${old}-1`)).toMatchObject({ areaM2: 54_000, designedPoints: 1080 });
  });
});

describe('stands merge', () => {
  test('the stand that stays takes it in, with its duties; the old number says where it went', async () => {
    const merged = await run('stands', 'merge', other, '--into', `${old}-1`, '--by', 'chief-7');
    expect(merged).toMatchObject({ code: 0 });
    expect(merged.out).toContain(`→ ${old}-1`);
    await expect.poll(async () => (await rowOf(`${old}-1`)).areaM2, { timeout: 60_000 }).toBe(154_000);
    expect((await stateOf(`${old}-1`)).duties.map(({ id }) => id)).toContain('replant-0.p2');
    expect((await run('stands', 'why', other)).out).toContain(`goes on as ${old}-1`);
  });

  test('a stand of another work year is refused, naming both', async () => {
    const seed = newSeed({ plantedOn: '2024-04-10' });
    await saveImport(installation.db, importOf([seed]));
    await untilAwake(seed.standId);
    const { workflowId } = await rowOf(seed.standId);
    const into = (await rowOf(`${old}-1`)).workflowId;
    expect(await stands.mergeStand(workflowId, { by: 'm', into })).toMatchObject({
      kind: 'refused',
      refusal: { refused: 'STANDS_UNFIT', values: { field: 'workYear', met: '2025', wanted: '2024' } },
    });
  });
});

test('the sweep finds nothing to mend in what was split, measured and merged', async () => {
  expect(await json('sweep', 'run', '--all')).toMatchObject({ findings: [] });
});

describe('a stand of a split as it is written', () => {
  test('is its number with its area, or with parts', () => {
    expect(childOf(' 140921-0101  m2=60000 ')).toEqual({ standId: '140921-0101', pieces: [{ areaM2: 60_000 }] });
    expect(childOf('140921-0101 p1=60000 p2')).toEqual({
      standId: '140921-0101',
      pieces: [{ partId: 'p1', areaM2: 60_000 }, { partId: 'p2' }],
    });
  });
  test.each(['', '140921-0101', '140921-0101 m2=x', '140921-0101 m2=0'])('%j is none', (text) => {
    expect(() => childOf(text)).toThrow(/wanted: its number|no whole number/);
  });
});
