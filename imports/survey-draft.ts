/** A count on its way from the rows of a file to a command. */
import type { IsoDate } from '../domain/day.ts';
import type { SurveyCounts } from '../domain/stand/reported.ts';
import type { PlotCount } from '../domain/stand/plots.ts';
import type { Problem } from './problems.ts';

/** What a survey needs to know of its stand. */
export interface SurveyedStand {
  readonly standId: string;
  readonly plantedOn: IsoDate;
  readonly designedPoints: number;
}

export interface SurveyDraft {
  /** The first of its rows. */
  readonly row: number;
  /** All rows that make it. */
  readonly rows: readonly number[];
  readonly standId: string;
  readonly capturedOn: IsoDate;
  readonly counts: SurveyCounts;
  readonly plots: readonly PlotCount[];
  readonly warnings: readonly string[];
}

/** The figures of one row. */
export interface Counted extends SurveyCounts {
  readonly plot?: number;
  readonly deadPoints?: number;
  readonly missingPoints?: number;
}

/** What is known of a row: its stand and day also where its counts are faulty, so that its other plots can wait. */
export interface ReadSurveyRow {
  readonly row: number;
  readonly problems: readonly Problem[];
  readonly remarks?: readonly Problem[];
  readonly stand?: SurveyedStand;
  readonly capturedOn?: IsoDate;
  /** A plot of a survey, or a whole one. */
  readonly isPlot: boolean;
  readonly counted?: Counted;
}

/** As messages name a count, e.g. `140921-0001 · 2026-09-25`. */
export function countName(standId: string, capturedOn: IsoDate): string {
  return `${standId} · ${capturedOn}`;
}
