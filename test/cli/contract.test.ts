/** Contracts, defaults and deductions at the command line. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StandSeed } from '../../domain/stand/state.ts';
import { Life } from '../domain/stand/life.ts';
import { openStore, savedStand, type Store } from '../prisma/fixture.ts';
import { splitLife, writeLife } from '../prisma/moved-land.ts';
import { standkeeperOn } from './run.ts';

let store: Store;
let seed: StandSeed;
let life: Life;
/** Planted in spring 2024, counted that autumn: replanting was owed in 2025, and is still. */
beforeAll(async () => {
  store = await openStore();
  seed = await savedStand(store, { plantedOn: '2024-04-10' });
  life = new Life(seed);
  life.survey('2024-09-20', 1600);
  await writeLife(store, life.until('2025-04-20'));
});
afterAll(() => store.close());
const run = standkeeperOn(() => store.url);
const json = async (...words: string[]) => JSON.parse((await run(...words, '--json')).out) as Record<string, object[]>;
const write = (no: string, ...more: string[]) =>
  run('contract', 'write', no, seed.standId, '--contractor', '绿源公司', '--signed', '2024-03-01', ...more);
const replanting = async () =>
  (await json('contract', 'due', '--county', '定襄', '--on', '2025-04-21'))['rows']!.find((row) =>
    JSON.stringify(row).includes('"replant"'),
  );

test('a contract is written down with what the policy says where it says nothing; its stands are held against its line', async () => {
  expect((await write('DX-1', '--supplier', '林场苗圃')).out).toContain('3 years of warranty');
  expect(await json('contract', 'show', 'DX-1')).toMatchObject({
    contractor: '绿源公司',
    supplier: '林场苗圃',
    warrantyYears: 3,
    line: 0.85,
    stands: [{ standId: seed.standId, untilOn: '2027-04-10', isBelowLine: true }],
  });
  expect((await run('--lang', 'zh', 'contract', 'show', 'DX-1')).out).toMatch(/80.0 % +未达/);
});

test('a stand is under one contract at a time', async () => {
  expect(await write('DX-2')).toMatchObject({ code: 3, err: expect.stringContaining('under contract DX-1 already') });
  expect(await run('contract', 'show', 'DX-2')).toMatchObject({ code: 5 });
});

test('replanting is the contractor’s until his default, which is shown as a deduction and paid to nobody', async () => {
  expect(await replanting()).toMatchObject({ doer: 'CONTRACTOR', contractor: '绿源公司', because: 'WARRANTY' });
  const duty = ['--duty', 'replant-0', '--paper', '2025-31', '--by', 'chief-7'];
  const said = await run('contract', 'default', seed.standId, ...duty, '--on', '2025-04-20');
  expect(said.out).toContain('at the cost of 绿源公司');
  expect(await replanting()).toMatchObject({ doer: 'COUNTY_CREW', because: 'DEFAULT', deductFen: 4_500_000 });
  expect(await json('payments', 'show', seed.standId)).toMatchObject({
    deductions: [{ contractNo: 'DX-1', dutyId: 'replant-0', on: '2025-04-20', areaM2: 100_000, deductFen: 4_500_000 }],
  });
  expect((await run('payments', 'show', seed.standId)).out).toContain('45,000.00 yuan; by a county crew in the');
  expect((await run('contract', 'due', '--county', '定襄', '--on', '2025-04-21')).out).toMatch(
    /replant-0 .*county crew .*the contractor is in default/,
  );
});

test('its contract and default go with the land; the deduction is told once', async () => {
  const [first, second] = await splitLife(store, life);
  const covered = (await json('contract', 'show', 'DX-1'))['stands']!;
  expect(covered).toMatchObject([{ standId: first!.standId }, { standId: second!.standId }]);
  const { deductions } = await json('payments', 'list', '--county', '定襄');
  expect(deductions).toMatchObject([{ standId: seed.standId, deductFen: 4_500_000 }]);
  expect(await write('DX-1')).toMatchObject({ code: 3, err: expect.stringContaining('goes on as') });
});

test('a default said by mistake is revoked for all of the land, once', async () => {
  const [{ standId } = expect.fail()] = (await json('contract', 'show', 'DX-1'))['stands'] as { standId: string }[];
  const revoke = () => run('contract', 'revoke', standId, '--duty', 'replant-0');
  expect((await revoke()).out).toBe(`${standId}: the default on replant-0 is revoked`);
  expect(await json('payments', 'list', '--county', '定襄')).toMatchObject({ deductions: [] });
  expect(await revoke()).toMatchObject({ code: 3, err: expect.stringContaining('no default on replant-0') });
});
