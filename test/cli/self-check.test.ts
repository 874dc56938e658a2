/** The county's self-check at the command line. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SelfChecked } from '../../domain/register/self-check.ts';
import { writeTurn } from '../../prisma/turn-store.ts';
import { Life } from '../domain/stand/life.ts';
import { openStore, savedStand, turnsOf, type Store } from '../prisma/fixture.ts';
import { standkeeperOn } from './run.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());
const run = standkeeperOn(() => store.url);

async function lived(live: (life: Life) => void): Promise<Life> {
  const life = new Life(await savedStand(store));
  live(life);
  for (const turn of turnsOf(life)) await writeTurn(store.db, turn);
  return life;
}
async function rowsOf(life: Life): Promise<readonly SelfChecked[]> {
  const { out } = await run('selfcheck', 'report', '--county', '定襄', '--year', '2026', '--json');
  const { rows } = JSON.parse(out) as { rows: SelfChecked[] };
  return rows.filter(({ standId }) => standId === life.seed.standId);
}

test('a stand that was counted in its autumn is told with its count, one that was not as missing', async () => {
  const counted = await lived((life) => life.survey('2026-09-20', 1900));
  const bare = await lived((life) => life.until('2026-12-15'));
  expect(await rowsOf(counted)).toMatchObject([{ count: { capturedOn: '2026-09-20', verdict: 'PASS' } }]);
  expect((await rowsOf(bare))[0]).not.toHaveProperty('count');
  const { out } = await run('selfcheck', 'report', '--county', '140921', '--year', '2026', '--missing');
  expect(out).toContain(bare.seed.standId);
  expect(out).not.toContain(counted.seed.standId);
  expect(out).toContain('report due 2026-11-30');
  const zh = await run('--lang', 'zh', 'selfcheck', 'report', '--county', '140921', '--year', '2026');
  expect(zh.out).toContain('缺自查 1 块');
});

test('a count that is corrected is none any more: the right one counts', async () => {
  const life = await lived((each) => {
    each.survey('2026-09-20', 1900, { surveyId: 'wrong' });
    each.correct('2026-10-05', 'wrong', 1950, { surveyId: 'right', capturedOn: '2026-09-28' });
  });
  expect(await rowsOf(life)).toMatchObject([{ count: { surveyId: 'right', capturedOn: '2026-09-28' } }]);
});

test('of a stand in pieces each piece has the count that found it so', async () => {
  const life = await lived((each) =>
    each.pieces('2026-09-20', [
      { areaM2: 60_000, counts: { livePoints: 1150 } },
      { areaM2: 40_000, counts: { livePoints: 500 } },
    ]),
  );
  expect((await rowsOf(life)).map(({ partId, count }) => [partId, count?.capturedOn])).toEqual([
    ['p1', '2026-09-20'],
    ['p2', '2026-09-20'],
  ]);
});

test('the list goes out as CSV, in the words of its reader', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'selfcheck-')), 'missing.csv');
  await run('--lang', 'zh', 'selfcheck', 'report', '--county', '140921', '--year', '2026', '--csv', file);
  expect(readFileSync(file, 'utf8')).toContain('自查日期');
});

test('a county whose policy knows no self-check is refused', async () => {
  const { code, err } = await run('selfcheck', 'report', '--county', 'DPG', '--year', '2026');
  expect([code > 0, err]).toEqual([true, expect.stringContaining('registers.selfCheck')]);
});
