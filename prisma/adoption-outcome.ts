/** What became of the stands of an adoption: the answer a stand gave is the proof that it lives by the new version. */
import type { IsoInstant } from '../domain/day.ts';
import type { Refusal } from '../domain/errors.ts';
import { adoptionCommandId } from '../domain/stand/ids.ts';
import type { Database } from './database.ts';

export interface AdoptionOutcome {
  readonly adopted: number;
  readonly waiting: number;
  readonly refused: readonly { readonly standId: string; readonly refusal: Refusal }[];
}

/** Stands that have neither answered nor refused. */
export async function countAdopting(db: Database, id: string): Promise<number> {
  return (await countsOf(db, id)).waiting;
}

export async function adoptionOutcome(db: Database, id: string): Promise<AdoptionOutcome> {
  const refused = await db.prisma.policyAdoptionStand.findMany({
    where: { adoptionId: id, refusedAt: { not: null }, stand: { answers: { none: answered(id) } } },
    orderBy: { stand: { standId: 'asc' } },
    select: { refusal: true, stand: { select: { standId: true } } },
  });
  return {
    ...(await countsOf(db, id)),
    refused: refused.map(({ refusal, stand: { standId } }) => ({ standId, refusal: refusal as unknown as Refusal })),
  };
}

async function countsOf(db: Database, id: string): Promise<{ adopted: number; waiting: number }> {
  const { policyAdoptionStand } = db.prisma;
  const adopted = await policyAdoptionStand.count({
    where: { adoptionId: id, stand: { answers: { some: answered(id) } } },
  });
  const waiting = await policyAdoptionStand.count({
    where: { adoptionId: id, refusedAt: null, stand: { answers: { none: answered(id) } } },
  });
  return { adopted, waiting };
}

/** A stand told again after it had answered, and closed since, refuses; its first answer stands. */
function answered(id: string): { readonly commandId: string } {
  return { commandId: adoptionCommandId(id) };
}

export interface AdoptionRow {
  readonly id: string;
  readonly policy: string;
  readonly selection: object;
  readonly at: IsoInstant;
  readonly by: string;
}

/** The latest first. */
export async function listAdoptions(db: Database): Promise<readonly AdoptionRow[]> {
  const rows = await db.prisma.policyAdoption.findMany({ orderBy: { at: 'desc' }, omit: { hash: true } });
  return rows.map(({ at, selection, ...row }) => ({ ...row, at: at.toISOString(), selection: selection as object }));
}
