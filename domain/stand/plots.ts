/** Plots of a survey, added up: counts above the design are capped hole by hole (ruling 10). */
import { refuse, type Refusal } from '../errors.ts';
import type { SurveyCounts } from './reported.ts';

export interface PlotCount {
  readonly number: number;
  readonly livePoints: number;
  readonly deadPoints?: number;
  readonly missingPoints?: number;
  readonly designedPoints: number;
  readonly plantedPoints?: number;
}

export interface PlotTally {
  readonly counts: SurveyCounts;
  /** Codes of `errors.ts`, with the plots they speak of. */
  readonly warnings: readonly string[];
}

/**
 * Sums over plots, each capped at its design.
 *
 * @param capFactor - a plot above this multiple of its design is refused, e.g. 1.2
 * @example tallyPlots([{ number: 1, livePoints: 11, designedPoints: 10 }], 1.2) // livePoints 10, COUNT_CAPPED
 */
export function tallyPlots(plots: readonly PlotCount[], capFactor: number): PlotTally | Refusal {
  const above = plots.find(({ livePoints, designedPoints }) => livePoints > designedPoints * capFactor);
  if (above !== undefined) return tooMany(above, capFactor);
  const capped = plots.filter(({ livePoints, designedPoints }) => livePoints > designedPoints);
  const planted = plots.map(({ plantedPoints }) => plantedPoints);
  return {
    counts: {
      livePoints: sum(plots.map(({ livePoints, designedPoints }) => Math.min(livePoints, designedPoints))),
      designedPoints: sum(plots.map(({ designedPoints }) => designedPoints)),
      ...(planted.every((points) => points !== undefined) && { plantedPoints: sum(planted) }),
    },
    warnings: capped.length === 0 ? [] : ['COUNT_CAPPED'],
  };
}

function tooMany({ number, livePoints, designedPoints }: PlotCount, factor: number): Refusal {
  return refuse('COUNT_ABOVE_DESIGN', {
    field: `livePoints of plot ${number}`,
    met: livePoints,
    base: 'designed',
    wanted: designedPoints,
    factor,
    limit: Math.floor(designedPoints * factor),
  });
}

function sum(counts: readonly (number | undefined)[]): number {
  return counts.reduce<number>((total, count) => total + (count ?? 0), 0);
}
