/** Money in whole fen, so that sums are exact: 100 fen = 1 yuan. */
import type { DueArea } from './qualify.ts';
import type { PaymentTerms, Tranche } from './terms.ts';

/** 15 mu = 10,000 m². */
const MU = 15n;
const M2_OF_MU = 10_000n;

/** Of one tranche on one stand, in fen. */
export interface Amounts {
  /** Payable now, released holdback included. */
  readonly dueFen: number;
  /** Kept back still. */
  readonly heldFen: number;
}

/**
 * Amounts of a tranche on an area; due and held add up to the tranche, to the fen.
 *
 * @returns undefined where the terms state shares alone
 * @example amountsOf({ yuanPerMu: 200 }, { percent: 50 }, { dueM2: 100_000, releasedM2: 0 }) // { dueFen: 1_500_000, heldFen: 0 }, 15,000 yuan for 150 mu
 */
export function amountsOf(
  { yuanPerMu }: Pick<PaymentTerms, 'yuanPerMu'>,
  { percent, holdback }: Pick<Tranche, 'percent' | 'holdback'>,
  { dueM2, releasedM2 }: DueArea,
): Amounts | undefined {
  if (yuanPerMu === undefined) return undefined;
  const all = fenOf(yuanPerMu, percent, 100, dueM2);
  const kept = holdback === undefined ? 0 : fenOf(yuanPerMu, percent, holdback.percent, dueM2);
  const released = holdback === undefined ? 0 : fenOf(yuanPerMu, percent, holdback.percent, releasedM2);
  return { dueFen: all - kept + released, heldFen: kept - released };
}

/** Half up, from whole numbers: an area times a price in hundredths times two shares in hundredths of a per cent. */
function fenOf(yuanPerMu: number, percent: number, ofItPercent: number, areaM2: number): number {
  const numerator = BigInt(areaM2) * MU * hundredths(yuanPerMu) * hundredths(percent) * hundredths(ofItPercent);
  const denominator = M2_OF_MU * M2_OF_MU * M2_OF_MU;
  return Number((numerator * 2n + denominator) / (denominator * 2n));
}

function hundredths(value: number): bigint {
  return BigInt(Math.round(value * 100));
}
