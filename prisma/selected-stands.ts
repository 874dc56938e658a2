/** Open stands that a person chose, page by page, with the state their log folds to. */
import { seedState } from '../domain/stand/fold.ts';
import type { StandSeed, StandState } from '../domain/stand/state.ts';
import type { Queries } from './database.ts';

/** All that is given must hold; a batch is that of an import of stands. */
export interface StandSelection {
  readonly lifeId?: string;
  readonly county?: string;
  readonly batch?: string;
}

export interface SelectedStand {
  readonly lifeId: string;
  readonly standId: string;
  readonly countyCode: string;
  readonly workYear: number;
  readonly workflowId: string;
  readonly areaM2: number;
  readonly state: StandState;
}

/** A state with its rules is some 15 KB. */
const PAGE = 500;

function chosen({ lifeId, county, batch }: StandSelection) {
  return {
    closedOn: null,
    ...(lifeId !== undefined && { lifeId }),
    ...(county !== undefined && { countyCode: county }),
    ...(batch !== undefined && { importBatchId: batch }),
  };
}

/** By stand id. Memory does not grow with the selection. */
export async function* selectedStands(
  db: Queries,
  selection: StandSelection,
): AsyncGenerator<readonly SelectedStand[]> {
  let last: { standId: string; lifeId: string } | undefined;
  for (;;) {
    const rows = await db.stand.findMany({
      where: {
        ...chosen(selection),
        ...(last && {
          OR: [{ standId: { gt: last.standId } }, { standId: last.standId, lifeId: { gt: last.lifeId } }],
        }),
      },
      orderBy: [{ standId: 'asc' }, { lifeId: 'asc' }],
      take: PAGE,
      select: {
        lifeId: true,
        standId: true,
        countyCode: true,
        workYear: true,
        workflowId: true,
        areaM2: true,
        state: true,
        seed: true,
      },
    });
    if (rows.length === 0) return;
    yield rows.map(({ state, seed, ...row }) => ({
      ...row,
      state: state === null ? seedState(seed as unknown as StandSeed) : (state as unknown as StandState),
    }));
    last = rows.at(-1)!;
  }
}

export function countSelected(db: Queries, selection: StandSelection): Promise<number> {
  return db.stand.count({ where: chosen(selection) });
}
