/**
 * What a stand remembers. Small plain JSON (2–5 KB beside its regimes): ids, codes, days and counts;
 * names, geometry, plot rows and free text live in PostgreSQL under opaque ids.
 */
import type { IsoDate, IsoInstant } from '../day.ts';
import type { Protection, Regime } from '../policy/regime.ts';
import type { Answer, Certified, Hits, Papers, Stems, SurveyCounts } from './reported.ts';
import type { InspectionLevel } from './inspection.ts';

export type DutyState = 'planned' | 'open' | 'overdue' | 'done' | 'lapsed' | 'missed' | 'withdrawn' | 'satisfied';

/** A task is in-line state of its duty: handed to a crew once the duty opens. */
export interface Task {
  /** Counts the dispatches of this duty; a re-dated duty is dispatched again. */
  readonly n: number;
  readonly state: 'dispatched' | 'submitted' | 'accepted' | 'withdrawn' | 'missed';
  readonly dispatchedOn: IsoDate;
}

/** What a planting needs, counted when the duty is raised. */
export interface Needs {
  readonly seedlings?: number;
  /** Of these, by species code: what each lacks of the design's mix. */
  readonly bySpecies?: Readonly<Record<string, number>>;
  /** Years; same age as the stand it joins. */
  readonly stockAge?: number;
}

export interface Duty {
  /** `<code>-<round>`, with `.<part>` where the stand has several parts. */
  readonly id: string;
  readonly code: string;
  readonly parts: readonly string[];
  /** Raising is idempotent by code, part, round and number. */
  readonly round: number;
  /** Number within a series of visits, or of a repeated check; absent = the first. */
  readonly n?: number;
  /** What raised it: an anchor (`planted`), or the id of the duty whose verdict or work did. */
  readonly cause: string;
  readonly raisedOn: IsoDate;
  readonly opensOn: IsoDate;
  readonly dueOn: IsoDate;
  readonly state: DutyState;
  readonly needs?: Needs;
  readonly task?: Task;
  /** Moved on once because of what was replaced shortly before it. */
  readonly shifted?: boolean;
  /** A ban whose least time is over, looked at once at least. */
  readonly reviewed?: boolean;
  /** The window that was missed last: a work done in it may still be reported. */
  readonly missedWindow?: { readonly opensOn: IsoDate; readonly dueOn: IsoDate };
  /** Times a biological window passed unused. */
  readonly misses?: number;
  /** Highest ladder step reached; absent below step 0. */
  readonly step?: number;
  /** Day of issue of that step; the next step never precedes it. */
  readonly stepIssuedOn?: IsoDate;
  /** Gated days since the due day, in total. */
  readonly excused?: number;
  /** A gate bars the field until this day: the ladder's clock stands, no step before it. */
  readonly barredUntil?: IsoDate;
  /** The deed outside is barred until this day. */
  readonly heldUntil?: IsoDate;
  readonly closedOn?: IsoDate;
  /** Survey, work or command that ended it. */
  readonly closedBy?: string;
  /** Opaque id of who sent it; absent where a rule ended the duty. */
  readonly closedSender?: string;
  /** Parts that shared it and went their own way, and why. */
  readonly left?: readonly { readonly partId: string; readonly by: string }[];
  /** Withdrawn because the result that raised it does not stand any more. */
  readonly undone?: true;
  /** Its work may be reported without papers, by a named person. */
  readonly papersWaived?: { readonly on: IsoDate; readonly by: string };
  /** Late when new rules came: no step of their ladder before this day. */
  readonly graceUntil?: IsoDate;
}

/** A verdict on one part, kept by round. */
export interface VerdictRecord {
  readonly round: number;
  /** Code of the check that gave it; 0.1.0 wrote none. */
  readonly code?: string;
  readonly dutyId: string;
  readonly surveyId: string;
  readonly on: IsoDate;
  readonly verdict: string;
  readonly as: string;
  /** Verdict under each reading. */
  readonly readings: Readonly<Record<string, string>>;
  /** Live of base points; absent where crowns were measured. */
  readonly livePoints?: number;
  readonly basePoints?: number;
  readonly hits?: Hits;
  readonly stems?: Stems;
  readonly naturals?: number;
  /** Where one of several measures would do: those that were counted. */
  readonly counts?: SurveyCounts;
  readonly stageBefore?: string;
  /** Absent = the county's. */
  readonly level?: InspectionLevel;
  readonly bindsFrom?: IsoDate;
  /** Payment reads it as the field does since that day, by a named person (ruling 37). */
  readonly lineWaived?: { readonly on: IsoDate; readonly by: string };
  /** Survey that took its place; it stays on record. */
  readonly overruledBy?: string;
  /** Survey of a later check, whose result stands: nothing has followed from this one. */
  readonly passedBy?: string;
  /** Key in `regimes` of the rules it was given by, where the part follows others since. */
  readonly rules?: string;
}

