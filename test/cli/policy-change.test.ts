/** A policy compared, looked at before, and adopted by a selection, at the command line against the real servers. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createStandClient } from '../../client/stand-client.ts';
import { connectTemporal } from '../../client/connect.ts';
import { readSettings } from '../../contract/settings.ts';
import { standWorkflowId } from '../../domain/stand/ids.ts';
import type { StandSeed } from '../../domain/stand/state.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { standState } from '../../prisma/stand-store.ts';
import { importOf, newSeed } from '../prisma/fixture.ts';
import { laterVersion } from '../support/policy-file.ts';
import { EAST, WEST } from '../support/regimes.ts';
import { openInstallation, type Installation } from './installation.ts';
import { standkeeper } from './run.ts';

let installation: Installation;
let seeds: readonly StandSeed[];
let batch: string;
const folder = mkdtempSync(join(tmpdir(), 'standkeeper-change-'));
const later = laterVersion(folder, '1.1.0');

/** Their first check is late whenever this runs, and the preservation check lies two years ahead. */
const PLANTED_ON = `${new Date().getUTCFullYear() - 1}-04-10`;

/** Six stands of the east and two of the west, one of them suspended. */
beforeAll(async () => {
  installation = await openInstallation();
  const { db, env } = installation;
  const county = (index: number) => (index < 6 ? EAST : WEST);
  seeds = Array.from({ length: 8 }, (_, index) => newSeed({ county: county(index), plantedOn: PLANTED_ON }));
  const data = importOf(seeds);
  batch = data.batch.id;
  await saveImport(db, data);
  // Told a year late, they have some turns to write.
  const late = () => db.prisma.stand.count({ where: { OR: [{ rev: 0 }, { nextDueOn: { lt: new Date() } }] } });
  await vi.waitFor(async () => expect(await late()).toBe(0), { timeout: 120_000, interval: 200 });
  const { client, close } = await connectTemporal(readSettings(env));
  const stands = createStandClient({ temporal: client, db });
  await stands.suspend(standWorkflowId(seeds[5]!), { by: 'm', reason: 'DISPUTE' });
  await close();
});
afterAll(async () => {
  await installation.close();
  rmSync(folder, { recursive: true });
});

const run = (...args: string[]) => standkeeper(args, installation.env);
const json = async <T>(...args: string[]): Promise<T> => JSON.parse((await run(...args, '--json')).out) as T;
const policyOf = async ({ lifeId }: StandSeed) => {
  const state = (await standState(installation.db, lifeId))!;
  return state.parts.map(({ regime }) => state.regimes[regime]!.policy);
};

describe('policy compare', () => {
  test('tells value, unit, clause and mark of either side, and nothing of what is the same', async () => {
    const { differences } = await json<{ differences: { path: string }[] }>('policy', 'compare', 'xinzhou-2024', later);
    expect(differences.map(({ path }) => path)).toEqual([
      'calendar.check.EAST',
      'calendar.check.WEST',
      'calendar.check.ALPINE',
      'lines.survival.NORMAL',
    ]);
    expect(differences.at(-1)).toMatchObject({
      before: { value: '0.85', unit: 'ratio', clause: 'GB/T 15776-2023 §12', mark: 'secondary' },
      after: { value: '0.8', unit: 'ratio', mark: 'secondary' },
    });
    const table = await run('--lang', 'zh', 'policy', 'compare', 'xinzhou-2024', later);
    expect(table.out).toMatch(/calendar\.check\.EAST +09-01 10-31 day of the year +08-20 10-10 day of the year/);
    expect((await run('policy', 'compare', 'xinzhou-2024', 'xinzhou-2024')).out).toContain('both say the same');
  });
});

