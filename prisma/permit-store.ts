/** Permits of gates: told once, withdrawn once. Stands that the gate holds and the permit frees are told to try again. */
import type { IsoDate, IsoInstant } from '../domain/day.ts';
import { refuse, type Refusal } from '../domain/errors.ts';
import { lastBarredOn } from '../domain/gate.ts';
import { permitRefusal } from '../domain/permit.ts';
import { dateOf, dayOf, type Database, type Queries } from './database.ts';
import { BEFORE_COUNTS, findGate, rowOf, WITH_PERMITS, type GateRow } from './gate-store.ts';
import { permitOf, type PermitRow } from './permit-rows.ts';

export interface NewPermit {
  readonly gateId: number;
  readonly paperNo: string;
  /** Codes of the duties that may go on. */
  readonly duties: readonly string[];
  /** Numbers of stands; empty = all of the county. */
  readonly stands: readonly string[];
  readonly fromOn: IsoDate;
  /** Last day it holds; absent = as long as its gate. */
  readonly untilOn?: IsoDate;
  /** Duties that get a permit of such a gate, by the policy. */
  readonly mayGoOn: readonly string[];
  readonly by: string;
  readonly at: IsoInstant;
}

/**
 * Keeps a permit. Said twice, the first one stands and `already` tells so.
 *
 * @returns the permit and how many held stands are told, or why the gate has none such
 */
export function givePermit(
  db: Database,
  permit: NewPermit,
): Promise<{ permit: PermitRow; told: number; already: boolean } | Refusal> {
  return db.prisma.$transaction(async (tx) => {
    const gate = await lockedGate(tx, permit.gateId);
    if (gate === undefined) return refuse('GATE_UNKNOWN', { met: permit.gateId });
    const said = saidOf(permit);
    const same = await tx.gatePermit.findFirst({
      where: { ...said, duties: { equals: said.duties }, stands: { equals: said.stands }, withdrawnOn: null },
    });
    if (same !== null) return { permit: permitOf(same), told: 0, already: true };
    const fault = permitRefusal(gate, permit) ?? (await standOutside(tx, gate, said.stands));
    if (fault !== undefined) return fault;
    const data = { ...said, toldAt: new Date(permit.at), toldBy: permit.by };
    const row = await tx.gatePermit.create({ data });
    return { permit: permitOf(row), told: await tellThoseFreed(tx, row, permit.at), already: false };
  });
}

/** In one order, so that the same said in another one is the same. */
function saidOf({ gateId, paperNo, duties, stands, fromOn, untilOn }: NewPermit) {
  return {
    gateId,
    paperNo,
    duties: [...new Set(duties)].toSorted(),
    stands: [...new Set(stands)].toSorted(),
    fromOn: dateOf(fromOn),
    untilOn: untilOn === undefined ? null : dateOf(untilOn),
  };
}

/** Locked as for its lifting: a turn that holds a duty finds the permit, or the permit finds the hold. */
async function lockedGate(tx: Queries, id: number): Promise<GateRow | undefined> {
  const [locked] = await tx.$queryRaw<{ id: number }[]>`select id from gate where id = ${id} for update`;
  return locked && rowOf(await tx.gate.findUniqueOrThrow({ where: { id }, include: WITH_PERMITS }));
}

async function standOutside(
  tx: Queries,
  { id: gateId, countyCode }: GateRow,
  standIds: readonly string[],
): Promise<Refusal | undefined> {
  const inside = await tx.stand.findMany({
    where: { standId: { in: [...standIds] }, countyCode, closedOn: null },
    select: { standId: true },
  });
  const met = standIds.find((standId) => !inside.some((stand) => stand.standId === standId));
  return met === undefined ? undefined : refuse('PERMIT_STAND_OUTSIDE', { gateId, met, wanted: countyCode });
}

/**
 * The holds stay: what is not freed is held again, and what is gives its row back itself. A duty's id begins with its code.
 * Stands are found by their present number: one that got its number by a split asks again by itself.
 */
function tellThoseFreed(
  tx: Queries,
  { id, gateId, duties, stands }: { id: number; gateId: number; duties: string[]; stands: string[] },
  at: IsoInstant,
): Promise<number> {
  return tx.$executeRaw`
    insert into outbox_message (id, channel, kind, order_key, position, body, at)
    select 'gatePermit/' || ${id}::int || '/' || life_id, 'workflow', 'gateLifted', life_id::text, ${BEFORE_COUNTS}::int,
      jsonb_build_object('workflowId', workflow_id), ${new Date(at)}
    from stand where closed_on is null and (cardinality(${stands}::text[]) = 0 or stand_id = any(${stands}::text[]))
      and life_id in (select life_id from gate_hold
        where gate_id = ${gateId} and split_part(duty_id, '-', 1) = any(${duties}::text[]))`;
}

export async function gateOfPermit(db: Database, id: number): Promise<GateRow | undefined> {
  const row = await db.prisma.gatePermit.findUnique({ where: { id }, select: { gateId: true } });
  return row === null ? undefined : findGate(db, row.gateId);
}

/** Withdraws a permit: `on` is the first day it holds no more. What is out hears of it at its next step, as of a gate. */
export function withdrawPermit(
  db: Database,
  { id, on }: { readonly id: number; readonly on: IsoDate },
): Promise<{ permit: PermitRow } | Refusal> {
  return db.prisma.$transaction(async (tx) => {
    const [locked] = await tx.$queryRaw<{ id: number }[]>`select id from gate_permit where id = ${id} for update`;
    if (locked === undefined) return refuse('PERMIT_UNKNOWN', { met: id });
    const { withdrawnOn, ...row } = await tx.gatePermit.findUniqueOrThrow({ where: { id }, include: { gate: true } });
    if (withdrawnOn !== null) return refuse('PERMIT_WITHDRAWN', { permitId: id, met: dayOf(withdrawnOn) });
    const { fromOn, untilOn } = permitOf({ ...row, withdrawnOn });
    const last = untilOn ?? lastBarredOn(rowOf({ ...row.gate, permits: [] }));
    if (on < fromOn || (last !== undefined && on > last))
      return refuse('PERMIT_DAYS_OUTSIDE', { met: on, wanted: `${fromOn}…${last ?? ''}` });
    return { permit: permitOf(await tx.gatePermit.update({ where: { id }, data: { withdrawnOn: dateOf(on) } })) };
  });
}
