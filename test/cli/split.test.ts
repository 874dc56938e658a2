/** A split at the command line, on the real servers: the children live, and the old number says where it went. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { childOf } from '../../cli/child-option.ts';
import type { StandState } from '../../domain/stand/state.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { importOf, newSeed } from '../prisma/fixture.ts';
import { openInstallation, type Installation } from './installation.ts';
import { standkeeper } from './run.ts';

let installation: Installation;

beforeAll(async () => {
  installation = await openInstallation();
});
afterAll(() => installation.close());

const run = (...args: string[]) => standkeeper(args, installation.env);
const json = async <T>(...args: string[]): Promise<T> => JSON.parse((await run(...args, '--json')).out) as T;
const rowOf = (standId: string) => installation.db.prisma.stand.findFirstOrThrow({ where: { standId } });

/** The delivery has started it, and all that was due has been written. */
async function untilAwake(standId: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(100)) {
    const { nextDueOn, rev } = await rowOf(standId);
    if (rev > 0 && nextDueOn !== null && nextDueOn.getTime() > Date.now()) return;
  }
  throw new Error(`${standId} did not wake within a minute`);
}

/** 1,600 of 2,000 points live: replanting is owed. */
async function plantedAndCounted(): Promise<string> {
  const seed = newSeed({ plantedOn: '2025-04-10' });
  await saveImport(installation.db, importOf([seed]));
  await untilAwake(seed.standId);
  await run('survey', 'submit', seed.standId, '--captured', '2025-09-20', '--live', '1600', '--command-id', 'count');
  await untilAwake(seed.standId);
  return seed.standId;
}

describe('stands split', () => {
  let old: string;
  const split = (...more: string[]) =>
    run(
      'stands',
      'split',
      old,
      '--into',
      `${old}-1 m2=60000`,
      '--into',
      `${old}-2 m2=40000`,
      '--by',
      'chief-7',
      ...more,
    );
  beforeAll(async () => {
    old = await plantedAndCounted();
  });

  test('names what becomes of the land; sent again under its id it takes effect once', async () => {
    const first = await split('--command-id', 'split-1');
    expect(first).toMatchObject({ code: 0 });
    expect(first.out).toContain(`→ ${old}-1: 6.00 ha (90.0 mu)`);
    expect((await split('--command-id', 'split-1')).out).toBe(first.out);
    expect(await installation.db.prisma.stand.count({ where: { standId: { startsWith: `${old}-` } } })).toBe(2);
  });

  test('the children live: with area, stage, evidence and duties of the stand they were', async () => {
    await Promise.all([untilAwake(`${old}-1`), untilAwake(`${old}-2`)]);
    type Shown = { areaM2: number; stage: string; state: StandState; surveys: { id: string; countedAs?: string }[] };
    const shown = await json<Shown>('stands', 'show', `${old}-2`);
    expect(shown).toMatchObject({ areaM2: 40_000, stage: 'REPLANT_DUE' });
    expect(shown.surveys).toMatchObject([{ id: 'count', countedAs: old }]);
    expect(shown.state.duties.map(({ id }) => id)).toContain('replant-0.p2');
    const page = await run('stands', 'show', `${old}-1`);
    expect(page.out).toMatch(new RegExp(`came from 来源 +${old} `));
    expect((await run('stands', 'events', `${old}-1`)).out).toContain(`goes on from ${old} with p1`);
  });

  test('tasks are in hand on the children, and on the old stand no more', async () => {
    const tasks = async (standId: string) =>
      installation.db.prisma.task.findMany({ where: { stand: { standId }, closedAt: null } });
    expect(await tasks(old)).toEqual([]);
    const open = (await rowOf(`${old}-1`)).state as unknown as StandState;
    const inHand = open.duties.filter(({ state, task }) => state !== 'planned' && task?.state === 'dispatched');
    expect((await tasks(`${old}-1`)).map(({ dutyId }) => dutyId).toSorted()).toEqual(
      inHand.map(({ id }) => id).toSorted(),
    );
  });

  test.each([
    ['en', 'goes on as'],
    ['zh', '承继'],
  ])('the old number answers in %s with where it went', async (lang, words) => {
    const late = await run('--lang', lang, 'survey', 'submit', old, '--captured', '2025-10-01', '--live', '1900');
    expect(late).toMatchObject({ code: 3 });
    for (const { out } of [late, await run('--lang', lang, 'stands', 'why', old)]) {
      expect(out).toContain(words);
      expect(out).toContain(`${old}-1, ${old}-2`);
    }
    expect((await run('--lang', lang, 'stands', 'show', old)).out).toMatch(new RegExp(`去向 +${old}-1, ${old}-2`));
  });

  test('a child takes counts and works of its own', async () => {
    const counted = await run(
      'survey',
      'correct',
      `${old}-1`,
      'count',
      '--captured',
      '2025-09-20',
      '--live',
      '1150',
      '--surveyors',
      'li,wang',
    );
    expect(counted.out).toContain('verdict: pass');
  });

  test('a child is split again; its surveys are found through both lives', async () => {
    await run(
      'stands',
      'split',
      `${old}-2`,
      '--into',
      `${old}-2a m2=10000`,
      '--into',
      `${old}-2b m2=30000`,
      '--by',
      'chief-7',
    );
    await untilAwake(`${old}-2b`);
    expect(await json('stands', 'show', `${old}-2b`)).toMatchObject({ surveys: [{ id: 'count', countedAs: old }] });
  });

  test('the sweep finds nothing to mend', async () => {
    expect(await json('sweep', 'run', '--all')).toMatchObject({ findings: [] });
  });

  test.each([
    ['a number that is there', (id: string) => [`${id} m2=60000`, `${id}x m2=40000`], 'already'],
    ['areas that are not the whole', (id: string) => [`${id}y m2=60000`, `${id}z m2=40001`], '100001 m²'],
  ])('%s is refused', async (_what, into, words) => {
    const other = await plantedAndCounted();
    const [one, two] = into(_what.startsWith('a number') ? `${old}-1` : other);
    const refused = await run('stands', 'split', other, '--into', one!, '--into', two!, '--by', 'chief-7');
    expect(refused).toMatchObject({ code: 3 });
    expect(refused.out).toContain(words);
  });
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
