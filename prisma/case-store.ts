/** Cases: numbered within their county and year, never removed. */
import type { IsoDate } from '../domain/day.ts';
import { refuse, type Refusal } from '../domain/errors.ts';
import { outcomeRefusal, type CaseKind, type CaseOutcome } from '../domain/register/stand-case.ts';
import { besideStand, type BesideStand } from './beside-stand.ts';
import { dateOf, dayOf, type Database, type Queries } from './database.ts';
import type { Prisma } from './generated/client.ts';
import { DESCENT, landNowIn } from './lineage-store.ts';

export interface CaseRow {
  /** `<county>-<year>-<number>` */
  readonly caseNo: string;
  /** Where it was found. */
  readonly standId: string;
  /** Numbers of the stands that the land has now; absent where it has its number still, or none. */
  readonly nowIn?: readonly string[];
  readonly lifeId: string;
  readonly kind: CaseKind;
  readonly foundOn: IsoDate;
  readonly dueOn: IsoDate;
  /** Name of a person. */
  readonly owner?: string;
  readonly openedBy: string;
  readonly closedOn?: IsoDate;
  readonly outcome?: CaseOutcome;
  readonly approvalNo?: string;
  readonly closedBy?: string;
}

export interface NewCase extends BesideStand {
  readonly countyCode: string;
  readonly kind: CaseKind;
  readonly foundOn: IsoDate;
  readonly dueOn: IsoDate;
  readonly owner?: string;
  readonly by: string;
  /** An approved land take is written down as closed. */
  readonly approvalNo?: string;
}

/** Opens it under the next number of its county and year. */
export function openCase(db: Database, { standId, ...found }: NewCase): Promise<CaseRow | Refusal> {
  const { foundOn, dueOn, by, approvalNo, ...said } = found;
  const year = Number(foundOn.slice(0, 4));
  return besideStand(db, { lifeId: said.lifeId, standId }, async (tx) => {
    // Two that open one at once wait for each other here.
    await tx.$queryRaw`select code from org_unit where code = ${said.countyCode} for update`;
    const { _max } = await tx.standCase.aggregate({
      where: { countyCode: said.countyCode, year },
      _max: { no: true },
    });
    const approved = approvalNo !== undefined && {
      closedOn: dateOf(foundOn),
      outcome: 'APPROVED' as const,
      approvalNo,
      closedBy: by,
    };
    const data = { ...said, year, no: (_max.no ?? 0) + 1, foundOn: dateOf(foundOn), dueOn: dateOf(dueOn) };
    const row = await tx.standCase.create({ data: { ...data, openedBy: by, ...approved }, include: STAND });
    return rowOf(row);
  });
}

export interface CaseEnd {
  readonly on: IsoDate;
  readonly outcome: CaseOutcome;
  readonly approvalNo?: string;
  readonly by: string;
}

/** @returns the closed case, or why not: unknown, closed already, a day before the find, an end its kind cannot have */
export function closeCase(db: Database, caseNo: string, end: CaseEnd): Promise<CaseRow | Refusal> {
  const { on, outcome, approvalNo, by } = end;
  const key = keyOf(caseNo);
  return db.prisma.$transaction(async (tx) => {
    const { countyCode, year, no } = key;
    await tx.$queryRaw`select 1 from stand_case where county_code = ${countyCode} and year = ${year} and no = ${no} for update`;
    const where = { countyCode_year_no: key };
    const row = await tx.standCase.findUnique({ where });
    if (row === null) return refuse('CASE_UNKNOWN', { met: caseNo });
    if (row.closedOn !== null) return refuse('CASE_CLOSED', { caseNo, met: dayOf(row.closedOn) });
    const foundOn = dayOf(row.foundOn);
    if (on < foundOn) return refuse('CASE_DAYS', { met: on, wanted: `an end from ${foundOn} on` });
    const refusal = outcomeRefusal(row.kind, outcome, approvalNo);
    if (refusal !== undefined) return refusal;
    const data = { closedOn: dateOf(on), outcome, approvalNo: approvalNo ?? null, closedBy: by };
    return rowOf(await tx.standCase.update({ where, data, include: STAND }));
  });
}

export interface CaseFilter {
  readonly county?: string;
  /** Closed ones too. */
  readonly all?: true;
  /** Only open ones that were due before this day. */
  readonly dueBefore?: IsoDate;
}

