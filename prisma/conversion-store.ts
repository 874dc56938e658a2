/** Land-conversion parcels: their households, and which tasks are done. */
import type { IsoDate } from '../domain/day.ts';
import { refuse, type Refusal } from '../domain/errors.ts';
import { landLine, nearest, onRecord } from '../domain/register/land-past.ts';
import type { StandSeed } from '../domain/stand/state.ts';
import { besideStand, type BesideStand } from './beside-stand.ts';
import { dateOf, dayOf, type Database, type Queries } from './database.ts';
import { originsOf } from './lineage-store.ts';

export interface Household {
  /** Name of its head. */
  readonly household: string;
  /** Whole m², above 0. */
  readonly areaM2: number;
}

/** Makes the stand a parcel, with this list in the place of an earlier one. */
export function writeHouseholds(
  db: Database,
  { lifeId, standId, by, households }: BesideStand & { readonly by: string; readonly households: readonly Household[] },
): Promise<Refusal | undefined> {
  return besideStand(db, { lifeId, standId }, async (tx) => {
    await ensureParcel(tx, lifeId, by);
    await tx.conversionHousehold.deleteMany({ where: { lifeId } });
    await tx.conversionHousehold.createMany({ data: households.map((each) => ({ lifeId, ...each })) });
    return undefined;
  });
}

async function ensureParcel(tx: Queries, lifeId: string, by: string): Promise<void> {
  const data = { writtenBy: by };
  await tx.conversionParcel.upsert({ where: { lifeId }, create: { lifeId, ...data }, update: data });
}

interface DoneTask extends BesideStand {
  readonly task: string;
  readonly on: IsoDate;
  readonly paperNo?: string;
  readonly by: string;
}

/** Done again, the latest day counts. A stand that came of a parcel is one. */
export function writeConversionDone(
  db: Database,
  { lifeId, standId, task, on, paperNo, by }: DoneTask,
): Promise<Refusal | undefined> {
  return besideStand(db, { lifeId, standId }, async (tx) => {
    const lives = landLine(await originsOf(tx, { lifeIds: [lifeId] }), lifeId);
    if ((await tx.conversionParcel.count({ where: { lifeId: { in: [...lives] } } })) === 0)
      return refuse('PARCEL_UNKNOWN', { standId });
    await ensureParcel(tx, lifeId, by);
    const where = { lifeId_task: { lifeId, task } };
    const data = { doneOn: dateOf(on), paperNo: paperNo ?? null, writtenBy: by };
    await tx.conversionTask.upsert({ where, create: { lifeId, task, ...data }, update: data });
    return undefined;
  });
}

interface Parcel {
  readonly standId: string;
  /** Day of its first planting: the years of a parcel do not begin again where a part is planted anew. */
  readonly plantedOn: IsoDate;
  /** The list written for the stand, else the nearest one of its land before. */
  readonly households: readonly Household[];
  /** Task → day. */
  readonly done: ReadonlyMap<string, IsoDate>;
}

/** Open stands that are parcels, or whose land was in one: of a county or of one life, by stand id. */
export async function parcelsOf(
  db: Database,
  of: { readonly countyCode: string } | { readonly lifeId: string },
): Promise<readonly Parcel[]> {
  const origins = await originsOf(db.prisma, 'lifeId' in of ? { lifeIds: [of.lifeId] } : of);
  const stands = await db.prisma.stand.findMany({
    where: { ...of, closedOn: null, OR: [{ parcel: { isNot: null } }, { lifeId: { in: [...origins.keys()] } }] },
    orderBy: [{ standId: 'asc' }, { lifeId: 'asc' }],
    select: { lifeId: true, standId: true, seed: true },
  });
  const lines = stands.map(({ lifeId }) => landLine(origins, lifeId));
  const { lists, tasks } = await parcelsKept(db, lines.flat());
  return stands.flatMap(({ lifeId, standId, seed }, index) => {
    const done = onRecord(origins, tasks, lifeId);
    if (done === undefined) return [];
    const { plantedOn } = (seed as unknown as StandSeed).planting;
    return [{ standId, plantedOn, households: nearest(lines[index]!, lists) ?? [], done }];
  });
}

/** By life: lists of households, and tasks of every parcel. */
async function parcelsKept(db: Database, lifeIds: readonly string[]) {
  const rows = await db.prisma.conversionParcel.findMany({
    where: { lifeId: { in: [...lifeIds] } },
    select: {
      lifeId: true,
      households: { select: { household: true, areaM2: true }, orderBy: { household: 'asc' } },
      tasks: { select: { task: true, doneOn: true } },
    },
  });
  const listed = rows.filter(({ households }) => households.length > 0);
  return {
    lists: new Map(listed.map(({ lifeId, households }) => [lifeId, households])),
    tasks: new Map(
      rows.map(({ lifeId, tasks }) => [lifeId, new Map(tasks.map(({ task, doneOn }) => [task, dayOf(doneOn)]))]),
    ),
  };
}
