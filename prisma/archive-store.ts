/** Archives of stands: a number, and what is filed under it. */
import type { IsoDate } from '../domain/day.ts';
import { refuse, type Refusal } from '../domain/errors.ts';
import { dateOf, dayOf, type Database } from './database.ts';

export interface FiledItem {
  /** Code of the policy's checklist. */
  readonly item: string;
  readonly filedOn: IsoDate;
  /** Number of the paper. */
  readonly paperNo?: string;
  readonly by: string;
}

export interface Archive {
  readonly archiveNo: string;
  readonly items: readonly FiledItem[];
}

/** Gives a stand its archive number; the same one again changes nothing, another one takes its place. */
export async function numberArchive(
  db: Database,
  { lifeId, archiveNo, by }: { readonly lifeId: string; readonly archiveNo: string; readonly by: string },
): Promise<void> {
  const data = { archiveNo, numberedBy: by };
  await db.prisma.standArchive.upsert({ where: { lifeId }, create: { lifeId, ...data }, update: data });
}

/** Files an item; filed again, the latest paper counts. A stand without an archive number has nowhere to file it. */
export function fileItem(
  db: Database,
  { lifeId, standId, ...filed }: FiledItem & { readonly lifeId: string; readonly standId: string },
): Promise<Refusal | undefined> {
  const { item, filedOn, paperNo = null, by } = filed;
  return db.prisma.$transaction(async (tx) => {
    if ((await tx.standArchive.findUnique({ where: { lifeId } })) === null)
      return refuse('ARCHIVE_MISSING', { standId });
    const data = { filedOn: dateOf(filedOn), paperNo, filedBy: by };
    const where = { lifeId_item: { lifeId, item } };
    await tx.archiveItem.upsert({ where, create: { lifeId, item, ...data }, update: data });
    return undefined;
  });
}

/** Undefined where the stand has no archive. */
export async function archiveOf(db: Database, lifeId: string): Promise<Archive | undefined> {
  const row = await db.prisma.standArchive.findUnique({
    where: { lifeId },
    include: { items: { orderBy: { item: 'asc' } } },
  });
  if (row === null) return undefined;
  const items = row.items.map(({ item, filedOn, paperNo, filedBy }) => ({
    item,
    filedOn: dayOf(filedOn),
    ...(paperNo !== null && { paperNo }),
    by: filedBy,
  }));
  return { archiveNo: row.archiveNo, items };
}

export interface ArchiveState {
  readonly standId: string;
  readonly workYear: number;
  readonly archiveNo: string | null;
  /** Codes of what is filed. */
  readonly filed: readonly string[];
}

/** Open stands of a county, by their number. */
export function archivesOf(db: Database, county: string): Promise<readonly ArchiveState[]> {
  return db.prisma.$queryRaw<ArchiveState[]>`
    select s.stand_id "standId", s.work_year "workYear", a.archive_no "archiveNo",
      coalesce(array_agg(i.item) filter (where i.item is not null), '{}') "filed"
    from stand s left join stand_archive a using (life_id) left join archive_item i using (life_id)
    where s.county_code = ${county} and s.closed_on is null
    group by s.stand_id, s.life_id, a.archive_no order by s.stand_id, s.life_id`;
}
