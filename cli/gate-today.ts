/** The day that it is where a gate is: counties of another country have another one for half of the hours. */
import type { IsoDate } from '../domain/day.ts';
import { shippedPolicy } from '../policies/load.ts';
import type { Database } from '../prisma/database.ts';
import type { GateRow } from '../prisma/gate-store.ts';
import { todayIn } from './gate-options.ts';
import { policiesAtHand } from './policy-named.ts';

/** By the usual policy where the gate is none that is kept, or no policy at hand has its county. */
export async function todayAt(db: Database, gate: Pick<GateRow, 'countyCode'> | undefined): Promise<IsoDate> {
  const policies = gate === undefined ? [] : await policiesAtHand(db);
  return todayIn(policies.find(({ counties }) => counties[gate!.countyCode] !== undefined) ?? shippedPolicy());
}
