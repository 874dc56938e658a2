/** What an import asks of the stands and surveys kept already, and what became of what it wrote. */
import type { IsoDate } from '../domain/day.ts';
import type { Refusal } from '../domain/errors.ts';
import type { SurveyCounts } from '../domain/stand/reported.ts';
import type { MovedTo } from '../domain/stand/state.ts';
import { dayOf, type Database, type Queries } from './database.ts';
import { countsOf } from './survey-columns.ts';

export interface StandKey {
  readonly countyCode: string;
  readonly code: string;
  readonly workYear: number;
}

/** Workflow ids of open lives by `standKey`, of those asked for. */
export async function openStandsByCode(db: Queries, keys: Iterable<StandKey>): Promise<ReadonlyMap<string, string>> {
  const { counties, wanted } = askedFor(keys);
  const rows = await db.stand.findMany({
    where: { countyCode: { in: counties }, closedOn: null },
    select: { countyCode: true, code: true, workYear: true, workflowId: true },
  });
  return new Map(rows.map((row) => [standKey(row), row.workflowId] as const).filter(([key]) => wanted.has(key)));
}

/** Numbers of the stands that go on in their place, by `standKey`, of those asked for whose land was split or merged. */
export async function movedStandsByCode(db: Queries, keys: Iterable<StandKey>): Promise<ReadonlyMap<string, string>> {
  const { counties, wanted } = askedFor(keys);
  const rows = await db.$queryRaw<(StandKey & { moved: MovedTo })[]>`
    select county_code as "countyCode", code, work_year as "workYear", state -> 'movedTo' as moved from stand
    where county_code = any (${counties}) and closed_on is not null and state -> 'movedTo' is not null`;
  const moved = rows.map((row) => [standKey(row), row.moved.stands.map(({ standId }) => standId).join(', ')] as const);
  return new Map(moved.filter(([key]) => wanted.has(key)));
}

function askedFor(keys: Iterable<StandKey>) {
  const [counties, wanted] = [new Set<string>(), new Set<string>()];
  for (const key of keys) {
    counties.add(key.countyCode);
    wanted.add(standKey(key));
  }
  return { counties: [...counties], wanted };
}

/** Small and capital letters make no other stand. */
export function standKey({ countyCode, code, workYear }: StandKey): string {
  return `${countyCode}-${code.toLowerCase()}/${workYear}`;
}

export interface StandForSurvey {
  readonly lifeId: string;
  readonly standId: string;
  readonly workYear: number;
  readonly plantedOn: IsoDate;
  readonly designedPoints: number;
}

/** Open stands by stand id; of several work years the youngest, whose check is still to come. */
export async function standsForSurveys(db: Queries): Promise<ReadonlyMap<string, StandForSurvey>> {
  const rows = await db.stand.findMany({
    where: { closedOn: null },
    orderBy: { workYear: 'asc' },
    select: { lifeId: true, standId: true, workYear: true, plantedOn: true, designedPoints: true },
  });
  return new Map(rows.map((row) => [row.standId, { ...row, plantedOn: dayOf(row.plantedOn) }]));
}

export interface KeptSurvey {
  readonly lifeId: string;
  readonly capturedOn: IsoDate;
  readonly counts: SurveyCounts;
  readonly state: 'staged' | 'recorded' | 'refused';
  readonly verdict?: string;
  readonly refusal?: Refusal;
}

/** How many lives a query asks for at once: PostgreSQL takes 65,535 parameters. */
const LIVES_A_QUERY = 10_000;

/**
 * Surveys kept of these lives, whichever way they came. One that was staged by hand and never arrived is none:
 * its sender may have given it up.
 */
export async function keptSurveys(db: Queries, lifeIds: readonly string[]): Promise<readonly KeptSurvey[]> {
  const kept: KeptSurvey[] = [];
  for (let from = 0; from < lifeIds.length; from += LIVES_A_QUERY) {
    const rows = await db.survey.findMany({
      where: {
        lifeId: { in: lifeIds.slice(from, from + LIVES_A_QUERY) },
        OR: [{ state: { not: 'staged' } }, { importBatchId: { not: null } }],
      },
    });
    for (const { lifeId, capturedOn, state, verdict, refusal, ...row } of rows)
      kept.push({
        lifeId,
        capturedOn: dayOf(capturedOn),
        counts: countsOf(row),
        state,
        ...(verdict !== null && { verdict }),
        ...(refusal !== null && { refusal: refusal as unknown as Refusal }),
      });
  }
  return kept;
}

/** How many stands of a batch have not taken their first turn yet. */
export function countNotStarted(db: Database, importBatchId: string): Promise<number> {
  return db.prisma.stand.count({ where: { importBatchId, rev: 0 } });
}

/** How many surveys of a batch have neither been recorded nor refused yet. */
export function countNotAnswered(db: Database, importBatchId: string): Promise<number> {
  return db.prisma.survey.count({ where: { importBatchId, state: 'staged' } });
}

export interface RefusedRow {
  /** Row of the file. */
  readonly row: number;
  readonly standId: string;
  readonly refusal: Refusal;
}

/** Surveys of a batch by what became of them. */
export interface SurveyOutcome {
  readonly recorded: number;
  readonly waiting: number;
  readonly refused: readonly RefusedRow[];
}

export async function outcomeOfSurveys(db: Database, importBatchId: string): Promise<SurveyOutcome> {
  const recorded = await db.prisma.survey.count({ where: { importBatchId, state: 'recorded' } });
  const waiting = await countNotAnswered(db, importBatchId);
  const rows = await db.prisma.survey.findMany({
    where: { importBatchId, state: 'refused' },
    orderBy: { importRow: 'asc' },
    select: { importRow: true, refusal: true, stand: { select: { standId: true } } },
  });
  const refused = rows.map(({ importRow, refusal, stand }) => ({
    row: importRow ?? 0,
    standId: stand.standId,
    refusal: refusal as unknown as Refusal,
  }));
  return { recorded, waiting, refused };
}

/** Whether a file of this content was imported, whatever its name. */
export async function isImported(db: Queries, kind: string, fileSha256: string): Promise<boolean> {
  return (await db.importBatch.findFirst({ where: { kind, fileSha256 }, select: { id: true } })) !== null;
}

/** Whether a stand is kept that no file of this content brought. */
export async function hasOtherStands(db: Queries, fileSha256: string): Promise<boolean> {
  const ours = { importBatch: { fileSha256 } };
  return (await db.stand.findFirst({ where: { NOT: ours }, select: { lifeId: true } })) !== null;
}
