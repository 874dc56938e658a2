/** Subsidies of protected land at the command line: by the flags and areas of the day that counts for the year. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StandSeed } from '../../domain/stand/state.ts';
import { shippedPolicyFile } from '../../policies/shipped-file.ts';
import { writeTurn } from '../../prisma/turn-store.ts';
import { Life } from '../domain/stand/life.ts';
import { openStore, savedStand, turnsOf, type Store } from '../prisma/fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { standkeeperOn } from './run.ts';

let store: Store;
let seeds: StandSeed[];
const folder = temporaryFolder();
/** The first is protected from 2023-12-31 to 2025-05-01, and its boundary moves in 2024; the second from 2025 on. */
beforeAll(async () => {
  store = await openStore();
  seeds = [
    await savedStand(store, { plantedOn: '2023-04-10' }),
    await savedStand(store, { plantedOn: '2023-04-10' }),
    await savedStand(store, { plantedOn: '2023-04-10' }),
  ];
  const lives = seeds.map((seed) => new Life(seed));
  const protect = (life: Life, on: string, flags: readonly ('WELFARE_2' | 'NATURAL')[]) =>
    life.send(on, { type: 'protect', flags, evidence: 'paper-1' });
  protect(lives[0]!, '2023-12-31', ['WELFARE_2']);
  lives[0]!.send('2024-06-01', { type: 'changeBoundary', areaM2: 90_000, reason: 'REMEASURED', evidence: 'paper-2' });
  protect(lives[0]!, '2025-05-01', []);
  protect(lives[1]!, '2025-02-01', ['WELFARE_2', 'NATURAL']);
  for (const life of lives) for (const turn of turnsOf(life)) await writeTurn(store.db, turn);
});
afterAll(async () => {
  await store.close();
  folder.remove();
});
const run = standkeeperOn(() => store.url);

interface Told {
  readonly countedOn: string;
  readonly provisional: boolean;
  readonly sums: readonly { readonly scheme: string; readonly amountFen?: number }[];
  readonly rows: readonly { readonly standId: string; readonly scheme: string; readonly amountFen?: number }[];
}
const told = async (year: number, ...more: string[]) =>
  JSON.parse(
    (await run('payments', 'subsidies', '--county', '定襄', '--year', `${year}`, '--json', ...more)).out,
  ) as Told;

/** The shipped policy with a rate of its own for public-welfare forest. */
function withRate(): string {
  const path = join(folder.path, 'with-rate.yaml');
  const title = 'compensation of public-welfare forest }';
  writeFileSync(path, readFileSync(shippedPolicyFile(), 'utf8').replace(title, `${title}, yuanPerMu: 16`));
  return path;
}

describe('a year goes by the flags and areas of its last day', () => {
  test.each([
    [2022, []],
    [2023, [['publicWelfare', 100_000]]],
    [2024, [['publicWelfare', 90_000]]],
    [
      2025,
      [
        ['publicWelfare', 100_000],
        ['naturalForest', 100_000],
      ],
    ],
  ])('%i', async (year, wanted) => {
    const { countedOn, provisional, rows } = await told(year);
    expect([countedOn, provisional]).toEqual([`${year}-12-31`, false]);
    expect(rows.map((row) => [row.scheme, (row as { areaM2?: number }).areaM2])).toEqual(wanted);
  });
  test('a year to come is told as of today', async () => {
    expect(await told(2099)).toMatchObject({ provisional: true, rows: [{ standId: seeds[1]!.standId }, {}] });
  });
});

test('no rate is ruled: areas alone, with the reason', async () => {
  const { out } = await run('payments', 'subsidies', '--county', '140921', '--year', '2024');
  expect(out).toContain(
    'compensation of public-welfare forest: 1 parcel, 9.00 ha (135.0 mu), no rate ruled; by flags carry subsidies by parcel and year; held on the day of the yearly map; no rate was read · default',
  );
  const zh = await run('payments', 'subsidies', '--county', '140921', '--year', '2024', '--lang', 'zh');
  expect(zh.out).toContain('公益林补偿：1 个小班，135.0 亩（9.00 公顷），未规定标准');
});

test('with a rate of its own each sum is that of its rows, and the file has them all', async () => {
  const csv = join(folder.path, 'subsidies.csv');
  const { rows, sums } = await told(2025, '--policy', withRate(), '--csv', csv);
  const again = rows.filter(({ scheme }) => scheme === 'publicWelfare').reduce((sum, row) => sum + row.amountFen!, 0);
  expect(sums[0]).toMatchObject({ scheme: 'publicWelfare', parcels: 1, amountFen: again });
  expect(again).toBe(240_000);
  expect(readFileSync(csv, 'utf8').trim().split('\r\n')).toHaveLength(rows.length + 1);
});

test('the holder of the day that counts is named', async () => {
  await run('tenure', 'holder', seeds[0]!.standId, '--name', '张伟', '--from', '2023-01-01');
  await run('tenure', 'holder', seeds[0]!.standId, '--name', '李强', '--from', '2025-01-01');
  expect((await told(2024)).rows).toMatchObject([{ holder: '张伟' }]);
});
