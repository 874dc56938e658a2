/**
 * How sure a counted rate is: 95 % intervals. A single count takes Wilson's score interval, which stays within 0 and 1 and
 * is fair for few points and rates near the ends, where the usual ± of a normal curve is not. Plots are clusters: points
 * of one plot live and die together, so their spread between plots counts, by the ratio estimator's linearised variance.
 */

export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly method: 'wilson' | 'plots';
}

/** Two-sided 95 % quantile of the normal curve. */
const Z = 1.959963984540054;

/**
 * Wilson's score interval of a share.
 *
 * @param counted - hits, 0 to `of`
 * @param of - trials, from 1
 * @example wilson(85, 100) // { low: 0.767…, high: 0.907… }
 */
export function wilson(counted: number, of: number): Interval {
  const rate = counted / of;
  const spread = (Z * Z) / of;
  const centre = (rate + spread / 2) / (1 + spread);
  const half = (Z / (1 + spread)) * Math.sqrt((rate * (1 - rate)) / of + spread / (4 * of));
  return { low: Math.max(centre - half, 0), high: Math.min(centre + half, 1), method: 'wilson' };
}

export interface PlotShare {
  readonly counted: number;
  readonly of: number;
}

/**
 * The interval of a rate over plots: sum of live over sum of designed, with the spread between the plots.
 * With one plot nothing is known of the spread, and the plot is taken as a single count.
 */
export function overPlots(plots: readonly PlotShare[]): Interval {
  const counted = plots.reduce((sum, plot) => sum + plot.counted, 0);
  const of = plots.reduce((sum, plot) => sum + plot.of, 0);
  if (plots.length < 2) return wilson(counted, of);
  const rate = counted / of;
  const squares = plots.reduce((sum, plot) => sum + (plot.counted - rate * plot.of) ** 2, 0);
  const error = Math.sqrt((plots.length / (plots.length - 1)) * squares) / of;
  const half = studentT(plots.length - 1) * error;
  return { low: Math.max(rate - half, 0), high: Math.min(rate + half, 1), method: 'plots' };
}

/** Two-sided 95 % quantiles of Student's t for 1 to 10 degrees of freedom, as in any table; beyond, by Cornish–Fisher. */
const T95 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];

function studentT(freedom: number): number {
  return (
    T95[freedom - 1] ?? Z + (Z ** 3 + Z) / (4 * freedom) + (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / (96 * freedom ** 2)
  );
}
