/** Permits of gates as they are read. */
import type { IsoInstant } from '../domain/day.ts';
import type { Permit } from '../domain/permit.ts';
import { dayOf } from './database.ts';
import type { GatePermit } from './generated/client.ts';

export interface PermitRow extends Permit {
  readonly id: number;
  readonly paperNo: string;
  readonly toldAt: IsoInstant;
  readonly by: string;
}

/** A day of withdrawal is the first on which it holds no more, as a gate's day of lifting is. */
export function permitOf({
  id,
  paperNo,
  duties,
  stands,
  fromOn,
  untilOn,
  withdrawnOn,
  toldAt,
  toldBy,
}: GatePermit): PermitRow {
  return {
    id,
    paperNo,
    duties,
    stands,
    fromOn: dayOf(fromOn),
    ...(untilOn !== null && { untilOn: dayOf(untilOn) }),
    ...(withdrawnOn !== null && { liftedOn: dayOf(withdrawnOn) }),
    toldAt: toldAt.toISOString(),
    by: toldBy,
  };
}
