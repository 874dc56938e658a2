/** What an import asks of the stands kept already. */
import type { IsoDate } from '../domain/day.ts';
import { dayOf, type Database } from './database.ts';

export interface StandKey {
  readonly countyCode: string;
  readonly code: string;
  readonly workYear: number;
}

/** Workflow ids of open lives by `county-code/workYear`, of those asked for. */
export async function openStandsByCode(db: Database, keys: readonly StandKey[]): Promise<ReadonlyMap<string, string>> {
  const counties = [...new Set(keys.map(({ countyCode }) => countyCode))];
  const wanted = new Set(keys.map(keyOf));
  const rows = await db.prisma.stand.findMany({
    where: { countyCode: { in: counties }, closedOn: null },
    select: { countyCode: true, code: true, workYear: true, workflowId: true },
  });
  return new Map(rows.map((row) => [keyOf(row), row.workflowId] as const).filter(([key]) => wanted.has(key)));
}

function keyOf({ countyCode, code, workYear }: StandKey): string {
  return `${countyCode}-${code}/${workYear}`;
}

export interface StandForSurvey {
  readonly lifeId: string;
  readonly standId: string;
  readonly workYear: number;
  readonly plantedOn: IsoDate;
  readonly designedPoints: number;
}

/** Open stands by stand id; of several work years the youngest, whose check is still to come. */
export async function standsForSurveys(db: Database): Promise<ReadonlyMap<string, StandForSurvey>> {
  const rows = await db.prisma.stand.findMany({
    where: { closedOn: null },
    orderBy: { workYear: 'asc' },
    select: { lifeId: true, standId: true, workYear: true, plantedOn: true, designedPoints: true },
  });
  return new Map(rows.map((row) => [row.standId, { ...row, plantedOn: dayOf(row.plantedOn) }]));
}

/** How many stands of a batch have not taken their first turn yet. */
export function countNotStarted(db: Database, importBatchId: string): Promise<number> {
  return db.prisma.stand.count({ where: { importBatchId, rev: 0 } });
}
