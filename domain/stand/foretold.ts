/** What people are foretold to report: single reports, and what happens otherwise. */
import type { IsoDate } from '../day.ts';
import type { Regime } from '../policy/regime.ts';
import type { DamageCause } from './command.ts';
import type { CrownsAndStems } from './rates.ts';
import type { Planting } from './state.ts';

/** A number of points, or a share of the design as a ratio of whole numbers, e.g. `[85, 100]`. */
export type Points = number | { readonly share: readonly [number, number] };

export interface ForetoldSurvey extends CrownsAndStems {
  readonly verb: 'survey';
  readonly live?: Points;
  readonly naturals?: number;
  readonly designed?: number;
  readonly planted?: number;
  readonly deadPatchM2?: number;
  readonly dutyId?: string;
  readonly partId?: string;
}

export interface ForetoldWork {
  readonly verb: 'work';
  readonly dutyId: string;
  /** Absent = as many as the duty needs. */
  readonly points?: Points;
  readonly option?: string;
  readonly declarant?: string;
  /** What changes with a new design; what is absent stays as it was. */
  readonly design?: Partial<Omit<Planting, 'plantedOn'>>;
}

export type ForetoldDeed =
  | ForetoldSurvey
  | ForetoldWork
  | { readonly verb: 'damage'; readonly cause: DamageCause; readonly lostM2: number; readonly partId?: string }
  | { readonly verb: 'waive'; readonly dutyId: string; readonly reason: string }
  | { readonly verb: 'reschedule'; readonly dutyId: string; readonly dueOn: IsoDate; readonly reason: string }
  | { readonly verb: 'suspend' | 'close'; readonly reason: string }
  | { readonly verb: 'resume' };

/** One report on its day. */
export interface Foretold {
  /** Day of the count, the work or the damage in the field. */
  readonly on: IsoDate;
  /** Day on which it is received, where that is later. */
  readonly receivedOn?: IsoDate;
  readonly deed: ForetoldDeed;
}

/** What happens otherwise: every duty of that code is answered on the n-th day of its window. */
export interface Habit {
  readonly code: string;
  readonly day: number;
  /** Only windows that open after this day; of several habits of one code the latest such day counts. */
  readonly after?: IsoDate;
  readonly deed: ForetoldSurvey | Omit<ForetoldWork, 'dutyId'>;
}

/** Everything foretold about a life; the order of the lists says nothing. */
export interface Outcomes {
  readonly foretold: readonly Foretold[];
  readonly habits: readonly Habit[];
  /** Days on which nobody reports anything: from such a day, or from the first, for so many days. */
  readonly delays: readonly { readonly from?: IsoDate; readonly days: number }[];
}

/** The rules of a new design, of its own planting day. */
export type RegimeFor = (planting: Planting) => Regime;