/** What was done, planned or reported on a result that a higher one overruled or a correction replaced. */
export interface FollowUp {
  /** `f1`, `f2` … within the stand. */
  readonly id: string;
  readonly what: 'PLANNED' | 'DONE' | 'REPORTED';
  readonly partId: string;
  /** The work that was planned or done, or the report that was filed. */
  readonly dutyId: string;
  readonly verdictBefore: string;
  readonly verdictNow: string;
  /** Survey that overruled it. */
  readonly surveyId: string;
  readonly raisedOn: IsoDate;
  readonly settledOn?: IsoDate;
  readonly settledBy?: string;
}

/** Of one that is no check's, the visit that gave it: only by that can it be corrected. */
export interface SecondVerdict {
  readonly verdict: string;
  readonly on: IsoDate;
  readonly visit?: { readonly surveyId: string; readonly capturedOn: IsoDate };
}

/** Strips cut by one coppice. */
export interface CutStrips {
  readonly on: IsoDate;
  /** Whole m² that were cut, of so many: a piece of the part has the same share of them. */
  readonly cutM2: number;
  readonly ofM2: number;
  /** Width of a working strip in m. */
  readonly widthM: number;
  /** Last day on which a cover check leaves them out. */
  readonly leftOutUntil: IsoDate;
  /** With it every strip has been cut once: the next one begins a new round. Absent = others are still to be cut. */
  readonly last?: true;
}

/** Points that were replanted on a day; where the design is mixed, of which species. Absent = of the main one. */
export interface Replaced {
  readonly on: IsoDate;
  readonly points: number;
  readonly bySpecies?: Readonly<Record<string, number>>;
}

export interface Part {
  readonly id: string;
  readonly areaM2: number;
  readonly species: string;
  readonly designedPoints: number;
  readonly plantedPoints: number;
  /** Age of the stock at planting in years; absent = unknown. */
  readonly nurseryYears?: number;
  /** Of a planting that took the place of the first one: site prepared (M0a), and stock on arrival (M0b). */
  readonly preparedOn?: IsoDate;
  readonly stockOn?: IsoDate;
  /** Units that planted or replanted it, or are paid for it: their counts do not bind (ruling 21). */
  readonly units?: readonly string[];
  /** Live points by the last binding count, scaled to the whole part. */
  readonly livePoints?: number;
  /** Key in `regimes`. */
  readonly regime: string;
  readonly stage: string;
  readonly round: number;
  /** Round in which the present planting began; parts that 0.1.0 planted have none. */
  readonly plantedRound?: number;
  readonly anchors: Readonly<Record<string, IsoDate>>;
  readonly counts: Readonly<Record<string, number>>;
  readonly replaced: readonly Replaced[];
  readonly verdicts: readonly VerdictRecord[];
  /** Coppiced, and left out of cover checks for a while; absent = none. */
  readonly strips?: readonly CutStrips[];
  /** Of the present planting: out of the assessment's denominator, by the papers of a disaster. */
  readonly certified?: readonly (Certified & { readonly cause: string; readonly seenOn: IsoDate })[];
  /** Second verdicts by code, e.g. whether the planting is effective. */
  readonly judgements?: Readonly<Record<string, SecondVerdict>>;
  /** The part it was split from. */
  readonly from?: string;
}

/** A command already answered; kept so that a repeat across a continue-as-new changes nothing. */
export interface SeenCommand {
  readonly id: string;
  readonly digest: string;
  readonly on: IsoDate;
  readonly answer: Answer;
}

/** Facts of a planting: at the beginning of a life, or of a re-establishment. */
export interface Planting {
  /** The last planting day (M0); of a stand that begins without a planting, its commencement. */
  readonly plantedOn: IsoDate;
  /** Site prepared (M0a), and stock on arrival (M0b); absent = not told. */
  readonly preparedOn?: IsoDate;
  readonly stockOn?: IsoDate;
  /** Of its stock, as far as they were told when the stand was taken in; what is planted later brings them with its report. */
  readonly papers?: Papers;
  readonly species: string;
  readonly designedPoints: number;
  readonly plantedPoints: number;
  readonly nurseryYears?: number;
  /** Opaque ids of the units that plant it or are paid for it. */
  readonly units?: readonly string[];
}

export type PlantingMethod = 'PLANTING' | 'DIRECT_SOWING' | 'AERIAL_SEEDING';

