/** What registers keep of a stand is found by asking the stands its land is in now; the old number takes no new entry. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { registersOf } from '../../cli/stand-registers.ts';
import { isRefusal } from '../../domain/errors.ts';
import { careLacks } from '../../domain/register/care.ts';
import { holdersOf } from '../../domain/register/tenure.ts';
import { townshipRates } from '../../domain/register/township.ts';
import { FOUND_BY } from '../../domain/register/stand-case.ts';
import type { StandSeed } from '../../domain/stand/state.ts';
import { archiveOf, archivesOf, fileItem, numberArchive } from '../../prisma/archive-store.ts';
import type { BesideStand } from '../../prisma/beside-stand.ts';
import { handOver, standsInCare, writeCare } from '../../prisma/care-store.ts';
import { closeCase, findsWithoutCase, listCases, openCase } from '../../prisma/case-store.ts';
import { contractNamed, contractsOf, writeContract } from '../../prisma/contract-store.ts';
import { parcelsOf, writeConversionDone, writeHouseholds } from '../../prisma/conversion-store.ts';
import { findStand } from '../../prisma/stand-store.ts';
import { sharedStands, tenureLines, writeTenure, writeTownships } from '../../prisma/tenure-store.ts';
import { Life } from '../domain/stand/life.ts';
import { openStore, savedStand, type Store } from './fixture.ts';
import { childLife, handedOver, splitLife, takeIn } from './moved-land.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());
const empty = () => store.sql('truncate stand, outbox_message, import_batch cascade');

const COUNTY = '140921';
const by = 'chief-7';
const TERMS = { contractor: '绿源公司', signedOn: '2026-03-01', warrantyYears: 3, line: 0.85 };
const stand = ({ lifeId, standId }: BesideStand) => ({ lifeId, standId });

/** An entry in every register, and a find of grazing of which nobody has made a case. */
async function registered(seed: StandSeed): Promise<void> {
  const { db } = store;
  const beside = stand(seed);
  await openCase(db, {
    ...beside,
    countyCode: COUNTY,
    kind: 'FELLING',
    foundOn: '2026-06-01',
    dueOn: '2026-07-01',
    by,
  });
  await numberArchive(db, { ...beside, archiveNo: 'DX-1', by });
  await fileItem(db, { ...beside, item: 'map', filedOn: '2026-05-01', by });
  await writeTenure(db, { ...beside, fromOn: '2026-01-01', holder: '李村', by });
  await writeTownships(db, beside, [
    { township: '河边镇', areaM2: 75_000 },
    { township: '蒋村乡', areaM2: 25_000 },
  ]);
  await writeCare(db, { ...beside, fromOn: '2026-04-10', untilOn: '2029-04-10', ranger: '王林', by });
  await writeHouseholds(db, { ...beside, by, households: [{ household: '张伟', areaM2: 30_000 }] });
  await writeConversionDone(db, { ...beside, task: 'acceptance1', on: '2026-10-08', by });
}

async function split(begun = true) {
  const seed = await savedStand(store);
  const life = new Life(seed);
  life.send('2026-06-02', { type: 'reportDamage', cause: 'GRAZING', seenOn: '2026-06-01', lostM2: 0 });
  await registered(seed);
  const children = await splitLife(store, life);
  if (begun) for (const { lifeId } of children) await childLife(store, lifeId);
  const [first, second] = children.map(stand) as [BesideStand, BesideStand];
  return { seed, first, second };
}

/** What a stand of 60,000 m² of that land is asked for. */
const ALL_OF_IT = {
  holder: '李村',
  ranger: '王林',
  townships: [
    { township: '河边镇', areaM2: 45_000 },
    { township: '蒋村乡', areaM2: 15_000 },
  ],
  cases: [{ kind: 'FELLING', dueOn: '2026-07-01' }],
  archive: { archiveNo: 'DX-1', items: [{ item: 'map' }] },
};
const askedOf = async (standId: string) => registersOf(store.db, (await findStand(store.db, standId))!);