/** The earliest due first. */
export async function listCases(db: Database, { county, all, dueBefore }: CaseFilter): Promise<readonly CaseRow[]> {
  const rows = await db.prisma.standCase.findMany({
    where: {
      ...(county !== undefined && { countyCode: county }),
      ...(!all && { closedOn: null }),
      ...(dueBefore !== undefined && { closedOn: null, dueOn: { lt: dateOf(dueBefore) } }),
    },
    orderBy: [{ dueOn: 'asc' }, { countyCode: 'asc' }, { year: 'asc' }, { no: 'asc' }],
    include: STAND,
  });
  return withLand(db.prisma, rows.map(rowOf));
}

/**
 * Open cases of a life and of all that its land was in: nobody wrote down on which piece of a stand something was found, so
 * it is asked of each of them until it is closed.
 *
 * @param line - the life and those its land was in before
 */
export async function openCasesOf(db: Database, line: readonly string[]): Promise<readonly CaseRow[]> {
  const where = { lifeId: { in: [...line] }, closedOn: null };
  return (await db.prisma.standCase.findMany({ where, orderBy: { dueOn: 'asc' }, include: STAND })).map(rowOf);
}

async function withLand(db: Queries, rows: readonly CaseRow[]): Promise<readonly CaseRow[]> {
  const land = await landNowIn(
    db,
    rows.map(({ lifeId }) => lifeId),
  );
  return rows.map((row) => {
    const nowIn = land.get(row.lifeId)?.map(({ standId }) => standId);
    return { ...row, ...(nowIn && { nowIn }) };
  });
}

export interface Find {
  /** Where it was reported. */
  readonly standId: string;
  /** Numbers of the stands that have the land now. */
  readonly nowIn: readonly string[];
  readonly cause: string;
  readonly seenOn: IsoDate;
}

/** Damages of these causes on land of open stands, for which no case of their kind was opened there, before or since. */
export function findsWithoutCase(
  db: Database,
  kinds: Readonly<Record<string, CaseKind>>,
  county?: string,
): Promise<readonly Find[]> {
  return db.prisma.$queryRaw<Find[]>`
    with recursive land (life_id, now_id) as (
      select distinct life_id, life_id from stand_event where type = 'DamageReported'
        and ${JSON.stringify(kinds)}::jsonb ? (body ->> 'cause')
      union
      select land.life_id, d.life_id from land join ${DESCENT} d on d.from_id = land.now_id)
    select f.stand_id "standId", e.body ->> 'cause' "cause", min(e.body ->> 'seenOn') "seenOn",
      array_agg(distinct s.stand_id order by s.stand_id) "nowIn"
    from stand_event e join stand f using (life_id) join land using (life_id) join stand s on s.life_id = land.now_id
    where e.type = 'DamageReported' and s.closed_on is null
      and ${JSON.stringify(kinds)}::jsonb ? (e.body ->> 'cause')
      and (${county ?? null}::text is null or s.county_code = ${county ?? null})
      and not exists (select 1 from stand_case c join land l on l.now_id = c.life_id
        where l.life_id = e.life_id and c.kind::text = ${JSON.stringify(kinds)}::jsonb ->> (e.body ->> 'cause'))
    group by 1, 2 order by 1, 2`;
}

const STAND = { stand: { select: { standId: true } } } as const;

function keyOf(caseNo: string): { countyCode: string; year: number; no: number } {
  const [, countyCode = '', year = '0', no = '0'] = /^(.+)-(\d{4})-(\d{1,9})$/.exec(caseNo) ?? [];
  return { countyCode, year: Number(year), no: Number(no) };
}

type Row = Prisma.StandCaseGetPayload<{ include: typeof STAND }>;

function rowOf(row: Row): CaseRow {
  const { owner, closedOn, outcome, approvalNo, closedBy } = row;
  return {
    caseNo: `${row.countyCode}-${row.year}-${row.no}`,
    standId: row.stand.standId,
    lifeId: row.lifeId,
    kind: row.kind,
    foundOn: dayOf(row.foundOn),
    dueOn: dayOf(row.dueOn),
    ...(owner !== null && { owner }),
    openedBy: row.openedBy,
    ...(closedOn !== null && { closedOn: dayOf(closedOn) }),
    ...(outcome !== null && { outcome }),
    ...(approvalNo !== null && { approvalNo }),
    ...(closedBy !== null && { closedBy }),
  };
}
