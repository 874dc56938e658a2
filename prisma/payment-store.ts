/** Lives whose payments are asked for, page by page: their present states; logs are read only where one is needed. */
import type { StandSeed, StandState } from '../domain/stand/state.ts';
import { seedState } from '../domain/stand/fold.ts';
import type { Prisma } from './generated/client.ts';
import type { Database } from './database.ts';

export interface PaidLife {
  readonly lifeId: string;
  readonly standId: string;
  readonly countyCode: string;
  readonly workYear: number;
  readonly seed: StandSeed;
  /** The fold of its log; of a life that has not begun, its seed alone. */
  readonly state: StandState;
}

export interface PaymentFilter {
  readonly county?: string;
  /** Id of the import that brought the stands. */
  readonly batch?: string;
}

const ROW = { lifeId: true, standId: true, countyCode: true, workYear: true, seed: true, state: true } as const;
const PAGE = 200;

/**
 * All lives, closed ones too: what was earned stays to be told, by whoever has the land now. Nothing is earned by what an
 * import had brought by mistake. By stand id.
 */
export async function* livesToPay(db: Database, { county, batch }: PaymentFilter): AsyncGenerator<readonly PaidLife[]> {
  const where = {
    OR: [{ importBatchId: null }, { importBatch: { undoneAt: null } }, { closedOn: null }],
    ...(county !== undefined && { countyCode: county }),
    ...(batch !== undefined && { importBatchId: batch }),
  };
  let after: { standId: string; lifeId: string } | undefined;
  for (;;) {
    const rows = await db.prisma.stand.findMany({
      where: {
        AND: [
          where,
          after === undefined
            ? {}
            : { OR: [{ standId: { gt: after.standId } }, { standId: after.standId, lifeId: { gt: after.lifeId } }] },
        ],
      },
      orderBy: [{ standId: 'asc' }, { lifeId: 'asc' }],
      take: PAGE,
      select: ROW,
    });
    if (rows.length > 0) yield rows.map(lifeOf).filter(({ state }) => state.movedTo === undefined);
    if (rows.length < PAGE) return;
    after = rows.at(-1)!;
  }
}

/** @throws where there is no such life */
export async function lifeToPay(db: Database, lifeId: string): Promise<PaidLife> {
  return lifeOf(await db.prisma.stand.findUniqueOrThrow({ where: { lifeId }, select: ROW }));
}

type Row = Prisma.StandGetPayload<{ select: typeof ROW }>;

function lifeOf({ seed: written, state, ...row }: Row): PaidLife {
  const seed = written as unknown as StandSeed;
  return { ...row, seed, state: state === null ? seedState(seed) : (state as unknown as StandState) };
}