/** One split for all: each test writes in a register of its own. */
describe('a stand that was split off', () => {
  let seed: StandSeed;
  let first: BesideStand;
  let second: BesideStand;
  beforeAll(async () => {
    await empty();
    ({ seed, first, second } = await split());
  });

  test('is asked for the case, ranger, holder, archive and townships of its land', async () => {
    expect(await askedOf(first.standId)).toMatchObject(ALL_OF_IT);
  });

  test('a case stays one case, of all the land it was found on, until it is closed', async () => {
    const [found] = await listCases(store.db, { county: COUNTY });
    expect(found).toMatchObject({ standId: seed.standId, nowIn: [first.standId, second.standId] });
    await closeCase(store.db, found!.caseNo, { on: '2026-12-01', outcome: 'RESTORED', by });
    expect(await listCases(store.db, { county: COUNTY })).toEqual([]);
    expect(await askedOf(first.standId)).not.toHaveProperty('cases');
  });

  test('a find without a case is told of the stands that have the land, until a case is opened on one of them', async () => {
    expect(await findsWithoutCase(store.db, FOUND_BY, COUNTY)).toEqual([
      { standId: seed.standId, cause: 'GRAZING', seenOn: '2026-06-01', nowIn: [first.standId, second.standId] },
    ]);
    await openCase(store.db, {
      ...second,
      countyCode: COUNTY,
      kind: 'GRAZING',
      foundOn: '2026-12-01',
      dueOn: '2026-12-16',
      by,
    });
    expect(await findsWithoutCase(store.db, FOUND_BY, COUNTY)).toEqual([]);
  });

  test('goes on in the archive under its number, and what is filed for it is not its sister’s', async () => {
    expect(await fileItem(store.db, { ...first, item: 'contract', filedOn: '2026-12-01', by })).toBeUndefined();
    expect(await archivesOf(store.db, COUNTY)).toMatchObject([
      { standId: first.standId, archiveNo: 'DX-1', filed: ['contract', 'map'] },
      { standId: second.standId, archiveNo: 'DX-1', filed: ['map'] },
    ]);
  });

  test('is cared for by the ranger of its land; the contract is handed over once for all of it', async () => {
    const lacks = async () =>
      (await standsInCare(store.db, COUNTY)).map(({ care, joined, plantedOn }) =>
        careLacks(care, { plantedOn, joined, today: '2029-04-10' }).map(({ what }) => what),
      );
    expect(await lacks()).toEqual([['HAND_OVER'], ['HAND_OVER']]);
    expect(await handOver(store.db, { ...first, on: '2029-04-10' })).toMatchObject({ care: { ranger: '王林' } });
    await writeCare(store.db, { ...second, fromOn: '2028-01-01', untilOn: '2031-01-01', ranger: '李山', by });
    expect(await lacks()).toEqual([[], []]);
  });

  test('is a parcel with the acceptances its land has had; what is done there is its own', async () => {
    await writeConversionDone(store.db, { ...second, task: 'acceptance2', on: '2027-10-08', by });
    const parcels = await parcelsOf(store.db, { countyCode: COUNTY });
    expect(parcels.map(({ standId, done, households }) => [standId, [...done.keys()], households.length])).toEqual([
      [first.standId, ['acceptance1'], 1],
      [second.standId, ['acceptance1', 'acceptance2'], 1],
    ]);
    await writeHouseholds(store.db, { ...first, by, households: [{ household: '李强', areaM2: 1 }] });
    expect((await parcelsOf(store.db, { lifeId: first.lifeId }))[0]).toMatchObject({
      households: [{ household: '李强' }],
    });
  });

  test('is held by who held its land, until another is written down for it', async () => {
    await writeTenure(store.db, { ...second, fromOn: '2027-01-01', holder: '张伟', by });
    const lines = await tenureLines(store.db.prisma, [first.lifeId, second.lifeId]);
    expect([...lines.values()].map((line) => holdersOf(line).map(({ holder }) => holder))).toEqual([
      ['李村'],
      ['李村', '张伟'],
    ]);
  });

  test('townships have of both together what they had of the land', async () => {
    expect(townshipRates(await sharedStands(store.db, COUNTY))).toMatchObject([
      { township: '河边镇', stands: 2, areaM2: 75_000 },
      { township: '蒋村乡', stands: 0, areaM2: 25_000 },
    ]);
  });
});

