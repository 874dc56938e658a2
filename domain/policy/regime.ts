/**
 * A regime is a policy resolved for one stand: what remains after county, altitude, species, method
 * and planting day have picked their rows. It travels in the workflow's input, so it is small
 * (≤ 9.1 KB), plain JSON, and readable by an operator in the Temporal UI.
 */
import type { IsoDate, MonthDay } from '../day.ts';

export const DUTY_KINDS = ['survey', 'planting', 'work', 'report', 'deadline', 'decision', 'ban'] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

/** How sure a number is: read in an official text, read in a secondary one, recalled, or our default. */
export const MARKS = ['verified', 'secondary', 'recalled', 'default'] as const;

/** First and last day of a window in any year; an end before its start lies in the next year. */
export type Window = readonly [opens: MonthDay, ends: MonthDay];

/** A growing season is named by the year of its start; an anchor counts for it up to `countsIfBy`. */
export interface Season {
  readonly starts: MonthDay;
  readonly countsIfBy: MonthDay;
  /** Its last day, where a duty is due by the end of a season; before `starts`, it lies in the next year. */
  readonly ends?: MonthDay;
}

/** Days the calendar of offices knows beyond the weekend. Ranges are inclusive. */
export interface WorkingDays {
  /** ISO weekdays without work, e.g. [6, 7]. */
  readonly weekend: readonly number[];
  /** Holidays of every year, used where no dated list covers the year. */
  readonly everyYear: readonly MonthDay[];
  /** Years for which `holidays` and `makeUp` are complete. */
  readonly coveredYears: readonly number[];
  readonly holidays: readonly (readonly [IsoDate, IsoDate])[];
  readonly makeUp: readonly IsoDate[];
}

/** A pre-parsed guard, e.g. `["rounds", ">=", 2]`. */
export type Guard = readonly [fact: FactName, operator: Comparison, value: number];
export type Comparison = '<' | '<=' | '>' | '>=' | '=';

/**
 * Facts a guard may ask of a part, a duty and the survey at hand. `visit` counts the visits of a repeated check,
 * `replacedToCount12m` what was replaced in the 12 months up to the day of the count (`replacedShare12m`: up to the window),
 * `year` calendar years from the planting (or commencement) to the first day of the duty's window,
 * `passed` is 1 where the check's own verdict counts as PASS; a share or closure not measured is -1. `established` and
 * `regenerated` are 1 once the planting has the anchor of that name.
 */
export const FACT_NAMES = [
  'rounds',
  'lateReplants',
  'largestDeadPatchHa',
  'largestDeadPatchShare',
  'replacedShare12m',
  'replacedToCount12m',
  'closure',
  'cover',
  'passed',
  'visit',
  'year',
  'established',
  'regenerated',
] as const;
export type FactName = (typeof FACT_NAMES)[number];

/** What follows from a verdict, a deed done or a decision taken. */
export type Consequence =
  /** A stage; with `from`, only where the part is at that one. */
  | { readonly enter: string; readonly from?: string }
  | { readonly raise: string }
  | { readonly withdraw: string }
  | { readonly anchor: string }
  | { readonly count: string }
  /** The same check again, so many years later. */
  | { readonly repeat: number }
  /** The active duty of this code is fulfilled. */
  | { readonly satisfy: string }
  /** The ladder's step at once. */
  | { readonly escalate: number }
  /** A list that several rules share, by its name under `do`. */
  | { readonly do: string };

/**
 * What a survey can measure: live of base points, crowns over ground (tree closure), shrub cover, accepted stems per
 * area unit, those of them that are of preferred species, mean and least height of the stems in m, live of designed
 * points of the main species, cover of the layers that an enclosure counts together (shrubs and grass, or trees and
 * shrubs), and seedlings and saplings per area unit.
 */
export const MEASURES = [
  'survival',
  'closure',
  'cover',
  'stems',
  'preferred',
  'meanHeight',
  'leastHeight',
  'mainSpecies',
  'totalCover',
  'seedlings',
  'saplings',
] as const;
export type Measure = (typeof MEASURES)[number];

/** Area that a policy's stems are counted to. */
export const AREA_UNITS = ['ha', 'acre'] as const;
export type AreaUnit = (typeof AREA_UNITS)[number];

