/** Gates of the counties: announced, lifted, listed, and asked by stands on the days that concern them. */
import type { IsoDate, IsoInstant } from '../domain/day.ts';
import { refuse, type Refusal } from '../domain/errors.ts';
import { lastBarredOn, type GateBars, type GateDays, type GateKind } from '../domain/gate.ts';
import { dateOf, dayOf, type Database, type Queries } from './database.ts';
import type { Gate, GatePermit } from './generated/client.ts';
import { ensureCounties, type CountyName } from './org-store.ts';
import { permitOf, type PermitRow } from './permit-rows.ts';

export interface NewGate {
  readonly county: CountyName;
  readonly kind: GateKind;
  /** Absent = all field work. */
  readonly bars?: GateBars;
  readonly fromOn: IsoDate;
  /** Last barred day; absent = no end is known. */
  readonly untilOn?: IsoDate;
  readonly orderNo?: string;
  /** Opaque id of who announces it. */
  readonly by: string;
  readonly at: IsoInstant;
}

export interface GateRow extends GateDays {
  readonly id: number;
  readonly countyCode: string;
  readonly kind: GateKind;
  readonly bars: GateBars;
  readonly orderNo?: string;
  readonly announcedAt: IsoInstant;
  readonly by: string;
  /** In the order in which they were told. */
  readonly permits: readonly PermitRow[];
}

/** What comes with a gate as it is read. */
export const WITH_PERMITS = { permits: { orderBy: { id: 'asc' } } } as const;

/** Announces a gate; said twice, the first one stands and `already` tells so. Stands hear of it when they ask. */
export function announceGate(db: Database, gate: NewGate): Promise<{ gate: GateRow; already: boolean } | Refusal> {
  const { county, kind, bars = 'FIELD_WORK', fromOn, untilOn, orderNo, by, at } = gate;
  if (untilOn !== undefined && untilOn < fromOn) {
    return Promise.resolve(refuse('GATE_DAYS_REVERSED', { met: untilOn, wanted: fromOn }));
  }
  const said = {
    countyCode: county.code,
    kind,
    bars,
    orderNo: orderNo ?? null,
    fromOn: dateOf(fromOn),
    untilOn: untilOn === undefined ? null : dateOf(untilOn),
  };
  return db.prisma.$transaction(async (tx) => {
    await ensureCounties(tx, [county]);
    // Two that announce the same at once wait for each other here.
    await tx.$queryRaw`select code from org_unit where code = ${county.code} for update`;
    const same = await tx.gate.findFirst({ where: { ...said, liftedOn: null }, include: WITH_PERMITS });
    const data = { ...said, announcedAt: new Date(at), announcedBy: by };
    const row = same ?? (await tx.gate.create({ data, include: WITH_PERMITS }));
    return { gate: rowOf(row), already: same !== null };
  });
}

/**
 * Lifts a gate: `on` is the first day that is free again. In the same transaction every stand with a duty that this
 * gate holds gets a message, once, however many of its duties are held.
 *
 * @returns the gate and how many stands are told, or why not: unknown, lifted already, a day outside its days
 */
export function liftGate(
  db: Database,
  { id, on, at }: { readonly id: number; readonly on: IsoDate; readonly at: IsoInstant },
): Promise<{ gate: GateRow; told: number } | Refusal> {
  return db.prisma.$transaction(async (tx) => {
    const [locked] = await tx.$queryRaw<{ id: number }[]>`select id from gate where id = ${id} for update`;
    if (locked === undefined) return refuse('GATE_UNKNOWN', { met: id });
    const { fromOn, untilOn, liftedOn } = rowOf(
      await tx.gate.findUniqueOrThrow({ where: { id }, include: WITH_PERMITS }),
    );
    if (liftedOn !== undefined) return refuse('GATE_LIFTED', { gateId: id, met: liftedOn });
    if (on < fromOn || (untilOn !== undefined && on > untilOn)) {
      return refuse('GATE_DAY_OUTSIDE', { gateId: id, met: on, wanted: `${fromOn}…${untilOn ?? ''}` });
    }
    const gate = await tx.gate.update({ where: { id }, data: { liftedOn: dateOf(on) }, include: WITH_PERMITS });
    return { gate: rowOf(gate), told: await tellThoseHeld(tx, id, at) };
  });
}

/** Holds become messages: none is lost, whatever happens to this process, and none is told twice. */
function tellThoseHeld(tx: Queries, gateId: number, at: IsoInstant): Promise<number> {
  return tx.$executeRaw`
    with held as (delete from gate_hold where gate_id = ${gateId} returning life_id)
    insert into outbox_message (id, channel, kind, order_key, position, body, at)
    select 'gateLifted/' || ${gateId}::int || '/' || life_id, 'workflow', 'gateLifted', life_id::text, ${BEFORE_COUNTS}::int,
      jsonb_build_object('workflowId', workflow_id), ${new Date(at)}
    from stand where closed_on is null and life_id in (select life_id from held)`;
}

/** The start has 0 and counts follow their days: what frees a stand does not wait behind a count. */
export const BEFORE_COUNTS = 1;

export async function findGate(db: Database, id: number): Promise<GateRow | undefined> {
  const row = await db.prisma.gate.findUnique({ where: { id }, include: WITH_PERMITS });
  return row === null ? undefined : rowOf(row);
}

export interface GateFilter {
  readonly county?: string;
  /** Only gates that bar this day or a later one; absent = all there ever were. */
  readonly notOverOn?: IsoDate;
}

/** Gates by their first day, the latest first. */
export async function listGates(db: Database, { county, notOverOn }: GateFilter = {}): Promise<readonly GateRow[]> {
  const rows = await db.prisma.gate.findMany({
    where: county === undefined ? {} : { countyCode: county },
    orderBy: [{ fromOn: 'desc' }, { id: 'desc' }],
    include: WITH_PERMITS,
  });
  const isOver = (gate: GateRow) => {
    const last = lastBarredOn(gate);
    return last !== undefined && (last < gate.fromOn || last < notOverOn!);
  };
  return rows.map(rowOf).filter((gate) => notOverOn === undefined || !isOver(gate));
}

export function rowOf({
  id,
  countyCode,
  kind,
  bars,
  orderNo,
  fromOn,
  untilOn,
  liftedOn,
  announcedAt,
  announcedBy,
  permits,
}: Gate & { readonly permits: readonly GatePermit[] }): GateRow {
  return {
    id,
    countyCode,
    kind,
    bars,
    ...(orderNo !== null && { orderNo }),
    fromOn: dayOf(fromOn),
    ...(untilOn !== null && { untilOn: dayOf(untilOn) }),
    ...(liftedOn !== null && { liftedOn: dayOf(liftedOn) }),
    announcedAt: announcedAt.toISOString(),
    by: announcedBy,
    permits: permits.map(permitOf),
  };
}
