/** A policy compared, looked at before, and adopted by a selection. A process each, so what needs none is asked of the functions. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { orderAdoption } from '../../cli/adopt-policy.ts';
import { refuseUnpublished } from '../../cli/policy-chosen.ts';
import { effectsFile } from '../../cli/preview-csv.ts';
import { publishFile } from '../../cli/publish-policy.ts';
import { selectionOf } from '../../cli/stand-selection.ts';
import { createStandClient, type StandClient } from '../../client/stand-client.ts';
import { connectTemporal, type TemporalConnection } from '../../client/connect.ts';
import { readSettings } from '../../contract/settings.ts';
import { standWorkflowId } from '../../domain/stand/ids.ts';
import type { StandSeed } from '../../domain/stand/state.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { loadPolicy, shippedPolicy } from '../../policies/load.ts';
import { adoptionOutcome } from '../../prisma/adoption-outcome.ts';
import { standState } from '../../prisma/stand-store.ts';
import { importOf, newSeed } from '../prisma/fixture.ts';
import { laterVersion } from '../support/policy-file.ts';
import { EAST, WEST, XINZHOU } from '../support/regimes.ts';
import { openInstallation, type Installation } from './installation.ts';
import { standkeeper } from './run.ts';

let installation: Installation;
let seeds: readonly StandSeed[];
let temporal: TemporalConnection;
let stands: StandClient;
let batch: string;
const folder = mkdtempSync(join(tmpdir(), 'standkeeper-change-'));
const later = laterVersion(folder, '2.1.0');

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
  await vi.waitUntil(async () => (await late()) === 0, { timeout: 110_000, interval: 200 });
  temporal = await connectTemporal(readSettings(env));
  stands = createStandClient({ temporal: temporal.client, db });
  await stands.suspend(standWorkflowId(seeds[5]!), { by: 'm', reason: 'DISPUTE' });
});
afterAll(async () => {
  await temporal.close();
  await installation.close();
  rmSync(folder, { recursive: true });
});

const run = (...args: string[]) => standkeeper(args, installation.env);
const json = async <T>(...args: string[]): Promise<T> => JSON.parse((await run(...args, '--json')).out) as T;
const policyOf = async ({ lifeId }: StandSeed) => {
  const state = (await standState(installation.db, lifeId))!;
  return state.parts.map(({ regime }) => state.regimes[regime]!.policy);
};

test('policy compare shows value, unit, clause and mark of either side in Chinese as well, units and marks too', async () => {
  const { code, out } = await run('--lang', 'zh', 'policy', 'compare', 'xinzhou-2024', later);
  expect(code).toBe(0);
  expect(out).toMatch(/calendar\.check\.EAST +09-01 10-31 月日 +08-20 10-10 月日/);
  expect(out).toMatch(/lines\.survival\.NORMAL +0\.85 比率 +0\.8 比率 +GB\/T 15776-2023 §12 · 转引/);
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
    expect(await policyOf(seeds[0]!)).toEqual(['xinzhou-2024@1.3.0']);
    await expect(effectsFile(csv, 'en')).rejects.toThrow('is there already; wanted: a new name');
  });
  test.each([
    ['no selection', {}, 'no stand is chosen'],
    ['a county without stands', { county: '五台' }, 'no open stand'],
    ['an import that is none', { batch: 'x' }, 'no import has the id x'],
  ])('asks for stands where there is %s', async (_, options, said) => {
    await expect(selectionOf(installation.db, XINZHOU, { ...options, lang: 'en' })).rejects.toThrow(said);
  });
});

describe('policy adopt', () => {
  test('takes published versions alone, and without --yes only looks', async () => {
    const { db } = installation;
    const policy = loadPolicy(later);
    await expect(refuseUnpublished(db, policy, 'en')).rejects.toThrow(
      'wanted: standkeeper policy publish, with this file',
    );
    await publishFile(db, later, 'm');
    await refuseUnpublished(db, policy, 'en');
    await expect(refuseUnpublished(db, { ...policy, hash: 'edited' }, 'en')).rejects.toThrow('a new version');
    const looked = await run('policy', 'adopt', 'xinzhou-2024@2.1.0', '--county', EAST);
    expect([looked.code, looked.err]).toEqual([0, expect.stringContaining('with --yes it is adopted')]);
    expect(await db.prisma.policyAdoption.count()).toBe(0);
  });
  test('brings a county to the version, and lists who refused with the reason', async () => {
    const ran = await run('policy', 'adopt', 'xinzhou-2024@2.1.0', '--county', '定襄', '--by', 'chief-7', '--yes');
    expect([ran.code, ran.out]).toEqual([3, expect.stringContaining('5 adopted, 1 refused, 0 waiting')]);
    expect(ran.out).toMatch(new RegExp(`${seeds[5]!.standId} +STAND_SUSPENDED`));
    for (const seed of seeds.slice(0, 5)) expect(await policyOf(seed)).toEqual(['xinzhou-2024@2.1.0']);
    expect(await policyOf(seeds[7]!)).toEqual(['xinzhou-2024@1.3.0']);
  });
  test('again it finds the version in force, and tries those that refused once more', async () => {
    await stands.resume(standWorkflowId(seeds[5]!), { by: 'm' });
    type Told = { inForce: number; outcome: { adopted: number; refused: unknown[] } };
    const told = await json<Told>('policy', 'adopt', 'xinzhou-2024@2.1.0', '--county', EAST, '--yes');
    const csv = join(folder, 'in-force.csv');
    await run('policy', 'preview', 'xinzhou-2024@2.1.0', '--county', EAST, '--csv', csv);
    const [head, ...lines] = readFileSync(csv, 'utf8').trim().split('\r\n');
    expect(head).toContain('policy_before,moved');
    expect(head).toMatch(/,in_force$/);
    expect(lines.filter((line) => line.endsWith(',yes') && line.includes(',xinzhou-2024@2.1.0,'))).toHaveLength(6);
    expect(told).toMatchObject({ inForce: 5, told: 1, outcome: { adopted: 1, refused: [], waiting: 0 } });
    const list = await json<{ id: string; by: string }[]>('policy', 'adoptions');
    expect(list.map(({ by }) => by)).toEqual(['operator', 'chief-7']);
    const first = await adoptionOutcome(installation.db, list[1]!.id);
    expect(first).toMatchObject({ adopted: 5, waiting: 0, refused: [{ standId: seeds[5]!.standId }] });
  });
  test('of a policy for other counties every stand is refused, and none is asked', async () => {
    const { db } = installation;
    const { lifeId } = seeds[6]!;
    const order = { policy: shippedPolicy('oregon'), selection: { lifeId }, by: 'm', nowMs: Date.now() };
    const { id, ...saved } = await orderAdoption(db, order);
    expect(saved).toMatchObject({ told: 0, refused: 1, inForce: 0 });
    expect((await adoptionOutcome(db, id)).refused).toMatchObject([{ refusal: { refused: 'POLICY_COUNTY_UNKNOWN' } }]);
  });
});