/** Enclosures by what they are to bring on open land, or by what stands there already. */
export const ENCLOSURES = [
  'ENCLOSURE_TREE',
  'ENCLOSURE_TREE_SHRUB',
  'ENCLOSURE_SHRUB',
  'ENCLOSURE_SHRUB_GRASS',
  'ENCLOSURE_FOREST',
  'ENCLOSURE_SHRUBLAND',
] as const;
export type Enclosure = (typeof ENCLOSURES)[number];

/**
 * How a stand begins that is not planted: a young one that is there, one that is restored, one cut back to its stools, one
 * that comes by natural regeneration, one that is enclosed.
 */
export const STARTS = ['EXISTING', 'RESTORATION', 'COPPICE', 'NATURAL', ...ENCLOSURES] as const;
export type Start = (typeof STARTS)[number];

/** Whether the stand was there before it was taken in: its days count from its commencement, and none from a planting. */
export function isStart(method: PlantingMethod | Start | undefined): method is Start {
  return STARTS.some((start) => start === method);
}

/** A life that went before: it was split, or became part of this one. */
export interface Descent {
  readonly lifeId: string;
  readonly standId: string;
  /** Local day on which it ended. */
  readonly on: IsoDate;
}

/** What a life takes over from the one before it: parts with their clocks and evidence, and all that is owed on them. */
export interface Inheritance {
  /** All lives that its land has been through, the one that leaves it last. */
  readonly from: readonly Descent[];
  readonly regimes: Readonly<Record<string, Regime>>;
  readonly parts: readonly Part[];
  readonly duties: readonly Duty[];
  readonly followUps?: readonly FollowUp[];
  readonly adoptions?: Adoptions;
  readonly protection?: readonly Protection[];
  readonly suspendedOn?: IsoDate;
}

/** Key of rules → since when they hold, and the policy before. */
export type Adoptions = Readonly<Record<string, { readonly on: IsoDate; readonly before: string }>>;

/** Where the land of a closed stand went. */
export interface MovedTo {
  readonly how: 'SPLIT' | 'MERGED';
  readonly stands: readonly { readonly lifeId: string; readonly standId: string }[];
}

/** Everything a life begins with. */
export interface StandSeed {
  /** UUID of this life of the stand. */
  readonly lifeId: string;
  /** `<countyCode>-<stand number>`. */
  readonly standId: string;
  readonly countyCode: string;
  readonly workYear: number;
  readonly areaM2: number;
  /** Metres above the sea, where known; with the method it picks the rules of a new design, too. */
  readonly altitudeM?: number;
  /** How it is made, or how it begins without a planting; absent = planted. */
  readonly method?: PlantingMethod | Start;
  /** Day on which the duty to regenerate began: harvest, felling; absent = the planting day. */
  readonly commencedOn?: IsoDate;
  /** Values of its own approved standard, by the names the policy gives them. */
  readonly standard?: Readonly<Record<string, number>>;
  readonly planting: Planting;
  readonly regime: Regime;
  /** Duties due before this day are arrears: shown, and on no ladder for `arrearsDays`. */
  readonly goLiveOn?: IsoDate;
  /** Taken over by the first turn, in place of a planting; absent = planted. */
  readonly inherits?: Inheritance;
}

export interface StandState {
  readonly schema: 1;
  readonly seed: Omit<StandSeed, 'regime'>;
  /** Turns taken; the row in PostgreSQL carries the same number. */
  readonly rev: number;
  /** Events so far; the log's sequence number of the last one. */
  readonly seq: number;
  /** Stage of the whole: the one its parts share, else `MIXED`. */
  readonly stage: string;
  readonly regimes: Readonly<Record<string, Regime>>;
  readonly parts: readonly Part[];
  readonly duties: readonly Duty[];
  readonly seen: readonly SeenCommand[];
  /** A survey has split it. Nothing asks for it any more; it stays, so that every log folds to what it folded to. */
  readonly partwise?: true;
  /** Settled ones stay, so that each is named once. */
  readonly followUps?: readonly FollowUp[];
  /** Rules that came in the place of others, by their key in `regimes`: since when, and the policy before. */
  readonly adoptions?: Adoptions;
  /** Why its land is protected; absent = it is not. */
  readonly protection?: readonly Protection[];
  readonly lastAt: IsoInstant;
  /** The clock stands since this day, e.g. for a dispute. */
  readonly suspendedOn?: IsoDate;
  readonly closedOn?: IsoDate;
  /** Lives that its land has been through. */
  readonly from?: readonly Descent[];
  /** It is closed, and what it owed is owed there. */
  readonly movedTo?: MovedTo;
}
