/** Land-conversion parcels: their households, and which tasks are done. */
import type { IsoDate } from '../domain/day.ts';
import { refuse, type Refusal } from '../domain/errors.ts';
import { dateOf, dayOf, type Database } from './database.ts';

export interface Household {
  /** Name of its head. */
  readonly household: string;
  /** Whole m², above 0. */
  readonly areaM2: number;
}

/** Makes the stand a parcel, with this list in the place of an earlier one. */
export async function writeHouseholds(
  db: Database,
  {
    lifeId,
    by,
    households,
  }: { readonly lifeId: string; readonly by: string; readonly households: readonly Household[] },
): Promise<void> {
  await db.prisma.$transaction(async (tx) => {
    const data = { writtenBy: by };
    await tx.conversionParcel.upsert({ where: { lifeId }, create: { lifeId, ...data }, update: data });
    await tx.conversionHousehold.deleteMany({ where: { lifeId } });
    await tx.conversionHousehold.createMany({ data: households.map((each) => ({ lifeId, ...each })) });
  });
}

interface DoneTask {
  readonly lifeId: string;
  readonly standId: string;
  readonly task: string;
  readonly on: IsoDate;
  readonly paperNo?: string;
  readonly by: string;
}

/** Done again, the latest day counts. */
export function writeConversionDone(
  db: Database,
  { lifeId, standId, task, on, paperNo, by }: DoneTask,
): Promise<Refusal | undefined> {
  return db.prisma.$transaction(async (tx) => {
    if ((await tx.conversionParcel.findUnique({ where: { lifeId } })) === null)
      return refuse('PARCEL_UNKNOWN', { standId });
    const where = { lifeId_task: { lifeId, task } };
    const data = { doneOn: dateOf(on), paperNo: paperNo ?? null, writtenBy: by };
    await tx.conversionTask.upsert({ where, create: { lifeId, task, ...data }, update: data });
    return undefined;
  });
}

interface Parcel {
  readonly standId: string;
  readonly plantedOn: IsoDate;
  readonly households: readonly Household[];
  /** Task → day. */
  readonly done: ReadonlyMap<string, IsoDate>;
}

/** Parcels on open stands, of a county or of one life, by stand id. */
export async function parcelsOf(
  db: Database,
  of: { readonly countyCode: string } | { readonly lifeId: string },
): Promise<readonly Parcel[]> {
  const rows = await db.prisma.conversionParcel.findMany({
    where: { stand: { ...of, closedOn: null } },
    orderBy: [{ stand: { standId: 'asc' } }, { lifeId: 'asc' }],
    select: {
      stand: { select: { standId: true, plantedOn: true } },
      households: { select: { household: true, areaM2: true }, orderBy: { household: 'asc' } },
      tasks: { select: { task: true, doneOn: true } },
    },
  });
  return rows.map(({ stand, households, tasks }) => ({
    standId: stand.standId,
    plantedOn: dayOf(stand.plantedOn),
    households,
    done: new Map(tasks.map(({ task, doneOn }) => [task, dayOf(doneOn)])),
  }));
}
