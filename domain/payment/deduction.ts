/** What a contractor is charged for works that a county crew does in his place: computed and shown, as all payments are. */
import type { IsoDate } from '../day.ts';
import { amountsOf } from './money.ts';

export interface Deduction {
  readonly contractNo: string;
  /** Name of the party. */
  readonly contractor: string;
  readonly standId: string;
  readonly dutyId: string;
  readonly code: string;
  /** Day of the default. */
  readonly on: IsoDate;
  /** Whole m² that the county crew has taken over. */
  readonly areaM2: number;
  readonly yuanPerMu: number;
  readonly deductFen: number;
  /** Where the price comes from: the contract, or clause and mark of the policy. */
  readonly clause: string;
}

/**
 * Whole fen, rounded half up.
 *
 * @example deductionFen(20_000, 300) // 900_000: 9,000 yuan for 30 mu
 */
export function deductionFen(areaM2: number, yuanPerMu: number): number {
  return amountsOf({ yuanPerMu }, { percent: 100 }, { dueM2: areaM2, releasedM2: 0 })!.dueFen;
}
