/** A legal deletion leaves no word of a person in any register beside the stand. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileItem, numberArchive } from '../../prisma/archive-store.ts';
import { writeCare } from '../../prisma/care-store.ts';
import { closeCase, openCase, type CaseRow } from '../../prisma/case-store.ts';
import { writeContract, writeDefault } from '../../prisma/contract-store.ts';
import { writeConversionDone, writeHouseholds } from '../../prisma/conversion-store.ts';
import { eraseLife } from '../../prisma/erase-store.ts';
import { writeInsurance } from '../../prisma/insurance-store.ts';
import { writeTenure } from '../../prisma/tenure-store.ts';
import { writeTurn } from '../../prisma/turn-store.ts';
import { Life } from '../domain/stand/life.ts';
import { openStore, savedStand, turnsOf, type Store } from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

const WORDS = /张伟|zhang/i;
const ZHANG = '张伟';

async function everything(): Promise<string> {
  const tables = await store.sql<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  );
  const texts: string[] = [];
  for (const { name } of tables)
    texts.push(...(await store.sql<{ row: string }>(`select t::text as row from ${name} t`)).map(({ row }) => row));
  return texts.join('\n');
}

/** Rows of every register, each with a person in it. */
async function registered(lifeId: string): Promise<void> {
  const { db } = store;
  const stand = { lifeId, standId: 'any' };
  const found = { ...stand, countyCode: '140921', foundOn: '2026-06-01', dueOn: '2026-06-16' };
  await openCase(db, { ...found, kind: 'GRAZING', owner: ZHANG, by: 'zhang-7' });
  const { caseNo } = (await openCase(db, { ...found, kind: 'LAND_TAKE', owner: ZHANG, by: 'zhang-7' })) as CaseRow;
  await closeCase(db, caseNo, { on: '2026-06-20', outcome: 'APPROVED', approvalNo: 'Zhang-12', by: 'zhang-7' });
  await numberArchive(db, { ...stand, archiveNo: '张伟-1', by: 'zhang-7' });
  await fileItem(db, {
    ...stand,
    item: 'map',
    filedOn: '2026-06-01',
    paperNo: 'Zhang-13',
    by: 'zhang-7',
  });
  await writeCare(db, { ...stand, fromOn: '2026-01-01', untilOn: '2029-01-01', ranger: ZHANG, by: 'zhang-7' });
  await writeHouseholds(db, { ...stand, by: 'zhang-7', households: [{ household: ZHANG, areaM2: 1 }] });
  const done = { ...stand, task: 'acceptance1', on: '2027-10-01' };
  await writeConversionDone(db, { ...done, paperNo: 'Zhang-14', by: 'zhang-7' });
  const days = { fromOn: '2026-01-01', untilOn: '2026-12-31', noticeHours: 48, visitDays: 15, perils: [] };
  await writeInsurance(db, { ...stand, policyNo: 'Zhang-16', insurer: ZHANG, ...days, by: 'zhang-7' });
  const contract = {
    contractNo: `Zhang-${lifeId}`,
    contractor: ZHANG,
    signedOn: '2026-01-01',
    warrantyYears: 3,
    line: 0.85,
  };
  await writeContract(db, { ...contract, supplier: ZHANG, by: 'zhang-7' }, [stand]);
  const work = { dutyId: 'replant-0', code: 'replant', on: '2027-05-01', areaM2: 1 };
  await writeDefault(db, { ...stand, ...work, contractNo: contract.contractNo, paperNo: 'Zhang-15', by: 'zhang-7' });
  await writeTenure(db, { ...stand, fromOn: '2026-01-01', holder: ZHANG, by: 'zhang-7' });
}

test('of the stand that is erased; what is kept of another one stays', async () => {
  const [erased, kept] = [await savedStand(store), await savedStand(store)];
  const life = new Life(erased);
  life.send('2026-06-02', { type: 'close', reason: 'ERASED' });
  for (const turn of turnsOf(life)) await writeTurn(store.db, turn);
  await registered(erased.lifeId);
  expect(await everything()).toMatch(WORDS);
  expect(await eraseLife(store.db, erased.lifeId)).toMatchObject({ kind: 'erased' });
  expect(await everything()).not.toMatch(WORDS);
  await registered(kept.lifeId);
  const before = await everything();
  expect(await eraseLife(store.db, erased.lifeId)).toMatchObject({ kind: 'erased', events: 0 });
  expect((await everything()).split('\n').toSorted()).toEqual(before.split('\n').toSorted());
});
