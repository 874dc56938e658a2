/** What had been payable on a result that does not stand any more, named beside what was planned, done and reported on it. */
import { loweredOf, type Lowered } from '../domain/payment/ledger.ts';
import type { Tranche } from '../domain/payment/terms.ts';
import type { Database } from '../prisma/database.ts';
import { lifeToPay } from '../prisma/payment-store.ts';
import { ledgerWhereLowered } from './payment-rows.ts';
import { termsReader } from './payment-terms.ts';

export interface Claim extends Lowered {
  readonly tranche: Tranche;
}

/** By the terms of the stand's own policy; none where it states none. */
export async function claimsOn(db: Database, lifeId: string): Promise<readonly Claim[]> {
  const life = await lifeToPay(db, lifeId);
  const { terms } = await termsReader(db, {})(life);
  if (terms === undefined) return [];
  const ledger = await ledgerWhereLowered(db, life, terms);
  return terms.tranches.flatMap((tranche) => {
    const lowered = loweredOf(ledger, terms, tranche);
    return lowered.by === undefined ? [] : [{ tranche, ...lowered }];
  });
}
