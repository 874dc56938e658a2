/** Stands as lists and pages read them: from their rows, never from a workflow. */
import type { IsoDate } from '../domain/day.ts';
import type { StandEvent } from '../domain/stand/event.ts';
import type { FoldedTurn } from '../domain/stand/fold.ts';
import { isUuid } from '../domain/stand/ids.ts';
import type { StandSeed, StandState } from '../domain/stand/state.ts';
import type { Prisma } from './generated/client.ts';
import { dayOf, type Database } from './database.ts';

export interface StandRow {
  readonly lifeId: string;
  readonly standId: string;
  readonly countyCode: string;
  readonly workflowId: string;
  readonly workYear: number;
  readonly stage: string;
  readonly species: string;
  readonly areaM2: number;
  readonly plantedOn: IsoDate;
  readonly nextDueOn?: IsoDate;
  readonly overdueStep: number;
  readonly verdict?: string;
  readonly livePoints?: number;
  readonly basePoints?: number;
  readonly rev: number;
}

export interface StandFilter {
  readonly county?: string;
  readonly stage?: string;
  /** Only stands with a duty past its due day. */
  readonly overdue?: boolean;
}

const ROW = {
  lifeId: true,
  standId: true,
  countyCode: true,
  workflowId: true,
  workYear: true,
  stage: true,
  species: true,
  areaM2: true,
  plantedOn: true,
  nextDueOn: true,
  overdueStep: true,
  verdict: true,
  livePoints: true,
  basePoints: true,
  rev: true,
} satisfies Prisma.StandSelect;

type Selected = Prisma.StandGetPayload<{ select: typeof ROW }>;

/**
 * One page of stands by stand id.
 *
 * @param after - stand id and life of the last row of the page before
 */
export async function listStands(
  db: Database,
  filter: StandFilter,
  page: { readonly size: number; readonly after?: { readonly standId: string; readonly lifeId: string } },
): Promise<readonly StandRow[]> {
  const { after } = page;
  const rows = await db.prisma.stand.findMany({
    where: {
      ...(filter.county !== undefined && { countyCode: filter.county }),
      ...(filter.stage !== undefined && { stage: filter.stage }),
      ...(filter.overdue && { overdueStep: { gte: 1 } }),
      ...(after && {
        OR: [{ standId: { gt: after.standId } }, { standId: after.standId, lifeId: { gt: after.lifeId } }],
      }),
    },
    orderBy: [{ standId: 'asc' }, { lifeId: 'asc' }],
    take: page.size,
    select: ROW,
  });
  return rows.map(rowOf);
}

function rowOf({ plantedOn, nextDueOn, verdict, livePoints, basePoints, ...row }: Selected): StandRow {
  return {
    ...row,
    plantedOn: dayOf(plantedOn),
    ...(nextDueOn && { nextDueOn: dayOf(nextDueOn) }),
    ...(verdict !== null && { verdict }),
    ...(livePoints !== null && { livePoints }),
    ...(basePoints !== null && { basePoints }),
  };
}

/** A stand by life id, workflow id or stand id; of several lives the open and youngest one. */
export async function findStand(db: Database, reference: string): Promise<StandRow | undefined> {
  return (await findLives(db, reference))[0];
}

/** Every life that a reference names, the open and youngest first; a life id or a workflow id names one at most. */
export async function findLives(db: Database, reference: string): Promise<readonly StandRow[]> {
  const where = isUuid(reference)
    ? { lifeId: reference }
    : reference.startsWith('stand/')
      ? { workflowId: reference }
      : { standId: reference };
  const rows = await db.prisma.stand.findMany({
    where,
    orderBy: [{ closedOn: { sort: 'desc', nulls: 'first' } }, { workYear: 'desc' }],
    select: ROW,
  });
  return rows.map(rowOf);
}

/** Stand ids nearest to one that is not there: those that share its beginning, else the first ones. */
export async function nearestStands(db: Database, reference: string): Promise<readonly string[]> {
  for (let length = reference.length - 1; length >= 0; length -= 1) {
    const rows = await db.prisma.stand.findMany({
      where: { standId: { startsWith: reference.slice(0, length) } },
      orderBy: { standId: 'asc' },
      take: 3,
      select: { standId: true },
    });
    if (rows.length > 0) return rows.map(({ standId }) => standId);
  }
  return [];
}

/** Turns written so far; undefined where there is no such stand. */
export async function standRev(db: Database, workflowId: string): Promise<number | undefined> {
  return (await db.prisma.stand.findUnique({ where: { workflowId }, select: { rev: true } }))?.rev;
}

/** The fold of the log, as of the last turn written. */
export async function standState(db: Database, lifeId: string): Promise<StandState | undefined> {
  const row = await db.prisma.stand.findUnique({ where: { lifeId }, select: { state: true } });
  return (row?.state ?? undefined) as unknown as StandState | undefined;
}

/** What the life began with. */
export async function standSeed(db: Database, lifeId: string): Promise<StandSeed> {
  const { seed } = await db.prisma.stand.findUniqueOrThrow({ where: { lifeId }, select: { seed: true } });
  return seed as unknown as StandSeed;
}

/** The whole log of a life, turn by turn, with the seed it begins from. */
export async function standLog(
  db: Database,
  lifeId: string,
): Promise<{ seed: StandSeed; turns: readonly FoldedTurn[] }> {
  const seed = await standSeed(db, lifeId);
  const rows = await db.prisma.standEvent.findMany({ where: { lifeId }, orderBy: { seq: 'asc' } });
  const turns: (FoldedTurn & { events: StandEvent[] })[] = [];
  for (const { turn, seq, at, on, body } of rows) {
    if (turns.at(-1)?.turn !== turn)
      turns.push({ turn, firstSeq: seq, at: at.toISOString(), on: dayOf(on), events: [] });
    turns.at(-1)!.events.push(body as unknown as StandEvent);
  }
  return { seed, turns };
}
