/** Audits: lists drawn with a stored seed, and what became of the stands on them. */
import { drawStands } from '../domain/audit/draw.ts';
import type { IsoInstant } from '../domain/day.ts';
import type { InspectionLevel } from '../domain/stand/inspection.ts';
import type { StandState } from '../domain/stand/state.ts';
import type { Database, Queries } from './database.ts';
import { drawnLand } from './drawn-land.ts';

export interface NewDraw {
  readonly countyCode: string;
  readonly workYear: number;
  readonly level: InspectionLevel;
  /** Above 0 and up to 1. */
  readonly share: number;
  readonly seed: string;
  readonly at: IsoInstant;
  /** Opaque id of who draws. */
  readonly by: string;
}

export interface DrawnStand {
  readonly position: number;
  readonly standId: string;
  readonly workflowId: string;
  readonly areaM2: number;
  /** Its land as it stands now, split or merged since or not; absent where a life on it has not begun. */
  readonly land?: readonly StandState[];
}

export interface DrawRow extends NewDraw {
  readonly id: number;
  readonly ofStands: number;
  readonly ofAreaM2: number;
  readonly stands: readonly DrawnStand[];
}

/**
 * Draws a list, once: who draws again for the same county, year and level gets the list that stands, whatever seed or
 * share he names. `already` tells so; undefined where the county has no stand of that year.
 */
export function drawAudit(db: Database, draw: NewDraw): Promise<{ draw: DrawRow; already: boolean } | undefined> {
  const { countyCode, workYear, level, share, seed, at, by } = draw;
  return db.prisma.$transaction(async (tx) => {
    // Two that draw at once wait for each other here.
    await tx.$queryRaw`select code from org_unit where code = ${countyCode} for update`;
    const key = { countyCode, workYear, level };
    const before = await tx.auditDraw.findUnique({ where: { countyCode_workYear_level: key } });
    if (before !== null) return { draw: await rowOf(tx, before.id), already: true };
    const all = await tx.stand.findMany({
      where: { countyCode, workYear, closedOn: null },
      select: { lifeId: true, standId: true, areaM2: true },
    });
    if (all.length === 0) return undefined;
    const ofAreaM2 = all.reduce((sum, { areaM2 }) => sum + areaM2, 0);
    const drawn = drawStands(all, { share, seed }).map(({ lifeId }, index) => ({ position: index + 1, lifeId }));
    const { id } = await tx.auditDraw.create({
      data: {
        ...key,
        share,
        seed,
        drawnAt: new Date(at),
        drawnBy: by,
        ofStands: all.length,
        ofAreaM2,
        stands: { createMany: { data: drawn } },
      },
    });
    return { draw: await rowOf(tx, id), already: false };
  });
}

/** Drawn lists, the latest first. */
export async function listDraws(db: Database): Promise<readonly Omit<DrawRow, 'stands'>[]> {
  const rows = await db.prisma.auditDraw.findMany({ orderBy: { id: 'desc' } });
  return rows.map(factsOf);
}

export async function findDraw(db: Database, id: number): Promise<DrawRow | undefined> {
  const known = await db.prisma.auditDraw.findUnique({ where: { id }, select: { id: true } });
  return known === null ? undefined : rowOf(db.prisma, id);
}

async function rowOf(db: Queries, id: number): Promise<DrawRow> {
  const { stands, ...row } = await db.auditDraw.findUniqueOrThrow({
    where: { id },
    include: {
      stands: {
        orderBy: { position: 'asc' },
        include: { stand: { select: { standId: true, workflowId: true, areaM2: true } } },
      },
    },
  });
  const lives = stands.map(({ lifeId }) => lifeId);
  const landOf = await drawnLand(db, lives, row.drawnAt);
  return {
    ...factsOf(row),
    stands: stands.map(({ position, lifeId, stand }) => {
      const land = landOf.get(lifeId);
      return { position, ...stand, ...(land && { land }) };
    }),
  };
}

interface Facts {
  readonly id: number;
  readonly countyCode: string;
  readonly workYear: number;
  readonly level: string;
  readonly share: number;
  readonly seed: string;
  readonly drawnAt: Date;
  readonly drawnBy: string;
  readonly ofStands: number;
  readonly ofAreaM2: bigint;
}

function factsOf({ drawnAt, drawnBy: by, level, ofAreaM2, ...row }: Facts): Omit<DrawRow, 'stands'> {
  return {
    id: row.id,
    countyCode: row.countyCode,
    workYear: row.workYear,
    level: level as InspectionLevel,
    share: row.share,
    seed: row.seed,
    ofStands: row.ofStands,
    at: drawnAt.toISOString(),
    by,
    ofAreaM2: Number(ofAreaM2),
  };
}
