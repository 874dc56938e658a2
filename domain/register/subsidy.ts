/** Subsidies that flags of the land bring, by parcel and year (公益林补偿, 天然林保护补助): computed and shown, as payments are. */
import { amountsOf } from '../payment/money.ts';
import type { Protection } from '../policy/regime.ts';
import type { Part, StandState } from '../stand/state.ts';

export interface SubsidyScheme {
  readonly code: string;
  /** Any of these flags brings it, and once. */
  readonly flags: readonly Protection[];
  /** Of a year; absent = no rate is ruled, the area alone is told. */
  readonly yuanPerMu?: number;
}

export interface Subsidy {
  /** Code of its scheme. */
  readonly scheme: string;
  /** Flags of the land that bring it. */
  readonly flags: readonly Protection[];
  /** Whole m² of the parcel. */
  readonly areaM2: number;
  /** Whole fen, rounded half up; absent where no rate is ruled. */
  readonly amountFen?: number;
}

/**
 * What a stand brings in a year.
 *
 * @param state - on the day that counts for the year; what was closed by then brings nothing, land written off neither
 * @example subsidiesOf(state, [{ code: 'publicWelfare', flags: ['WELFARE_1'], yuanPerMu: 10 }]) // 150 mu: 150,000 fen
 */
export function subsidiesOf(
  { protection = [], parts, closedOn }: Pick<StandState, 'protection' | 'parts' | 'closedOn'>,
  schemes: readonly SubsidyScheme[],
): readonly Subsidy[] {
  const areaM2 = parts.filter(isForestStill).reduce((sum, part) => sum + part.areaM2, 0);
  if (closedOn !== undefined || areaM2 === 0) return [];
  return schemes.flatMap(({ code, flags: brought, yuanPerMu }) => {
    const flags = brought.filter((flag) => protection.includes(flag));
    const amountFen = yuanPerMu && amountsOf({ yuanPerMu }, { percent: 100 }, { dueM2: areaM2, releasedM2: 0 })!.dueFen;
    return flags.length === 0 ? [] : [{ scheme: code, flags, areaM2, ...(amountFen !== undefined && { amountFen }) }];
  });
}

function isForestStill({ stage }: Part): boolean {
  return stage !== 'WRITTEN_OFF';
}

export interface SubsidySum {
  readonly scheme: string;
  readonly parcels: number;
  readonly areaM2: number;
  readonly amountFen?: number;
}

/** By scheme, in the order of the schemes; parcels rounded each, so that a sum is the sum of its rows. */
export function subsidySums(rows: readonly Subsidy[], schemes: readonly SubsidyScheme[]): readonly SubsidySum[] {
  return schemes.map(({ code, yuanPerMu }) => {
    const own = rows.filter(({ scheme }) => scheme === code);
    const amountFen = own.reduce((sum, row) => sum + (row.amountFen ?? 0), 0);
    const areaM2 = own.reduce((sum, row) => sum + row.areaM2, 0);
    return { scheme: code, parcels: own.length, areaM2, ...(yuanPerMu !== undefined && { amountFen }) };
  });
}
