/** Archives of stands: a number, and what is filed under it. */
import type { IsoDate } from '../domain/day.ts';
import type { Papers } from '../domain/stand/reported.ts';
import { refuse, type Refusal } from '../domain/errors.ts';
import { landLine, nearest, onRecord, splitLine, type Origins } from '../domain/register/land-past.ts';
import { besideStand, type BesideStand } from './beside-stand.ts';
import { dateOf, dayOf, type Database, type Queries } from './database.ts';
import { originsOf } from './lineage-store.ts';

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
export function numberArchive(
  db: Database,
  { archiveNo, by, ...stand }: BesideStand & { readonly archiveNo: string; readonly by: string },
): Promise<Refusal | undefined> {
  return besideStand(db, stand, (tx) => writeNumber(tx, { lifeId: stand.lifeId, archiveNo, by }));
}

async function writeNumber(
  tx: Queries,
  { lifeId, archiveNo, by }: { readonly lifeId: string; readonly archiveNo: string; readonly by: string },
): Promise<undefined> {
  const data = { archiveNo, numberedBy: by };
  await tx.standArchive.upsert({ where: { lifeId }, create: { lifeId, ...data }, update: data });
}

/**
 * Files an item; filed again, the latest paper counts. A stand without an archive number has nowhere to file it; one that
 * was split off goes on under the number its land had.
 */
export function fileItem(
  db: Database,
  { lifeId, standId, ...filed }: FiledItem & BesideStand,
): Promise<Refusal | undefined> {
  const { item, filedOn, paperNo = null, by } = filed;
  return besideStand(db, { lifeId, standId }, async (tx) => {
    const line = splitLine(await originsOf(tx, { lifeIds: [lifeId] }), lifeId);
    const archive = nearest(line, await archivesOfLives(tx, line));
    if (archive === undefined) return refuse('ARCHIVE_MISSING', { standId });
    await writeNumber(tx, { lifeId, archiveNo: archive.archiveNo, by: archive.numberedBy });
    const data = { filedOn: dateOf(filedOn), paperNo, filedBy: by };
    const where = { lifeId_item: { lifeId, item } };
    await tx.archiveItem.upsert({ where, create: { lifeId, item, ...data }, update: data });
    return undefined;
  });
}

/** By life; the items of each by code. */
async function archivesOfLives(db: Queries, lifeIds: readonly string[]) {
  const rows = await db.standArchive.findMany({
    where: { lifeId: { in: [...lifeIds] } },
    include: { items: { orderBy: { item: 'asc' } } },
  });
  return new Map(rows.map((row) => [row.lifeId, row]));
}

type KeptArchives = Awaited<ReturnType<typeof archivesOfLives>>;

/** The archive under the stand's own number or that of its land before; undefined where neither has one. */
export async function archiveOf(db: Database, lifeId: string): Promise<Archive | undefined> {
  const origins = await originsOf(db.prisma, { lifeIds: [lifeId] });
  return archiveIn(origins, await archivesOfLives(db.prisma, landLine(origins, lifeId)), lifeId);
}

/** Every stand keeps an archive: land that has none has nothing on record. */
function archiveIn(origins: Origins, kept: KeptArchives, lifeId: string): Archive | undefined {
  const line = splitLine(origins, lifeId);
  const archive = nearest(line, kept);
  if (archive === undefined) return undefined;
  const records = landLine(origins, lifeId).map((life) => {
    const items = kept.get(life)?.items ?? [];
    return [life, new Map(items.map(({ item, filedOn }) => [item, dayOf(filedOn)]))] as const;
  });
  const whole = onRecord(origins, new Map(records), lifeId)!;
  const papers = line.toReversed().flatMap((life) => kept.get(life)?.items ?? []);
  const filed = [...new Map(papers.map((paper) => [paper.item, paper])).values()];
  const items = filed
    .toSorted((a, b) => (a.item < b.item ? -1 : 1))
    .filter(({ item }) => whole.has(item))
    .map(({ item, filedOn, paperNo, filedBy }) => ({
      item,
      filedOn: dayOf(filedOn),
      ...(paperNo !== null && { paperNo }),
      by: filedBy,
    }));
  return { archiveNo: archive.archiveNo, items };
}

export interface ArchiveState {
  readonly standId: string;
  readonly workYear: number;
  readonly archiveNo: string | null;
  /** Codes of what is filed. */
  readonly filed: readonly string[];
  /** Told with its first planting. */
  readonly papers: Papers | null;
}

/** Open stands of a county, by their number. */
export async function archivesOf(db: Database, county: string): Promise<readonly ArchiveState[]> {
  const rows = await db.prisma.$queryRaw<(ArchiveState & { readonly lifeId: string })[]>`
    select s.life_id::text "lifeId", s.stand_id "standId", s.work_year "workYear", a.archive_no "archiveNo",
      s.seed -> 'planting' -> 'papers' "papers", coalesce(array_agg(i.item) filter (where i.item is not null), '{}') "filed"
    from stand s left join stand_archive a using (life_id) left join archive_item i using (life_id)
    where s.county_code = ${county} and s.closed_on is null
    group by s.stand_id, s.life_id, a.archive_no order by s.stand_id, s.life_id`;
  const origins = await originsOf(db.prisma, { countyCode: county });
  const moved = rows.filter(({ lifeId }) => origins.has(lifeId));
  const kept = await archivesOfLives(
    db.prisma,
    moved.flatMap(({ lifeId }) => landLine(origins, lifeId)),
  );
  return rows.map(({ lifeId, ...row }) => {
    if (!origins.has(lifeId)) return row;
    const archive = archiveIn(origins, kept, lifeId);
    return { ...row, archiveNo: archive?.archiveNo ?? null, filed: archive?.items.map(({ item }) => item) ?? [] };
  });
}