/** The day the duty to regenerate began (harvest, felling, start of logging), which a stand brings with it. */
export const COMMENCED = 'commenced';

/** Papers that a rule may ask for with a work: a number or name, a whole count, an amount, or the last day it is good for. */
export const PAPERS = {
  licence: 'text',
  quarantine: 'text',
  label: 'text',
  quality: 'text',
  provenance: 'text',
  quantity: 'count',
  permit: 'text',
  volumeM3: 'amount',
  permitUntil: 'day',
  quarantineOrder: 'text',
} as const;
export type Paper = keyof typeof PAPERS;

/** Why land is protected: public-welfare forest by its level, natural forest, protected area. */
export const PROTECTIONS = ['WELFARE_1', 'WELFARE_2', 'NATURAL', 'RESERVE'] as const;
export type Protection = (typeof PROTECTIONS)[number];

/** One row of a decision table; the first row that holds decides, the last one holds always. */
export interface Band {
  /** Name of the line that the rate must stay below for this row to hold. */
  readonly below?: string;
  /** Another rate of the same count, in place of the duty's own; one that was not counted does not hold. */
  readonly of?: Measure;
  /**
   * Names of lines by what is held against each, where any one of them would do: the row holds if none is met. Of each such
   * row one rate at least is counted, unless an earlier one would take all of them; one that was not has met nothing.
   */
  readonly allBelow?: Readonly<Partial<Record<Measure, string>>>;
  /** All of these must hold as well. */
  readonly if?: readonly Guard[];
  /** At least one of these must hold as well. */
  readonly any?: readonly Guard[];
  readonly verdict: string;
  /** The verdict this one is reported and paid as. */
  readonly as?: string;
  readonly then?: readonly Consequence[];
  /** A second verdict from the same visit: code of a judgement. */
  readonly also?: string;
}

export type When =
  /** The window of the n-th growing season that counts from the anchor. `it` = the anchor that raised the duty. */
  | { readonly from: string; readonly growingSeasons: number; readonly in: string }
  /** The window of the anchor's year and so many years on. */
  | { readonly from: string; readonly years: number; readonly in: string }
  /** Fixed days of that year, for what offices write. */
  | { readonly from: string; readonly years: number; readonly opens: MonthDay; readonly due: MonthDay }
  /**
   * Visits a year, year after year: `[[2, 1], [1]]` = two in the first window and one in the second, then one in the
   * first. In the first year only windows count of which so many days are left.
   */
  | {
      readonly from: string;
      readonly visits: readonly (readonly number[])[];
      readonly in: readonly string[];
      readonly leastDays: number;
    }
  /** Calendar months from the anchor: open from the first of them on, due on the day of the last. */
  | { readonly from: string; readonly afterMonths?: number; readonly byMonths: number }
  /** The n-th season that counts from the anchor, to its end. */
  | { readonly from: string; readonly season: number; readonly of: string }
  /** In force at once, for at least so many years. */
  | { readonly from: string; readonly forYears: number }
  /** The first of these windows that opens after the cause. */
  | { readonly next: readonly string[] }
  /** Open at once, due so many calendar days later. */
  | { readonly days: number };

/** In a row of a judgement: the line that the check of the visit itself asks for. */
export const CHECK_LINE = 'check';

/** A decision table without days of its own. */
export interface Judgement {
  readonly bands: readonly Band[];
  /** Given beside every verdict that counts as this one, whichever check it is of. */
  readonly with?: string;
  /** Given only where the count has this rate. */
  readonly measure?: Measure;
}

/** Closure that a tending felling leaves at least, as a ratio; a sanitation felling; and by how much a first release lowers it. */
export interface FellingLimits {
  readonly closure: number;
  readonly sanitation: number;
  readonly firstDrop: number;
  /** Owed where less is left than even a sanitation felling may leave. */
  readonly raise: string;
}

