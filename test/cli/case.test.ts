/** Cases at the command line. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCase, type CaseRow } from '../../prisma/case-store.ts';
import { writeTurn } from '../../prisma/turn-store.ts';
import type { StandSeed } from '../../domain/stand/state.ts';
import { Life } from '../domain/stand/life.ts';
import { openStore, savedStand, turnsOf, type Store } from '../prisma/fixture.ts';
import { standkeeperOn } from './run.ts';

let store: Store;
let first: StandSeed;
let second: StandSeed;
/** Of the second one a damage by grazing is on record. */
beforeAll(async () => {
  store = await openStore();
  [first, second] = [await savedStand(store), await savedStand(store)];
  const life = new Life(second);
  life.send('2026-06-02', { type: 'reportDamage', cause: 'GRAZING', seenOn: '2026-06-01', lostM2: 0 });
  for (const turn of turnsOf(life)) await writeTurn(store.db, turn);
});
afterAll(() => store.close());
const run = standkeeperOn(() => store.url);
const open = (...words: string[]) => run('case', 'open', first.standId, '--found', '2026-06-01', ...words);

test('a find gets the next number of its county and year, its due day, and the person who answers for it', async () => {
  expect((await open('--kind', 'grazing', '--owner', '张伟')).out).toBe(
    `case 140921-2026-1, ${first.standId}, grazing, due 2026-06-16`,
  );
  expect((await open('--kind', 'felling', '--due', '2026-06-02')).out).toContain('140921-2026-2');
  const { cases } = JSON.parse((await run('case', 'list', '--overdue', '--json')).out) as { cases: object[] };
  expect(cases).toMatchObject([
    { caseNo: '140921-2026-2', kind: 'FELLING', dueOn: '2026-06-02' },
    { caseNo: '140921-2026-1', owner: '张伟' },
  ]);
});

test('those opened at the same moment have numbers of their own', async () => {
  const found = {
    lifeId: first.lifeId,
    standId: first.standId,
    countyCode: '140921',
    kind: 'GRAZING',
    by: 'chief-7',
  } as const;
  const days = { foundOn: '2026-06-01', dueOn: '2026-06-16' };
  const cases = await Promise.all([1, 2, 3].map(() => openCase(store.db, { ...found, ...days })));
  expect(cases.map((row) => (row as CaseRow).caseNo).toSorted()).toEqual([3, 4, 5].map((no) => `140921-2026-${no}`));
});

test('a land take with its approval number is written down as closed; without one it is a case until the number comes', async () => {
  expect((await open('--kind', 'land-take', '--approval', '晋林审〔2026〕12号')).out).toContain(
    'closed 2026-06-01, approved',
  );
  const { caseNo } = JSON.parse((await open('--kind', 'land-take', '--json')).out) as { caseNo: string };
  expect(await run('case', 'close', caseNo, '--outcome', 'APPROVED')).toMatchObject({
    code: 3,
    err: expect.stringContaining('approval number is –'),
  });
  const closed = await run(
    'case',
    'close',
    caseNo,
    '--outcome',
    'APPROVED',
    '--approval',
    '2026-13',
    '--on',
    '2026-07-01',
  );
  expect(closed.out).toContain('closed 2026-07-01, approved');
  expect(await run('case', 'close', caseNo, '--outcome', 'RESTORED')).toMatchObject({
    code: 3,
    err: expect.stringContaining('already closed on 2026-07-01'),
  });
});

test('a damage by grazing without a case is named, until one is opened', async () => {
  const find = `! ${second.standId}: damage of 2026-06-01 (grazing) has no case`;
  expect((await run('case', 'list', '--county', '定襄')).out).toContain(find);
  await run('case', 'open', second.standId, '--kind', 'felling', '--found', '2026-06-03');
  expect((await run('case', 'list')).out).toContain(find);
  await run('case', 'open', second.standId, '--kind', 'grazing', '--found', '2026-06-03');
  expect((await run('case', 'list')).out).not.toContain('has no case');
});

test.each([
  ['a find after today', ['open', '--kind', 'grazing', '--found', '2999-01-01'], 'wanted: a find up to'],
  [
    'a due day before the find',
    ['open', '--kind', 'grazing', '--found', '2026-06-01', '--due', '2026-05-31'],
    'due from 2026-06-01 on',
  ],
  ['an approval of grazing', ['open', '--kind', 'grazing', '--approval', '7'], 'cannot end as APPROVED'],
])('%s is refused, and nothing is written', async (_title, [verb = '', ...words], wanted) => {
  const before = await store.sql('select count(*) from stand_case');
  expect(await run('case', verb, first.standId, ...words)).toMatchObject({
    code: 3,
    err: expect.stringContaining(wanted),
  });
  expect(await store.sql('select count(*) from stand_case')).toEqual(before);
});

test.each(['140921-2026-999', 'nonsense'])('case %s is not known', async (caseNo) => {
  expect(await run('case', 'close', caseNo, '--outcome', 'RESTORED')).toMatchObject({ code: 5 });
});
