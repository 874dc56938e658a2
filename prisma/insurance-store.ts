/** Insured stands, and what was done about their losses. The damages themselves are in the log. */
import type { IsoDate, IsoInstant } from '../domain/day.ts';
import { refuse, type Refusal } from '../domain/errors.ts';
import { lossesOf, type Damage, type Insurance, type Loss, type LossDeeds } from '../domain/register/insurance.ts';
import { landLine, type Origins } from '../domain/register/land-past.ts';
import type { DamageCause } from '../domain/stand/command.ts';
import { besideStand, type BesideStand } from './beside-stand.ts';
import { dateOf, dayOf, type Database, type Queries } from './database.ts';
import { BEFORE_COUNTS } from './gate-store.ts';
import type { InsuredLoss, StandInsurance } from './generated/client.ts';
import { CHANNEL } from './import-store.ts';
import { DESCENT, originsOf } from './lineage-store.ts';

/** Written again under its number, the latest terms count. */
export function writeInsurance(
  db: Database,
  { lifeId, standId, by, ...insurance }: Insurance & BesideStand & { readonly by: string },
): Promise<Refusal | undefined> {
  const { policyNo, insurer = null, fromOn, untilOn, perils, ...terms } = insurance;
  return besideStand(db, { lifeId, standId }, async (tx) => {
    const days = { fromOn: dateOf(fromOn), untilOn: dateOf(untilOn) };
    const data = { insurer, ...days, ...terms, perils: [...perils], writtenBy: by };
    const where = { lifeId_policyNo: { lifeId, policyNo } };
    await tx.standInsurance.upsert({ where, create: { lifeId, policyNo, ...data }, update: data });
    return undefined;
  });
}

/** A stand of which losses are asked for. */
export interface Insured {
  readonly lifeId: string;
  readonly insurances: readonly Insurance[];
  readonly losses: readonly LossOfLife[];
}

/** The life in whose log the damage is: the stand itself, or one that its land was in. */
export type LossOfLife = Loss & { readonly lifeId: string };

/**
 * Insurances in force on a day.
 *
 * @param line - the life and those its land was in before
 */
export async function insurancesOn(db: Database, line: readonly string[], on: IsoDate): Promise<readonly Insurance[]> {
  const day = dateOf(on);
  const where = { lifeId: { in: [...line] }, fromOn: { lte: day }, untilOn: { gte: day } };
  return (await db.prisma.standInsurance.findMany({ where, orderBy: { policyNo: 'asc' } })).map(insuranceOf);
}

/** Whether a stand is insured, or any that its land was in: most are not, and no more is asked of them. */
export async function isInsured(db: Queries, lifeId: string): Promise<boolean> {
  const [row] = await db.$queryRaw<[{ insured: boolean }]>`
    with recursive line (life_id) as (
      select ${lifeId}::uuid
      union
      select d.from_id from line join ${DESCENT} d using (life_id))
    select exists (select 1 from stand_insurance join line using (life_id)) insured`;
  return row.insured;
}

/** What is kept of a stand's land, damages of its log included; nothing where it never was insured. */
export async function insuredLife(db: Queries, lifeId: string, zone: string): Promise<Insured> {
  const origins = await originsOf(db, { lifeIds: [lifeId] });
  return insuredIn(await keptOf(db, landLine(origins, lifeId)), origins, { lifeId, zone });
}

/** Insured open stands of a county, by their number. */
export async function insuredStands(
  db: Database,
  countyCode: string,
  zone: string,
): Promise<readonly (Insured & { readonly standId: string })[]> {
  const origins = await originsOf(db.prisma, { countyCode });
  const stands = await db.prisma.stand.findMany({
    where: { countyCode, closedOn: null, OR: [{ insurances: { some: {} } }, { lifeId: { in: [...origins.keys()] } }] },
    orderBy: [{ standId: 'asc' }, { lifeId: 'asc' }],
    select: { lifeId: true, standId: true },
  });
  const kept = await keptOf(
    db.prisma,
    stands.flatMap(({ lifeId }) => landLine(origins, lifeId)),
  );
  return stands
    .map(({ lifeId, standId }) => ({ standId, ...insuredIn(kept, origins, { lifeId, zone }) }))
    .filter(({ insurances }) => insurances.length > 0);
}

interface Kept {
  readonly insurances: readonly StandInsurance[];
  readonly damages: readonly (Damage & { readonly lifeId: string })[];
  readonly deeds: readonly InsuredLoss[];
}

async function keptOf(db: Queries, lives: readonly string[]): Promise<Kept> {
  const where = { lifeId: { in: [...lives] } };
  const insurances = await db.standInsurance.findMany({ where, orderBy: [{ fromOn: 'asc' }, { policyNo: 'asc' }] });
  if (insurances.length === 0) return { insurances, damages: [], deeds: [] };
  const damages = await db.$queryRaw<Kept['damages'][number][]>`
    select life_id::text "lifeId", body ->> 'seenOn' "seenOn", body ->> 'cause' "cause"
    from stand_event where type = 'DamageReported' and life_id = any(${[...lives]}::uuid[])`;
  return { insurances, damages, deeds: await db.insuredLoss.findMany({ where }) };
}