export interface DutySpec {
  readonly kind: DutyKind;
  /** Anchors that raise the duty when they are set. */
  readonly at?: readonly string[];
  readonly when: When;
  /** What a survey measures; absent = survival, or what rows with `allBelow` ask for. */
  readonly measure?: Measure;
  /** The base of a survival rate; absent = designed. */
  readonly base?: 'designed' | 'planted';
  /** Rates that a count must have besides the measure. */
  readonly asks?: readonly Measure[];
  /** Natural stems that the standard accepts count as well. */
  readonly naturals?: true;
  readonly bands?: readonly Band[];
  readonly needs?: {
    readonly seedlings?: 'designedMinusLive' | 'designed' | 'deadPatch' | 'lacking';
    readonly stockAge?: 'standAge' | 'nursery';
    /** Of a mixed design each species by itself: what it needs, and what was planted of it. Absent before 1.3.0 of Xinzhou. */
    readonly mix?: true;
    /** A dead patch goes with the points where its stand is split, so that nothing is ordered twice; absent = each keeps it. */
    readonly divided?: true;
    /** All points that are missing: no planting of some of them is owed beside it; absent = each stands by itself. */
    readonly whole?: true;
  };
  /** Where the guards hold on the day the window opens, the check comes so many years later; once. */
  readonly shift?: { readonly if: readonly Guard[]; readonly years: number };
  /** Withdrawn when this one opens: duties of that code which that anchor raised. */
  readonly supersedes?: readonly { readonly duty: string; readonly raisedBy: string }[];
  /** A report speaks of the last verdict of these duties. */
  readonly says?: readonly string[];
  /** What follows where the day passes of a deadline, or where the least time of a ban is over. */
  readonly then?: readonly Consequence[];
  /** Of a deadline: stages that no count puts in the place of the one it has entered; absent = any may. */
  readonly outlasts?: readonly string[];
  /** A ban is reviewed only once this anchor is set; a deadline is met by one that is set in time. */
  readonly until?: string;
  /** Role of the one who declares it done, and who is named with it. */
  readonly declarant?: string;
  /** Flags of the land that bar it: it is withdrawn. */
  readonly barredBy?: readonly Protection[];
  /** With these papers, a set by its name, it may be done before its window. */
  readonly anytime?: string;
  /** A pass of it with a large dead patch is one with blocks, as `blocks` says. */
  readonly blocks?: true;
  /** Counted before the window of a later check that is judged already, it asks for nothing; absent = it does all the same. */
  readonly yields?: true;
  /** Its report says the closure before and after, which is held against these. */
  readonly leaves?: FellingLimits;
  /** Shrubs are cut in strips, as `strips` says. */
  readonly inStrips?: true;
  /** Sets of papers by their names under `papers`; the report brings one of them whole. */
  readonly papers?: readonly string[];
  /** What ends it besides its own end: a failure (where nothing is said), a new planting, or nothing at all. */
  readonly lasts?: 'round' | 'own';
  /** Work at a desk: no gate bars it. */
  readonly office?: true;
  /** Field work that burns: no day of the fire period is free for it. */
  readonly openFire?: true;
  /** Field work that enters no forest: a closure of the forests alone does not bar it. */
  readonly outsideForest?: true;
  /** No gate ever moves its days. */
  readonly statutory?: true;
  /** What happens the day after the due day: the task is re-dated, or the duty lapses; absent, or `ladder` as 0.1.0 wrote it = the ladder runs. */
  readonly missed?: 'redate' | 'lapse' | 'ladder';
  /** Letter of every window it misses, in place of `missedSteps` (ruling 33). */
  readonly missedStep?: number;
  readonly done?: readonly Consequence[];
  /** Branches of a decision. */
  readonly options?: Readonly<Record<string, readonly Consequence[]>>;
  /** The work begins a new design: it carries a new planting and a new regime. */
  readonly newDesign?: boolean;
  /** Once done it may be asked for again in the same round; absent, as up to 0.4.0, only what is due in days may. */
  readonly again?: true;
}

/** One step of the overdue ladder; days count from the due day, negative before it. */
export interface LadderStep {
  readonly step: number;
  readonly code: string;
  readonly afterDays: number;
  readonly receivers: readonly string[];
  readonly replyWorkDays?: number;
}

