/** Payments of stands as rows: one a tranche, and what all of them add up to. */
import type { Language } from '../domain/language.ts';
import { loweredOf, paymentLedger, type Lowered, type PaymentEntry } from '../domain/payment/ledger.ts';
import { paymentsOf, type TranchePayment } from '../domain/payment/payments.ts';
import type { PaymentTerms } from '../domain/payment/terms.ts';
import type { Database } from '../prisma/database.ts';
import type { PaidLife } from '../prisma/payment-store.ts';
import { standLog } from '../prisma/stand-store.ts';

export interface PaymentRow extends Omit<TranchePayment, 'tranche' | 'parts' | 'amounts'>, Omit<Lowered, 'by'> {
  readonly standId: string;
  readonly countyCode: string;
  readonly workYear: number;
  readonly stage: string;
  readonly areaM2: number;
  readonly policy: string;
  readonly scheme: string;
  readonly tranche: string;
  readonly title: Readonly<Record<Language, string>>;
  readonly percent: number;
  readonly check: string;
  readonly leastRate: number;
  readonly dueFen?: number;
  readonly heldFen?: number;
  readonly clause: string;
  /** Who held the stand on the day it fell due, or holds it today; absent where nobody is written down. */
  readonly holder?: string;
}

export async function rowsOf(db: Database, life: PaidLife, terms: PaymentTerms): Promise<readonly PaymentRow[]> {
  const ledger = await ledgerWhereLowered(db, life, terms);
  const { standId, countyCode, workYear, state } = life;
  const areaM2 = state.parts.reduce((sum, part) => sum + part.areaM2, 0) || life.seed.areaM2;
  return paymentsOf(state, terms).map(({ tranche, parts: _, amounts, ...payment }) => {
    const { by: _by, ...lowered } = loweredOf(ledger, terms, tranche);
    return {
      standId,
      countyCode,
      workYear,
      stage: state.stage,
      areaM2,
      policy: terms.policy,
      scheme: terms.scheme,
      tranche: tranche.code,
      title: tranche.title,
      percent: tranche.percent,
      check: tranche.gate.check,
      leastRate: tranche.gate.leastRate,
      ...payment,
      ...amounts,
      ...lowered,
      clause: tranche.clause,
    };
  });
}

/** Only a result that does not stand any more can have lowered anything: of all other stands the state says enough. */
export async function ledgerWhereLowered(
  db: Database,
  life: PaidLife,
  terms: PaymentTerms,
): Promise<readonly PaymentEntry[]> {
  const isLowered = life.state.parts.some(({ verdicts }) =>
    verdicts.some(({ overruledBy }) => overruledBy !== undefined),
  );
  return isLowered ? ledgerOf(db, life, terms) : [];
}

export async function ledgerOf(
  db: Database,
  { lifeId }: Pick<PaidLife, 'lifeId'>,
  terms: PaymentTerms,
): Promise<readonly PaymentEntry[]> {
  const { seed, turns } = await standLog(db, lifeId);
  return paymentLedger(seed, turns, terms);
}

/** One tranche over many stands. */
export interface PaymentSum {
  readonly scheme: string;
  readonly tranche: string;
  readonly title: Readonly<Record<Language, string>>;
  readonly percent: number;
  readonly stands: number;
  readonly waiting: number;
  readonly short: number;
  readonly due: number;
  readonly areaM2: number;
  readonly dueM2: number;
  readonly loweredM2: number;
  /** Absent where no price is stated. */
  readonly dueFen?: number;
  readonly heldFen?: number;
  readonly loweredFen?: number;
}

/** Adds up rows as they come, by scheme and tranche. */
export class PaymentSums {
  private readonly sums = new Map<string, PaymentSum>();

  add(row: PaymentRow): void {
    const { policy, scheme, tranche, title, percent, state } = row;
    const key = `${policy} ${scheme} ${tranche}`;
    const none = { stands: 0, waiting: 0, short: 0, due: 0, areaM2: 0, dueM2: 0, loweredM2: 0 };
    const before = this.sums.get(key) ?? { scheme, tranche, title, percent, ...none };
    this.sums.set(key, {
      ...before,
      stands: before.stands + 1,
      waiting: before.waiting + (state === 'WAITING' ? 1 : 0),
      short: before.short + (state === 'SHORT' ? 1 : 0),
      due: before.due + (state === 'DUE' ? 1 : 0),
      areaM2: before.areaM2 + row.areaM2,
      dueM2: before.dueM2 + row.dueM2,
      loweredM2: before.loweredM2 + row.loweredM2,
      ...(row.dueFen !== undefined && {
        dueFen: (before.dueFen ?? 0) + row.dueFen,
        heldFen: (before.heldFen ?? 0) + (row.heldFen ?? 0),
        loweredFen: (before.loweredFen ?? 0) + (row.loweredFen ?? 0),
      }),
    });
  }

  all(): readonly PaymentSum[] {
    return [...this.sums.values()];
  }
}
