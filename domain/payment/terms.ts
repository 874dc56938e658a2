/** What a payment hangs on: the tranches of a scheme, resolved from a policy for one stand. Nothing here pays anybody. */
import type { Language } from '../language.ts';
import type { InspectionLevel } from '../stand/inspection.ts';

type Titles = Readonly<Record<Language, string>>;

/** The result that an area must have. */
export interface PaymentGate {
  /** Code of the check that gives it, e.g. `survivalCheck`. */
  readonly check: string;
  /** Rate at or above which an area qualifies; raw ratio above 0 and up to 1, as payment reads the standard. */
  readonly leastRate: number;
  /** Rate in its place where somebody has waived the line that payment reads (ruling 37); absent = nobody can. */
  readonly waivedRate?: number;
  /** Results of lower levels do not count; absent = any that binds. */
  readonly leastLevel?: InspectionLevel;
}

/** What is kept back of a tranche until a later check. */
export interface Holdback {
  /** Of the tranche, above 0 and below 100. */
  readonly percent: number;
  readonly until: PaymentGate;
}

export interface Tranche {
  readonly code: string;
  readonly title: Titles;
  /** Of the whole payment; those of a scheme add up to 100. */
  readonly percent: number;
  readonly gate: PaymentGate;
  /** Share of the stand's area that must qualify before any of it is due, 0 to 1; absent = any area is. */
  readonly leastAreaShare?: number;
  readonly holdback?: Holdback;
  /** Clause and mark. */
  readonly clause: string;
}

export interface PaymentTerms {
  /** Policy version and the file's hash it was read with, e.g. `xinzhou-2024@1.1.0`. */
  readonly policy: string;
  readonly hash: string;
  /** Code of the scheme, e.g. `centralSubsidy`. */
  readonly scheme: string;
  readonly title: Titles;
  /** Whole payment for one mu; absent where the scheme states shares alone. */
  readonly yuanPerMu?: number;
  /** Clause and mark of the price. */
  readonly priceClause?: string;
  readonly tranches: readonly Tranche[];
}
