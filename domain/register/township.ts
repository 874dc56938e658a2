/** Stands in several townships: the larger share is responsible, rates count by share. */

export interface TownshipShare {
  readonly township: string;
  /** Whole m², above 0. */
  readonly areaM2: number;
}

/** The township with the larger share; of equal ones the first by name. Undefined where none is written down. */
export function responsibleTownship(shares: readonly TownshipShare[]): string | undefined {
  return shares.toSorted((a, b) => b.areaM2 - a.areaM2 || (a.township < b.township ? -1 : 1))[0]?.township;
}

/**
 * Whom a letter about a stand goes to: the responsible township, and every other one as a copy.
 *
 * @returns undefined where no township is written down
 */
export function addressees(
  shares: readonly TownshipShare[],
): { readonly township: string; readonly copies: readonly string[] } | undefined {
  const township = responsibleTownship(shares);
  if (township === undefined) return undefined;
  return { township, copies: shares.map((share) => share.township).filter((each) => each !== township) };
}

/**
 * A smaller area in the proportions of some shares, to the square metre: what rounding leaves goes to the first.
 *
 * @example sharedOut(101, [{ township: 'a', areaM2: 60 }, { township: 'b', areaM2: 40 }]) // a 61, b 40
 */
export function sharedOut(areaM2: number, shares: readonly TownshipShare[]): readonly TownshipShare[] {
  const whole = shares.reduce((sum, share) => sum + share.areaM2, 0);
  const parts = shares.map((share) => ({ ...share, areaM2: Math.floor((areaM2 * share.areaM2) / whole) }));
  const rest = areaM2 - parts.reduce((sum, part) => sum + part.areaM2, 0);
  return parts.map((part, index) => (index === 0 ? { ...part, areaM2: part.areaM2 + rest } : part));
}

export interface SharedStand {
  readonly areaM2: number;
  /** By the last count that binds; absent = not counted. */
  readonly livePoints?: number;
  readonly basePoints?: number;
  readonly shares: readonly TownshipShare[];
}

export interface TownshipRate {
  /** Absent = of stands without a township. */
  readonly township?: string;
  /** Stands it is responsible for. */
  readonly stands: number;
  /** Whole m² that lie in it. */
  readonly areaM2: number;
  /** Its share of the points of counted stands, rounded once summed. */
  readonly livePoints: number;
  readonly basePoints: number;
}

/**
 * What each township has: points go with the area, as a share of what the stand's shares add up to, so that a boundary
 * changed since moves none of them to another township.
 */
export function townshipRates(stands: readonly SharedStand[]): readonly TownshipRate[] {
  const sums = new Map<string | undefined, { stands: number; area: number; live: number; base: number }>();
  for (const { areaM2, livePoints = 0, basePoints = 0, shares } of stands) {
    const whole = shares.reduce((sum, share) => sum + share.areaM2, 0);
    const parts = shares.map(({ township, areaM2: own }) => ({ township, part: own / whole }));
    const responsible = responsibleTownship(shares);
    for (const { township, part } of parts.length === 0 ? [{ township: undefined, part: 1 }] : parts) {
      const sum = sums.get(township) ?? { stands: 0, area: 0, live: 0, base: 0 };
      sums.set(township, sum);
      if (township === responsible) sum.stands += 1;
      sum.area += areaM2 * part;
      sum.live += livePoints * part;
      sum.base += basePoints * part;
    }
  }
  return [...sums]
    .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1))
    .map(([township, { stands: count, area, live, base }]) => ({
      ...(township !== undefined && { township }),
      stands: count,
      areaM2: Math.round(area),
      livePoints: Math.round(live),
      basePoints: Math.round(base),
    }));
}
