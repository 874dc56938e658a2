/** Terms of payment for tests: the shipped scheme, and contracts that ask for more. */
import type { PaymentTerms, Tranche } from '../../../domain/payment/terms.ts';
import { resolvePayments } from '../../../policies/resolve-payments.ts';
import { EAST, XINZHOU } from '../../support/regimes.ts';

export function subsidy(countyCode = EAST, species = 'PINUS_TABULIFORMIS'): PaymentTerms {
  return resolvePayments(XINZHOU, { countyCode, species, method: 'PLANTING', plantedOn: '2026-04-10' })!;
}

/** The subsidy's first tranche is the whole of it, with these terms of its own. */
export function contract(more: Partial<Tranche>, yuanPerMu = 200): PaymentTerms {
  const { tranches, ...terms } = subsidy();
  return { ...terms, yuanPerMu, tranches: [{ ...tranches[0]!, percent: 100, ...more }] };
}

/** A tenth is kept back until stems stand in year 3. */
export const HELD = contract({
  holdback: { percent: 10, until: { check: 'preservationCheck', leastRate: 0.8 } },
});
