/** What a sweep pages through, by key: lives whose log is folded, lives that should run, late ones, and what waits. */
import { addDays, dayNumber } from '../domain/day.ts';
import { PAGES } from '../contract/pages.ts';
import type { StandInput } from '../contract/stand-messages.ts';
import type { SweepMoment } from '../contract/sweep.ts';
import type { StandSeed, StandState } from '../domain/stand/state.ts';
import { dateOf, type Database } from './database.ts';
import { Prisma } from './generated/client.ts';

/** Every log is folded once in so many nights. */
const NIGHTS = 30;
/** What was found broken, or parted from its run, is looked at every night from then on. */
const REMEMBERED_DAYS = 40;
const DAY_MS = 24 * 3600 * 1000;
/** After the last key, and before the first one. */
const FIRST_LIFE = '00000000-0000-0000-0000-000000000000';

export interface Page extends SweepMoment {
  readonly after?: string;
  readonly size: number;
}

/**
 * Tonight's thirtieth, and every life under suspicion: its row is not where its log ends, it contradicts its own
 * snapshot, or an earlier night has found what could not be put right.
 */
export async function livesToFold(db: Database, page: Page & { readonly all?: boolean }): Promise<readonly string[]> {
  const { on, at, after = FIRST_LIFE, size, all = false } = page;
  const rows = await db.prisma.$queryRaw<{ life_id: string }[]>`
    select s.life_id::text from stand s
    left join lateral (
      select turn, seq, hash from stand_event e where e.life_id = s.life_id order by seq desc limit 1) last on true
    where s.life_id > ${after}::uuid and (
      ${all} or ('x' || substr(md5(s.life_id::text), 1, 7))::bit(28)::int % ${NIGHTS} = ${dayNumber(on) % NIGHTS}
      or s.rev <> coalesce(last.turn, 0) or s.seq <> coalesce(last.seq, 0) or s.head is distinct from last.hash
      or s.rev <> coalesce((s.state ->> 'rev')::int, 0) or s.stage <> coalesce(s.state ->> 'stage', s.stage)
      or s.closed_on is distinct from (s.state ->> 'closedOn')::date
      or s.suspended_on is distinct from (s.state ->> 'suspendedOn')::date
      or exists (
        select 1 from sweep_finding f where f.life_id = s.life_id and not f.repaired and f.swept_at >= ${rememberedFrom(at)}
          and f.kind in ('CHAIN_BROKEN', 'LOG_UNREADABLE')))
    order by s.life_id limit ${size}`;
  return rows.map(({ life_id }) => life_id);
}

function rememberedFrom(at: string): Date {
  return new Date(Date.parse(at) - REMEMBERED_DAYS * DAY_MS);
}

/** Of stand `s`: its workflow is there. While its start is still a message, a life has none yet. */
const BEGUN = Prisma.sql`(s.rev > 0 or exists (
  select 1 from outbox_message m where m.id = 'start/' || s.life_id and m.delivered_at is not null))`;

export interface OpenLife {
  readonly lifeId: string;
  readonly workflowId: string;
}

/** Open lives whose workflow must run. */
export async function openLives(db: Database, { after = FIRST_LIFE, size }: Page): Promise<readonly OpenLife[]> {
  const rows = await db.prisma.$queryRaw<{ life_id: string; workflow_id: string }[]>`
    select s.life_id::text, s.workflow_id from stand s
    where s.closed_on is null and s.life_id > ${after}::uuid and ${BEGUN}
    order by s.life_id limit ${size}`;
  return rows.map(({ life_id, workflow_id }) => ({ lifeId: life_id, workflowId: workflow_id }));
}

/** How many those are at most: some may still wait for their start. */
export function countOpenLives(db: Database): Promise<number> {
  return db.prisma.stand.count({ where: { closedOn: null } });
}

/** What an open life goes on from: its state, or its seed where its first turn was never written. */
export async function inputOf(db: Database, lifeId: string): Promise<StandInput | undefined> {
  const row = await db.prisma.stand.findUnique({
    where: { lifeId, closedOn: null },
    select: { state: true, seed: true },
  });
  if (row === null) return undefined;
  return row.state === null
    ? { schema: 1, pages: PAGES, seed: row.seed as unknown as StandSeed }
    : { schema: 1, pages: PAGES, state: row.state as unknown as StandState };
}

export interface AskedLife extends OpenLife {
  /** Turns written before the question. */
  readonly rev: number;
}

/** Open lives that have begun: tonight's thirtieth and those whose run has parted from its log, or all of them. */
export function livesToAsk(db: Database, page: Page & { readonly all: boolean }): Promise<readonly AskedLife[]> {
  const { at, on, after = FIRST_LIFE, size, all } = page;
  return db.prisma.$queryRaw<AskedLife[]>`
    select s.life_id::text as "lifeId", s.workflow_id as "workflowId", s.rev from stand s
    where s.closed_on is null and s.life_id > ${after}::uuid and ${BEGUN}
      and (${all} or ('x' || substr(md5(s.life_id::text), 1, 7))::bit(28)::int % ${NIGHTS} = ${dayNumber(on) % NIGHTS}
        or exists (
          select 1 from sweep_finding f where f.life_id = s.life_id and not f.repaired
            and f.swept_at >= ${rememberedFrom(at)} and f.kind in ('LOG_BEHIND', 'LOG_AHEAD')))
    order by s.life_id limit ${size}`;
}

/** Life → turns written by now. */
export async function revsOf(db: Database, lifeIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db.prisma.stand.findMany({
    where: { lifeId: { in: [...lifeIds] } },
    select: { lifeId: true, rev: true },
  });
  return new Map(rows.map(({ lifeId, rev }) => [lifeId, rev]));
}

const HOUR_MS = 3600 * 1000;
/** When time alone moves it next; what has not written its first turn waits for its planting day. */
const DUE_ON = Prisma.sql`(case when s.rev = 0 then s.planted_on else s.next_due_on end)`;

/** Open lives that have begun: first those that are late or have a count waiting for an hour, then the others. */
export async function likeliestTroubles(
  db: Database,
  { at, on }: SweepMoment,
  most: number,
): Promise<readonly string[]> {
  const anHourAgo = new Date(Date.parse(at) - HOUR_MS);
  const rows = await db.prisma.$queryRaw<{ workflow_id: string }[]>`
    select s.workflow_id from stand s where s.closed_on is null and ${BEGUN}
    order by ${DUE_ON} < ${dateOf(on)} desc nulls last, exists (
      select 1 from survey where survey.life_id = s.life_id and state = 'staged' and staged_at < ${anHourAgo}) desc,
      ${DUE_ON}, s.life_id
    limit ${most}`;
  return rows.map(({ workflow_id }) => workflow_id);
}

export interface LateLife extends OpenLife {
  readonly nextDueOn: Date | null;
}

/** Open lives with something due before yesterday: their time has come and nothing was written. */
export async function lateLives(db: Database, { on, after = FIRST_LIFE, size }: Page): Promise<readonly LateLife[]> {
  return db.prisma.stand.findMany({
    where: { closedOn: null, nextDueOn: { lt: dateOf(addDays(on, -1)) }, lifeId: { gt: after } },
    orderBy: { lifeId: 'asc' },
    take: size,
    select: { lifeId: true, workflowId: true, nextDueOn: true },
  });
}

/** The lives behind workflow ids; closed ones with their day. */
export async function livesOf(db: Database, workflowIds: readonly string[]) {
  return db.prisma.stand.findMany({
    where: { workflowId: { in: [...workflowIds] } },
    select: { lifeId: true, workflowId: true, closedOn: true },
  });
}
