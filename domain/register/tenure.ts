/** Who holds a stand: duties follow the stand, money whoever holds it on the day it falls due. */
import type { IsoDate } from '../day.ts';

export interface Tenure {
  /** First day of it; it lasts until the next one begins. */
  readonly fromOn: IsoDate;
  /** Name of a person, household, collective or unit. */
  readonly holder: string;
}

/**
 * The holder of a day.
 *
 * @param line - tenures of the stand itself, then of those its land comes from, the latest first: the first that knows the
 *   day says so
 * @returns undefined where nobody wrote down who held it then
 * @example holderOn([[{ fromOn: '2027-01-01', holder: 'B' }], [{ fromOn: '2026-01-01', holder: 'A' }]], '2026-06-01') // 'A'
 */
export function holderOn(line: readonly (readonly Tenure[])[], on: IsoDate): string | undefined {
  for (const tenures of line) {
    const begun = tenures.filter(({ fromOn }) => fromOn <= on).toSorted((a, b) => (a.fromOn < b.fromOn ? 1 : -1));
    if (begun[0] !== undefined) return begun[0].holder;
  }
  return undefined;
}

/**
 * Everybody who held a stand, the first one first: of its land before as long as nobody is written down for the stand.
 *
 * @param line - as for `holderOn`
 */
export function holdersOf(line: readonly (readonly Tenure[])[]): readonly Tenure[] {
  return line.reduce<readonly Tenure[]>((known, tenures) => {
    const before = tenures.filter(({ fromOn }) => known.every((each) => fromOn < each.fromOn));
    return [...before.toSorted((a, b) => (a.fromOn < b.fromOn ? -1 : 1)), ...known];
  }, []);
}
