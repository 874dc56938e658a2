/** Stands of a county with every count that was made of the land of their parts, whatever number it had then. */
import { partLine, type Origins, type PartsKept } from '../domain/register/land-past.ts';
import type { CountMade } from '../domain/register/self-check.ts';
import type { InspectionLevel } from '../domain/stand/inspection.ts';
import type { StandState } from '../domain/stand/state.ts';
import { dayOf, type Database } from './database.ts';
import { originsOf, partsOf } from './lineage-store.ts';

export interface StandCounted {
  readonly state: StandState;
  /** By part. */
  readonly countsOf: (partId: string) => readonly CountMade[];
}

/** Open stands that have begun, by number; what a stand refused and what a correction took the place of is no count. */
export async function standsCounted(db: Database, countyCode: string): Promise<readonly StandCounted[]> {
  const rows = await db.prisma.stand.findMany({
    where: { countyCode, closedOn: null },
    orderBy: [{ standId: 'asc' }, { lifeId: 'asc' }],
    select: { lifeId: true, state: true },
  });
  const origins = await originsOf(db.prisma, { countyCode });
  const past = [...origins.values()].flat().map(({ lifeId }) => lifeId);
  const lives = [...new Set([...rows.map(({ lifeId }) => lifeId), ...past])];
  const [{ parts: kept }, counts] = await Promise.all([partsOf(db.prisma, lives), countsByLife(db, lives)]);
  return rows.flatMap(({ lifeId, state }) =>
    state === null
      ? []
      : [
          {
            state: state as unknown as StandState,
            countsOf: (partId: string) => onPart({ origins, kept, counts }, lifeId, partId),
          },
        ],
  );
}

interface Kept {
  readonly origins: Origins;
  readonly kept: PartsKept;
  readonly counts: ReadonlyMap<string, readonly Counted[]>;
}

type Counted = CountMade & { readonly partId: string | null };

/** A count that names no part was one of the whole; of land that joined a stand later, those of the stand since then. */
function onPart({ origins, kept, counts }: Kept, lifeId: string, partId: string): readonly CountMade[] {
  return partLine(origins, kept, lifeId, partId).flatMap(({ lifeId: life, ids, joinedOn = '' }) =>
    (counts.get(life) ?? [])
      .filter((count) => count.capturedOn >= joinedOn && (count.partId === null || ids.includes(count.partId)))
      .map(({ partId: _, ...count }) => count),
  );
}

async function countsByLife(
  db: Database,
  lifeIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Counted[]>> {
  const rows = await db.prisma.survey.findMany({
    where: { lifeId: { in: [...lifeIds] }, state: 'recorded' },
    orderBy: [{ capturedOn: 'asc' }, { id: 'asc' }],
    select: { id: true, lifeId: true, capturedOn: true, level: true, verdict: true, partId: true, supersedes: true },
  });
  const wrong = new Set(rows.map(({ lifeId, supersedes }) => `${lifeId} ${supersedes}`));
  const byLife = new Map<string, Counted[]>();
  for (const { id, lifeId, capturedOn, level, verdict, partId } of rows) {
    if (wrong.has(`${lifeId} ${id}`)) continue;
    const count = {
      surveyId: id,
      capturedOn: dayOf(capturedOn),
      partId,
      ...(level !== null && { level: level as InspectionLevel }),
      ...(verdict !== null && { verdict }),
    };
    byLife.set(lifeId, [...(byLife.get(lifeId) ?? []), count]);
  }
  return byLife;
}
