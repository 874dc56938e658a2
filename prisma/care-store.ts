/** Rangers of stands and their contracts. */
import type { IsoDate } from '../domain/day.ts';
import { refuse, type Refusal } from '../domain/errors.ts';
import type { Care } from '../domain/register/care.ts';
import { landLine, splitLine, type Origins } from '../domain/register/land-past.ts';
import { besideStand, type BesideStand } from './beside-stand.ts';
import { dateOf, dayOf, type Database, type Queries } from './database.ts';
import type { CareContract } from './generated/client.ts';
import { originsOf } from './lineage-store.ts';

export interface CareRow extends Care {
  /** Name of a person. */
  readonly ranger: string;
  /** Number of the hand-over's paper. */
  readonly paperNo?: string;
}

/** Another contract from the same day takes the place of the one written down. */
export function writeCare(
  db: Database,
  {
    lifeId,
    standId,
    fromOn,
    untilOn,
    ranger,
    by,
  }: BesideStand & Omit<CareRow, 'handedOverOn'> & { readonly by: string },
): Promise<Refusal | undefined> {
  return besideStand(db, { lifeId, standId }, async (tx) => {
    const where = { lifeId_fromOn: { lifeId, fromOn: dateOf(fromOn) } };
    const data = { untilOn: dateOf(untilOn), ranger, writtenBy: by };
    await tx.careContract.upsert({ where, create: { lifeId, fromOn: dateOf(fromOn), ...data }, update: data });
    return undefined;
  });
}

export interface HandOver extends BesideStand {
  readonly on: IsoDate;
  readonly paperNo?: string;
}

/**
 * Hands over the earliest contract that has not been, of the stand or of what its land was in before; a contract that
 * several stands came under is handed over once. A hand-over lies not before the contract.
 */
export function handOver(
  db: Database,
  { lifeId, standId, on, paperNo }: HandOver,
): Promise<{ readonly care: CareRow } | Refusal> {
  return besideStand(db, { lifeId, standId }, async (tx) => {
    const lives = [...landLine(await originsOf(tx, { lifeIds: [lifeId] }), lifeId)];
    await tx.$queryRaw`select 1 from care_contract where life_id = any(${lives}::uuid[]) order by life_id, from_on for update`;
    const open = await tx.careContract.findFirst({
      where: { lifeId: { in: lives }, handedOverOn: null },
      orderBy: { fromOn: 'asc' },
    });
    if (open === null) return refuse('CARE_UNKNOWN', { standId });
    const fromOn = dayOf(open.fromOn);
    if (on < fromOn) return refuse('CARE_DAYS', { met: on, wanted: fromOn });
    const where = { lifeId_fromOn: { lifeId: open.lifeId, fromOn: open.fromOn } };
    const data = { handedOverOn: dateOf(on), paperNo: paperNo ?? null };
    return { care: rowOf(await tx.careContract.update({ where, data })) };
  });
}

/** Contracts of a stand's land, each list the earliest first. */
export interface CareOfLand {
  /** Of the stand and of those it was split off from. */
  readonly care: readonly CareRow[];
  /** Of land that became part of it: they are handed over, and nobody cares by them any more. */
  readonly joined: readonly CareRow[];
}

export async function careOf(db: Database, lifeId: string): Promise<CareOfLand> {
  const origins = await originsOf(db.prisma, { lifeIds: [lifeId] });
  return careIn(origins, await contractsOf(db.prisma, landLine(origins, lifeId)), lifeId);
}

async function contractsOf(db: Queries, lifeIds: readonly string[]): Promise<readonly CareContract[]> {
  return db.careContract.findMany({ where: { lifeId: { in: [...lifeIds] } }, orderBy: { fromOn: 'asc' } });
}

function careIn(origins: Origins, contracts: readonly CareContract[], lifeId: string): CareOfLand {
  const own = splitLine(origins, lifeId);
  const line = landLine(origins, lifeId);
  return {
    care: contracts.filter((contract) => own.includes(contract.lifeId)).map(rowOf),
    joined: contracts.filter((each) => line.includes(each.lifeId) && !own.includes(each.lifeId)).map(rowOf),
  };
}

export interface StandInCare extends CareOfLand {
  readonly standId: string;
  readonly plantedOn: IsoDate;
}

/** Open stands of a county, by their number. */
export async function standsInCare(db: Database, county: string): Promise<readonly StandInCare[]> {
  const rows = await db.prisma.stand.findMany({
    where: { countyCode: county, closedOn: null },
    orderBy: [{ standId: 'asc' }, { lifeId: 'asc' }],
    select: { lifeId: true, standId: true, plantedOn: true, care: { orderBy: { fromOn: 'asc' } } },
  });
  const origins = await originsOf(db.prisma, { countyCode: county });
  const before = await contractsOf(
    db.prisma,
    [...origins.keys()].flatMap((lifeId) => landLine(origins, lifeId)),
  );
  return rows.map(({ lifeId, standId, plantedOn, care }) => ({
    standId,
    plantedOn: dayOf(plantedOn),
    ...(origins.has(lifeId) ? careIn(origins, before, lifeId) : { care: care.map(rowOf), joined: [] }),
  }));
}

function rowOf({ ranger, fromOn, untilOn, handedOverOn, paperNo }: CareContract): CareRow {
  return {
    ranger,
    fromOn: dayOf(fromOn),
    untilOn: dayOf(untilOn),
    ...(handedOverOn !== null && { handedOverOn: dayOf(handedOverOn) }),
    ...(paperNo !== null && { paperNo }),
  };
}