export interface Regime {
  /** Policy name and version, e.g. `xinzhou-2024@1.0.0`. */
  readonly policy: string;
  /** First 12 hex digits of the policy file's SHA-256. */
  readonly hash: string;
  readonly timeZone: string;
  /** What the resolution chose and why a person may doubt it, e.g. zone DRY, provisional. */
  readonly basis: {
    readonly edition: string;
    readonly zone: string;
    readonly group: string;
    readonly provisional?: boolean;
    /** Values of the stand's own approved standard, in place of the policy's usual ones. */
    readonly own?: Readonly<Record<string, number>>;
    /** Once established, its area counts as forest cover (ruling 2). */
    readonly countsForCover?: boolean;
    /** Where it need not have closed to be established: the verdict with which its area counts as forest cover. */
    readonly coverVerdict?: string;
  };
  /** Absent = ha. */
  readonly areaUnit?: AreaUnit;
  readonly windows: Readonly<Record<string, Window>>;
  readonly seasons: Readonly<Record<string, Season>>;
  /** Every verdict is given under each reading; consequences follow `field`, payment follows `pay`. */
  readonly readings: { readonly names: readonly string[]; readonly field: string; readonly pay: string };
  /** Thresholds in the unit of their measure: ratios 0–1, stems per area unit, m; one for all readings or one a reading. */
  readonly lines: Readonly<Record<string, number | Readonly<Record<string, number>>>>;
  readonly limits: {
    /** A count above the design is capped up to this factor and refused beyond. */
    readonly liveCapFactor: number;
    /** Seedlings to be kept at hand beside those a planting needs, as a share of them; absent = none. */
    readonly reserveShare?: number;
    /** A duty already late at go-live climbs no ladder before this many days have passed. */
    readonly arrearsDays: number;
    /** Steps of a duty count from its opening where that comes after its due day. Absent, as up to 0.3.0: from its due day. */
    readonly ladderFrom?: 'opening';
    /** A gate without an end is asked again after so many days, should nobody tell that it was lifted. Absent in 0.1.0. */
    readonly gateAskDays?: number;
    /** Local hour at which the letters of a working day are issued. */
    readonly letterHour: number;
  };
  /** Lists of consequences by name. */
  readonly do?: Readonly<Record<string, readonly Consequence[]>>;
  /** What follows from a loss or a damage; of causes in `certified`, what a paper certifies is out of the assessment. */
  readonly damage?: {
    readonly damaged: readonly Consequence[];
    readonly lost: readonly Consequence[];
    readonly certified?: readonly string[];
    /** Of what lives a loss takes the share of its area; absent = whatever it takes was alive, as far as there is any. */
    readonly evenly?: true;
  };
  /** How a stand begins that was not planted, from the day it commenced; absent = by its planting. */
  readonly start?: readonly Consequence[];
  /** Least share of sound points over designed ones with which the supervisor accepts a planting, and what is owed below. */
  readonly acceptance?: { readonly line: number; readonly raise: string };
  readonly missedSteps: { readonly first: number; readonly again: number };
  /** Where one of these holds, what counts as `as` is a pass with blocks, and the patch is replanted (ruling 11). */
  readonly blocks?: {
    readonly any: readonly Guard[];
    readonly as: string;
    readonly verdict: string;
    readonly raise: string;
  };
  /**
   * A coppice cuts at most one part in so many; what it cut is left out of cover checks for so many growing seasons. The
   * strips left are cut in the years after it, until less than `rest` of the area stands.
   */
  readonly strips?: { readonly oneIn: number; readonly seasons: number; readonly rest: number };
  /** Sets of papers that duties ask for, by name. */
  readonly papers?: Readonly<Record<string, readonly Paper[]>>;
  /** What follows where planting stock comes from another county. */
  readonly stockFromOutside?: readonly Consequence[];
  readonly duties: Readonly<Record<string, DutySpec>>;
  /** Second verdicts from the visit of a survey, by code. */
  readonly judgements?: Readonly<Record<string, Judgement>>;
  /** In which open fire is barred each year without any order; absent where none of its duties burns. */
  readonly firePeriod?: Window;
  readonly ladder: readonly LadderStep[];
  readonly workingDays: WorkingDays;
  /**
   * Path of a value above → `clause · mark`, e.g. `lines.survival` → `GB/T 15776-2023 §12 · secondary`: of what a decider
   * writes into events. Regimes of 0.1.0 and 0.2.0 name all of their clauses.
   */
  readonly cite: Readonly<Record<string, string>>;
}
