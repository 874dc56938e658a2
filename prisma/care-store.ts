/** Rangers of stands and their contracts. */
import type { IsoDate } from '../domain/day.ts';
import { refuse, type Refusal } from '../domain/errors.ts';
import type { Care } from '../domain/register/care.ts';
import { dateOf, dayOf, type Database } from './database.ts';
import type { CareContract } from './generated/client.ts';

export interface CareRow extends Care {
  /** Name of a person. */
  readonly ranger: string;
  /** Number of the hand-over's paper. */
  readonly paperNo?: string;
}

/** Another contract from the same day takes the place of the one written down. */
export async function writeCare(
  db: Database,
  { lifeId, fromOn, untilOn, ranger, by }: Omit<CareRow, 'handedOverOn'> & { lifeId: string; by: string },
): Promise<void> {
  const where = { lifeId_fromOn: { lifeId, fromOn: dateOf(fromOn) } };
  const data = { untilOn: dateOf(untilOn), ranger, writtenBy: by };
  await db.prisma.careContract.upsert({ where, create: { lifeId, fromOn: dateOf(fromOn), ...data }, update: data });
}

export interface HandOver {
  readonly lifeId: string;
  readonly standId: string;
  readonly on: IsoDate;
  readonly paperNo?: string;
}

/** Hands over the earliest contract that has not been; a hand-over lies not before the contract. */
export function handOver(
  db: Database,
  { lifeId, standId, on, paperNo }: HandOver,
): Promise<{ readonly care: CareRow } | Refusal> {
  return db.prisma.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from care_contract where life_id = ${lifeId}::uuid for update`;
    const open = await tx.careContract.findFirst({
      where: { lifeId, handedOverOn: null },
      orderBy: { fromOn: 'asc' },
    });
    if (open === null) return refuse('CARE_UNKNOWN', { standId });
    const fromOn = dayOf(open.fromOn);
    if (on < fromOn) return refuse('CARE_DAYS', { met: on, wanted: fromOn });
    const where = { lifeId_fromOn: { lifeId, fromOn: open.fromOn } };
    const data = { handedOverOn: dateOf(on), paperNo: paperNo ?? null };
    return { care: rowOf(await tx.careContract.update({ where, data })) };
  });
}

/** The earliest first. */
export async function careOf(db: Database, lifeId: string): Promise<readonly CareRow[]> {
  const rows = await db.prisma.careContract.findMany({ where: { lifeId }, orderBy: { fromOn: 'asc' } });
  return rows.map(rowOf);
}

export interface StandInCare {
  readonly standId: string;
  readonly plantedOn: IsoDate;
  readonly care: readonly CareRow[];
}

/** Open stands of a county, by their number. */
export async function standsInCare(db: Database, county: string): Promise<readonly StandInCare[]> {
  const rows = await db.prisma.stand.findMany({
    where: { countyCode: county, closedOn: null },
    orderBy: [{ standId: 'asc' }, { lifeId: 'asc' }],
    select: { standId: true, plantedOn: true, care: { orderBy: { fromOn: 'asc' } } },
  });
  return rows.map(({ standId, plantedOn, care }) => ({ standId, plantedOn: dayOf(plantedOn), care: care.map(rowOf) }));
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