function insuredIn(
  { insurances, damages, deeds }: Kept,
  origins: Origins,
  { lifeId, zone }: { readonly lifeId: string; readonly zone: string },
): Insured {
  const line = landLine(origins, lifeId);
  const own = insurances.filter((each) => line.includes(each.lifeId)).map(insuranceOf);
  const losses = line.flatMap((life) => {
    const of = <T extends { readonly lifeId: string }>(rows: readonly T[]) => rows.filter((row) => row.lifeId === life);
    const here = { damages: of(damages), deeds: of(deeds).map(deedsOf), zone };
    return lossesOf(own, here).map((loss) => ({ ...loss, lifeId: life }));
  });
  return { lifeId, insurances: own, losses: losses.toSorted((a, b) => (a.seenOn < b.seenOn ? -1 : 1)) };
}

export interface LossDeed {
  readonly seenOn: IsoDate;
  readonly by: string;
  readonly notified?: { readonly at: IsoInstant; readonly on: IsoDate; readonly claimNo?: string };
  readonly visitedOn?: IsoDate;
}

/**
 * The insurer was told of a loss, or has come to see it; said again, the latest counts. Once he has come, every open stand
 * that has the land tries what it holds again, told in the same transaction.
 *
 * @param zone - of the stand
 * @param at - now
 */
export function writeLossDeed(
  db: Database,
  { lifeId, standId }: BesideStand,
  { zone, at, ...deed }: LossDeed & { readonly zone: string; readonly at: IsoInstant },
): Promise<Refusal | LossOfLife> {
  const { seenOn, by, notified, visitedOn } = deed;
  return besideStand(db, { lifeId, standId }, async (tx) => {
    const known = (await insuredLife(tx, lifeId, zone)).losses;
    const loss = known.find((each) => each.seenOn === seenOn);
    if (loss === undefined) {
      const days = known.map((each) => each.seenOn).join(', ') || '–';
      return refuse('LOSS_UNKNOWN', { standId, met: seenOn, wanted: days });
    }
    const said = {
      ...(notified && { notifiedAt: new Date(notified.at), notifiedOn: dateOf(notified.on) }),
      ...(notified?.claimNo !== undefined && { claimNo: notified.claimNo }),
      ...(visitedOn !== undefined && { visitedOn: dateOf(visitedOn) }),
      writtenBy: by,
    };
    const key = { lifeId: loss.lifeId, seenOn: dateOf(seenOn) };
    await tx.insuredLoss.upsert({ where: { lifeId_seenOn: key }, create: { ...key, ...said }, update: said });
    if (visitedOn !== undefined) await tellVisited(tx, loss, at);
    return (await insuredLife(tx, lifeId, zone)).losses.find((each) => each.seenOn === seenOn)!;
  });
}

/** As where a gate is lifted: whatever happens to this process, none is forgotten; asked again, each finds what is so then. */
async function tellVisited(tx: Queries, { lifeId, seenOn }: LossOfLife, at: IsoInstant): Promise<void> {
  await tx.$executeRaw`
    with recursive land (life_id) as (
      select ${lifeId}::uuid
      union
      select d.life_id from land join ${DESCENT} d on d.from_id = land.life_id)
    insert into outbox_message (id, channel, kind, order_key, position, body, at)
    select 'insurerVisited/' || ${at} || '/' || ${seenOn} || '/' || life_id, ${CHANNEL}, 'gateLifted', life_id::text, ${BEFORE_COUNTS}::int,
      jsonb_build_object('workflowId', workflow_id), ${new Date(at)}
    from land join stand using (life_id) where closed_on is null`;
}

function insuranceOf({
  lifeId: _,
  writtenBy: __,
  insurer,
  fromOn,
  untilOn,
  perils,
  ...terms
}: StandInsurance): Insurance {
  return {
    ...terms,
    ...(insurer !== null && { insurer }),
    fromOn: dayOf(fromOn),
    untilOn: dayOf(untilOn),
    perils: perils as DamageCause[],
  };
}

function deedsOf({ seenOn, notifiedAt, notifiedOn, claimNo, visitedOn }: InsuredLoss): LossDeeds {
  return {
    seenOn: dayOf(seenOn),
    ...(notifiedAt !== null &&
      notifiedOn !== null && { notified: { at: notifiedAt.toISOString(), on: dayOf(notifiedOn) } }),
    ...(claimNo !== null && { claimNo }),
    ...(visitedOn !== null && { visitedOn: dayOf(visitedOn) }),
  };
}