describe('policy preview', () => {
  test('counts by county what would change, with crew-days and where they come from, and changes nothing', async () => {
    const csv = join(folder, 'effect.csv');
    type Told = { all: object; counties: { countyCode: string }[]; crewDaysBy: object };
    const told = await json<Told>('policy', 'preview', later, '--batch', batch, '--csv', csv);
    expect(told.counties).toMatchObject([
      { countyCode: EAST, stands: 6, touched: 5, moved: 5, withdrawn: 0, added: 0, refused: 1 },
      { countyCode: WEST, stands: 2, touched: 2, moved: 2, refused: 0 },
    ]);
    expect(told.all).toMatchObject({ stands: 8, touched: 7, becomeOverdue: 0, crewDays: 0 });
    expect(told.crewDaysBy).toMatchObject({ mark: 'default' });
    const lines = readFileSync(csv, 'utf8').trim().split('\r\n');
    expect(lines).toHaveLength(9);
    expect(lines[0]).toContain('stand,county,work_year,area_ha,policy_before,moved');
    expect(lines.filter((line) => line.includes('STAND_SUSPENDED'))).toHaveLength(1);
    expect(await policyOf(seeds[0]!)).toEqual(['xinzhou-2024@1.0.0']);
    expect(await run('policy', 'preview', later, '--batch', batch, '--csv', csv)).toMatchObject({ code: 3 });
  });
  test.each([
    ['no selection', [], 2, 'no stand is chosen'],
    ['a county without stands', ['--county', '140922'], 5, 'no open stand'],
    ['an import that is none', ['--batch', 'x'], 2, 'no id of an import'],
  ])('asks for stands where there is %s', async (_, selection, code, said) => {
    const ran = await run('policy', 'preview', later, ...selection);
    expect([ran.code, ran.err]).toEqual([code, expect.stringContaining(said)]);
  });
});

describe('policy adopt', () => {
  test('takes published versions alone, and without --yes only looks', async () => {
    expect(await run('policy', 'adopt', later, '--county', EAST, '--yes')).toMatchObject({
      code: 3,
      err: expect.stringContaining('xinzhou-2024@1.1.0'),
    });
    await run('policy', 'publish', later);
    expect((await run('policy', 'adopt', 'xinzhou-2024@1.1.0', '--county', EAST)).err).toContain(
      'with --yes it is adopted',
    );
    expect(await installation.db.prisma.policyAdoption.count()).toBe(0);
  });
  test('brings a county to the version, and lists who refused with the reason', async () => {
    const ran = await run('policy', 'adopt', 'xinzhou-2024@1.1.0', '--county', '定襄', '--by', 'chief-7', '--yes');
    expect([ran.code, ran.out]).toEqual([3, expect.stringContaining('5 adopted, 1 refused, 0 waiting')]);
    expect(ran.out).toMatch(new RegExp(`${seeds[5]!.standId} +STAND_SUSPENDED`));
    for (const seed of seeds.slice(0, 5)) expect(await policyOf(seed)).toEqual(['xinzhou-2024@1.1.0']);
    expect(await policyOf(seeds[7]!)).toEqual(['xinzhou-2024@1.0.0']);
    expect((await run('--lang', 'zh', 'stands', 'why', seeds[0]!.standId)).out).toContain('此前为 xinzhou-2024@1.0.0');
  });
  test('again it finds the version in force, and tries those that refused once more', async () => {
    await run('stands', 'resume', seeds[5]!.standId);
    type Told = { inForce: number; outcome: { adopted: number; refused: unknown[] } };
    const told = await json<Told>('policy', 'adopt', 'xinzhou-2024@1.1.0', '--county', EAST, '--yes');
    expect(told).toMatchObject({ inForce: 5, told: 1, outcome: { adopted: 1, refused: [], waiting: 0 } });
    const list = await json<{ id: string; by: string }[]>('policy', 'adoptions');
    expect(list.map(({ by }) => by)).toEqual(['operator', 'chief-7']);
    expect(await json('policy', 'adoptions', list[1]!.id)).toMatchObject({
      adopted: 5,
      refused: [{ standId: seeds[5]!.standId }],
    });
  });
  test('one stand by its number', async () => {
    const ran = await run('policy', 'adopt', 'xinzhou-2024@1.1.0', '--stand', seeds[7]!.standId, '--yes');
    expect([ran.code, ran.out]).toEqual([0, expect.stringContaining('1 adopted, 0 refused, 0 waiting')]);
  });
  test('of a policy for other counties every stand is refused, and none is asked', async () => {
    await run('policy', 'publish', 'policies/oregon.yaml');
    const told = await json<object>('policy', 'adopt', 'oregon', '--stand', seeds[6]!.standId, '--yes');
    expect(told).toMatchObject({
      told: 0,
      refused: 1,
      outcome: { refused: [{ refusal: { refused: 'POLICY_COUNTY_UNKNOWN' } }] },
    });
  });
});
