/** What reports bring, and what those who sent them hear: counts, papers, fellings, answers. */
import type { Paper } from '../policy/regime.ts';
import type { InspectionLevel } from './inspection.ts';

/** Release 透光伐, thinning 疏伐, growth thinning 生长伐, sanitation felling 卫生伐. */
export const FELLINGS = ['RELEASE', 'THINNING', 'GROWTH_THINNING', 'SANITATION'] as const;

/** Hits of a measurement: points under a crown, centimetres of line, square metres of plot; of all of them. */
export interface Hits {
  readonly hits: number;
  readonly of: number;
  readonly method: 'point' | 'line' | 'plot' | 'quadrat';
  /** Of cover: points of all that lie in strips cut lately; they are not judged, and no hit is among them (ruling 14). */
  readonly leftOut?: number;
}

/** A tending felling: of which kind, and the closure before and after it. */
export interface Felling {
  readonly kind: (typeof FELLINGS)[number];
  readonly before: Hits;
  readonly after: Hits;
}

/** Stems that the standard accepts by species, spacing and health, on sample plots of so much ground. */
export interface Stems {
  /** Planted ones; naturally grown ones stand beside them in `naturals`. */
  readonly counted: number;
  /** Of all that count, those of preferred species; absent = not told apart. */
  readonly preferred?: number;
  readonly meanHeightCm?: number;
  /** Height of the smallest one counted. */
  readonly leastHeightCm?: number;
  /** Ground of all plots, from 1: whole m², or whole thousandths of an acre. */
  readonly sampled: number;
  readonly unit: 'm2' | 'milacre';
}

/** Plants on sample plots of so much ground. */
export type OnPlots = Pick<Stems, 'counted' | 'sampled' | 'unit'>;

/** Live of designed points of one species. */
export interface SpeciesCount {
  readonly live: number;
  readonly designed: number;
}

/** Counts of a survey. With plots, sums over them, capped plot by plot. At least one of `MEASURED` is there. */
export interface SurveyCounts {
  readonly livePoints?: number;
  /** Crowns over ground. */
  readonly closure?: Hits;
  /** Shrubs over ground. */
  readonly cover?: Hits;
  /** Shrubs and grass, or trees and shrubs, over ground: what the type of an enclosure counts together. */
  readonly totalCover?: Hits;
  readonly stems?: Stems;
  /** Under the trees of an enclosed forest; their plots are other ones than those of the stems. */
  readonly seedlings?: OnPlots;
  readonly saplings?: OnPlots;
  /** Accepted natural stems beside `livePoints` or `stems`; whether they count is the policy's. */
  readonly naturals?: number;
  /** Of a mixed planting, by species code; at most 12. */
  readonly bySpecies?: Readonly<Record<string, SpeciesCount>>;
  /** Designed points in what was counted; absent = the whole part. */
  readonly designedPoints?: number;
  /** Planted points in what was counted; absent = the whole part, or scaled from the design. */
  readonly plantedPoints?: number;
  /** Largest contiguous dead patch in m². */
  readonly largestDeadPatchM2?: number;
}

/** Figures of which a count has one at least. */
export const MEASURED = [
  'livePoints',
  'closure',
  'cover',
  'totalCover',
  'stems',
  'seedlings',
  'saplings',
] as const satisfies readonly (keyof SurveyCounts)[];

/** Numbers of papers, and what they say, by name; at most 64 characters each. */
export type Papers = Readonly<Partial<Record<Paper, string>>>;

/** A disaster that an authority has certified: its paper, and the area of the part that it names. */
export interface Certified {
  /** Number of the paper. */
  readonly paper: string;
  /** Whole m², from 1. */
  readonly areaM2: number;
}

/** A remark that does not stop a command: a code of `errors.ts` with the values it speaks of. */
export interface Warning {
  readonly code: string;
  readonly met?: string | number;
  readonly wanted?: string | number;
}

/** What the sender hears, and hears again when the same command comes twice. */
export interface Answer {
  readonly rev: number;
  /** Types of the events that followed, in order. */
  readonly events: readonly string[];
  readonly dutyId?: string;
  /** Whether a survey binds; with the clause that says so. */
  readonly binding?: boolean;
  readonly because?: string;
  readonly verdict?: string;
  readonly warnings?: readonly Warning[];
  /** Level a count was taken at, where its sender named one. */
  readonly level?: InspectionLevel;
  /** What became of each piece of a survey. */
  readonly parts?: readonly { readonly partId: string; readonly areaM2: number; readonly verdict: string }[];
  /** Ids of what was left over, to be seen to by hand. */
  readonly followUps?: readonly string[];
  /** The stands that go on in the place of this one. */
  readonly stands?: readonly { readonly standId: string; readonly areaM2: number }[];
}
