/** Sweeps and what they found, kept for ninety nights. */
import { SWEEP_STEPS, type FindingKind, type Parting, type SweepDone, type SweepMoment } from '../contract/sweep.ts';
import { dateOf, dayOf, type Database, type Queries } from './database.ts';
import { Prisma, type SweepFinding } from './generated/client.ts';
import { asJson } from './json.ts';

export interface Found {
  readonly kind: FindingKind;
  /** Workflow id, message id, or survey of a stand. */
  readonly subject: string;
  readonly lifeId?: string;
  /** In plain words, without names of people. */
  readonly found: string;
  readonly repaired: boolean;
}

export interface FindingRow extends Omit<Found, 'lifeId'> {
  readonly lifeId?: string;
  readonly sweptAt: string;
}

export interface SweepRow extends SweepMoment {
  readonly finishedAt?: string;
  readonly looked: SweepDone['looked'];
}

const KEPT_DAYS = 90;
const DAY_MS = 24 * 3600 * 1000;
/** A damaged row may differ in every column; nobody reads more. */
const LONGEST = 500;

export async function beginSweep(db: Database, { at, on }: SweepMoment): Promise<void> {
  await db.prisma.sweep.upsert({
    where: { at: new Date(at) },
    create: { at: new Date(at), on: dateOf(on) },
    update: {},
  });
}

/** Twice found in one sweep is found once: an activity that was cut off looks again. */
export async function keepFinding(tx: Queries, { at }: SweepMoment, finding: Found): Promise<void> {
  const { kind, subject, lifeId, repaired } = finding;
  const found = finding.found.slice(0, LONGEST);
  const sweptAt = new Date(at);
  await tx.sweepFinding.upsert({
    where: { sweptAt_kind_subject: { sweptAt, kind, subject } },
    create: { sweptAt, kind, subject, lifeId: lifeId ?? null, found, repaired, at: sweptAt },
    update: { found, repaired },
  });
}

/** Ends a sweep, and forgets those of more than ninety nights ago with their findings. */
export async function endSweep(db: Database, { at, looked, finishedAt }: SweepDone & { finishedAt: string }) {
  const forgotten = new Date(Date.parse(at) - KEPT_DAYS * DAY_MS);
  await db.prisma.$transaction([
    db.prisma.sweep.update({
      where: { at: new Date(at) },
      data: { finishedAt: new Date(finishedAt), looked: asJson(looked) },
    }),
    db.prisma.sweep.deleteMany({ where: { at: { lt: forgotten } } }),
  ]);
}

/** The latest sweep that came to its end; a rebuild is kept beside sweeps, and has folded no logs. */
export async function lastSweep(db: Database): Promise<SweepRow | undefined> {
  const row = await db.prisma.sweep.findFirst({
    where: { finishedAt: { not: null }, looked: { path: [SWEEP_STEPS[0]], not: Prisma.AnyNull } },
    orderBy: { at: 'desc' },
  });
  if (row === null) return undefined;
  const looked = (row.looked ?? {}) as SweepRow['looked'];
  return { at: row.at.toISOString(), on: dayOf(row.on), finishedAt: row.finishedAt!.toISOString(), looked };
}

export interface FindingFilter {
  /** Sweeps from this instant on. */
  readonly since: string;
  readonly until?: string;
  /** Only what was not put right. */
  readonly open?: boolean;
  /** Only these; absent = all. */
  readonly kinds?: readonly FindingKind[];
  /** Leaves out stands of which no more is said than that they were started again. */
  readonly unlikeRestarts?: true;
}

/** Nobody reads more of them at once. */
export const FINDINGS_READ = 1000;

/** The latest sweep first. */
export async function listFindings(
  db: Database,
  filter: FindingFilter,
  most = FINDINGS_READ,
): Promise<readonly FindingRow[]> {
  const { since, until, open, kinds, unlikeRestarts } = filter;
  const rows = await db.prisma.sweepFinding.findMany({
    where: {
      sweptAt: { gte: new Date(since), ...(until !== undefined && { lte: new Date(until) }) },
      ...(open && { repaired: false }),
      ...(kinds && { kind: { in: [...kinds] } }),
      ...(unlikeRestarts && { NOT: { kind: 'NOT_RUNNING', repaired: true } }),
    },
    orderBy: [{ sweptAt: 'desc' }, { kind: 'asc' }, { subject: 'asc' }],
    take: most,
  });
  return rows.map(findingOf);
}

export interface FindingCount {
  readonly kind: FindingKind;
  readonly repaired: boolean;
  readonly count: number;
}

/** How many of each kind one sweep has found, by whether they were put right. */
export async function countFindings(db: Database, { at }: Pick<SweepMoment, 'at'>): Promise<readonly FindingCount[]> {
  const groups = await db.prisma.sweepFinding.groupBy({
    by: ['kind', 'repaired'],
    where: { sweptAt: new Date(at) },
    _count: true,
    orderBy: { kind: 'asc' },
  });
  return groups.map(({ kind, repaired, _count }) => ({ kind: kind as FindingKind, repaired, count: _count }));
}

/** What earlier sweeps have found at a life, and what is right from now on: no night has to look for it again. */
export async function settleFindings(tx: Queries, lifeId: string, kind: Parting): Promise<void> {
  await tx.sweepFinding.updateMany({ where: { lifeId, kind, repaired: false }, data: { repaired: true } });
}

function findingOf({ kind, subject, lifeId, found, repaired, sweptAt }: SweepFinding): FindingRow {
  return {
    kind: kind as FindingKind,
    subject,
    ...(lifeId !== null && { lifeId }),
    found,
    repaired,
    sweptAt: sweptAt.toISOString(),
  };
}
