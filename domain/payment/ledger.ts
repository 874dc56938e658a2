/**
 * The ledger of payments: what each turn of a life made due or took back. It is kept nowhere: the log is folded again
 * whenever somebody asks, so ledger and log cannot come apart.
 */
import type { IsoDate } from '../day.ts';
import type { StandEvent } from '../stand/event.ts';
import { RULINGS } from '../stand/rulings.ts';
import { foldTurn, seedState, type FoldedTurn } from '../stand/fold.ts';
import type { StandSeed, StandState } from '../stand/state.ts';
import { amountsOf, type Amounts } from './money.ts';
import { dueArea, type DueArea } from './qualify.ts';
import type { PaymentTerms, Tranche } from './terms.ts';

/** What one turn changed of one tranche; below 0 where a result that had made something due does not stand any more. */
export interface PaymentEntry extends DueArea, Partial<Amounts> {
  readonly turn: number;
  readonly on: IsoDate;
  readonly tranche: string;
  /** Survey that changed it. */
  readonly surveyId?: string;
  /** Clause by which that survey binds. */
  readonly because?: string;
}

/** All entries of a life, oldest first: what the entries of a tranche add up to is what is due on it. */
export function paymentLedger(
  seed: StandSeed,
  turns: readonly FoldedTurn[],
  terms: PaymentTerms,
): readonly PaymentEntry[] {
  let state = seedState(seed);
  return turns.flatMap((turn) => {
    const before = state;
    state = foldTurn(before, turn);
    return entriesOf(before, state, turn, terms);
  });
}

/** What a turn adds to the ledger. */
export function entriesOf(
  before: StandState,
  after: StandState,
  { turn, on, events }: FoldedTurn,
  terms: PaymentTerms,
): readonly PaymentEntry[] {
  return terms.tranches.flatMap((tranche) => {
    const [from, to] = [dueArea(before, tranche), dueArea(after, tranche)];
    if (from.dueM2 === to.dueM2 && from.releasedM2 === to.releasedM2) return [];
    return [{ turn, on, tranche: tranche.code, ...changed(terms, tranche, from, to), ...causeOf(events) }];
  });
}

/** Amounts of an entry are differences of rounded ones, so that entries add up to the fen. */
function changed(terms: PaymentTerms, tranche: Tranche, from: DueArea, to: DueArea): DueArea & Partial<Amounts> {
  const [was, is] = [amountsOf(terms, tranche, from), amountsOf(terms, tranche, to)];
  return {
    dueM2: to.dueM2 - from.dueM2,
    releasedM2: to.releasedM2 - from.releasedM2,
    ...(was && is && { dueFen: is.dueFen - was.dueFen, heldFen: is.heldFen - was.heldFen }),
  };
}

function causeOf(events: readonly StandEvent[]): Pick<PaymentEntry, 'surveyId' | 'because'> {
  const survey = events.find((event) => event.type === 'SurveyRecorded');
  if (survey !== undefined) return { surveyId: survey.surveyId, because: survey.because };
  return events.some(({ type }) => type === 'LineWaived') ? { because: RULINGS.lineWaived } : {};
}

/** What was due once and is not any more: to be claimed back where it was paid out meanwhile. */
export interface Lowered {
  readonly loweredM2: number;
  /** Absent where the terms state shares alone. */
  readonly loweredFen?: number;
  /** The last entry that lowered it. */
  readonly by?: PaymentEntry;
}

/** The most that was ever due on a tranche, less what is due now; in area and in money each by itself. */
export function loweredOf(
  ledger: readonly PaymentEntry[],
  { yuanPerMu }: Pick<PaymentTerms, 'yuanPerMu'>,
  { code }: Pick<Tranche, 'code'>,
): Lowered {
  const entries = ledger.filter(({ tranche }) => tranche === code);
  const by = entries.findLast(({ dueM2, dueFen = 0 }) => dueM2 < 0 || dueFen < 0);
  const loweredM2 = fallen(entries.map(({ dueM2 }) => dueM2));
  const loweredFen = fallen(entries.map(({ dueFen = 0 }) => dueFen));
  return {
    loweredM2,
    ...(yuanPerMu !== undefined && { loweredFen }),
    ...(by && (loweredM2 > 0 || loweredFen > 0) && { by }),
  };
}

/** From the highest sum to the last one. */
function fallen(changes: readonly number[]): number {
  let [sum, most] = [0, 0];
  for (const change of changes) {
    sum += change;
    most = Math.max(most, sum);
  }
  return most - sum;
}