describe('a stand that another one became part of', () => {
  beforeEach(empty);

  test('has the open cases and contracts of both, and is a parcel if one was', async () => {
    const handed = await handedOver(store, ({ goes }) => registered(goes));
    await takeIn(store, handed);
    const { into, goes } = handed;
    expect(await listCases(store.db, {})).toMatchObject([{ standId: goes.standId, nowIn: [into.standId] }]);
    expect(await askedOf(into.standId)).toMatchObject({
      cases: [{ kind: 'FELLING' }],
    });
    const [{ care, joined, plantedOn } = expect.fail()] = await standsInCare(store.db, COUNTY);
    expect(careLacks(care, { plantedOn, joined, today: '2029-04-10' })).toEqual([
      { what: 'HAND_OVER', since: '2029-04-10' },
      { what: 'NO_RANGER', since: plantedOn },
    ]);
    expect([...(await parcelsOf(store.db, { lifeId: into.lifeId }))[0]!.done.keys()]).toEqual(['acceptance1']);
  });

  test('has the contract of its own land, and for the works on what joined it that of theirs', async () => {
    const handed = await handedOver(store, async ({ into, goes }) => {
      for (const [contractNo, seed] of [
        ['DX-1', into],
        ['DX-2', goes],
      ] as const)
        await writeContract(store.db, { ...TERMS, contractNo, by }, [stand(seed)]);
    });
    await takeIn(store, handed);
    const { lifeId } = handed.into;
    for (const of of [{ lifeId }, { countyCode: COUNTY }]) {
      const kept = (await contractsOf(store.db, of))(lifeId);
      expect(kept).toMatchObject({
        contract: { contractNo: 'DX-1' },
        joined: [{ partId: 'p2', plantedOn: '2026-04-10', contract: { contractNo: 'DX-2' } }],
      });
    }
    expect(await contractNamed(store.db, 'DX-2')).toMatchObject({ stands: [{ standId: handed.into.standId }] });
  });

  test.each([
    ['only one of them', false, '2026-08-01', []],
    ['both', true, '2026-08-01', ['map']],
    ['the stand that stays since the merge', false, '2026-09-02', ['map']],
  ])('has in its archive what was filed for %s', async (_title, ofBoth, filedOn, filed) => {
    const map = { item: 'map', filedOn: '2026-08-01', by };
    const handed = await handedOver(store, async ({ into, goes }) => {
      await numberArchive(store.db, { ...stand(into), archiveNo: 'DX-1', by });
      await numberArchive(store.db, { ...stand(goes), archiveNo: 'DX-2', by });
      if (ofBoth) await fileItem(store.db, { ...stand(goes), ...map });
    });
    const { into } = handed;
    await takeIn(store, handed);
    await fileItem(store.db, { ...stand(into), item: 'map', filedOn, by });
    const { archiveNo, items } = (await archiveOf(store.db, into.lifeId))!;
    expect({ archiveNo, filed: items.map(({ item }) => item) }).toEqual({ archiveNo: 'DX-1', filed });
  });
});

/** Every way in which something is written down beside a stand. */
const WRITES: Record<string, (of: BesideStand) => Promise<unknown>> = {
  'a holder': (of) => writeTenure(store.db, { ...of, fromOn: '2027-01-01', holder: '张伟', by }),
  townships: (of) => writeTownships(store.db, of, [{ township: '河边镇', areaM2: 100_000 }]),
  'an archive number': (of) => numberArchive(store.db, { ...of, archiveNo: 'DX-9', by }),
  'an item of the archive': (of) => fileItem(store.db, { ...of, item: 'map', filedOn: '2027-01-01', by }),
  'a ranger': (of) => writeCare(store.db, { ...of, fromOn: '2027-01-01', untilOn: '2030-01-01', ranger: '王', by }),
  'a hand-over': (of) => handOver(store.db, { ...of, on: '2029-04-10' }),
  households: (of) => writeHouseholds(store.db, { ...of, by, households: [] }),
  'an acceptance': (of) => writeConversionDone(store.db, { ...of, task: 'acceptance2', on: '2027-10-08', by }),
  'a case': (of) =>
    openCase(store.db, { ...of, countyCode: COUNTY, kind: 'GRAZING', foundOn: '2026-12-01', dueOn: '2026-12-16', by }),
};

test('an old number takes no entry in any register, and says where it went; a child that has not begun is asked all the same', async () => {
  await empty();
  const { seed, first, second } = await split(false);
  for (const [what, write] of Object.entries(WRITES))
    expect(await write(stand(seed)), what).toEqual({
      refused: 'STAND_MOVED',
      values: { standId: seed.standId, met: '2026-11-20', wanted: `${first.standId}, ${second.standId}` },
    });
  expect(await askedOf(first.standId)).toMatchObject(ALL_OF_IT);
});

test('nothing is written beside a stand that its import’s undo takes away in that instant', async () => {
  const seed = await savedStand(store);
  await store.sql('truncate stand cascade');
  for (const write of Object.values(WRITES)) {
    const refusal = await write(stand(seed));
    expect(isRefusal(refusal) && refusal.refused).toBe('STAND_TAKEN_BACK');
  }
});

test('a case opened while its stand is split is of the old stand, or is refused', async () => {
  await empty();
  const seed = await savedStand(store);
  const opening = openCase(store.db, {
    ...stand(seed),
    countyCode: COUNTY,
    kind: 'GRAZING',
    foundOn: '2026-06-01',
    dueOn: '2026-06-16',
    by,
  });
  await splitLife(store, new Life(seed));
  const opened = await opening;
  const kept = await listCases(store.db, {});
  expect(kept).toHaveLength(isRefusal(opened) ? 0 : 1);
  if (!isRefusal(opened)) expect(opened.standId).toBe(seed.standId);
});
