/** What people and time ask of a stand, and what they get back. */
import type { IsoDate } from '../day.ts';
import type { Protection, Regime } from '../policy/regime.ts';
import type { Fitting } from './fitting.ts';
import type { Inspection, InspectionLevel } from './inspection.ts';
import type { Certified, Felling, Papers, SurveyCounts } from './reported.ts';
import type { Inheritance, Planting } from './state.ts';

/** Every command names itself and its sender; sending it twice changes nothing. */
interface Sent {
  /** Chosen by the sender; at most 64 characters. */
  readonly commandId: string;
  /** Short hash over the content, so that the same id with other content is noticed. */
  readonly digest: string;
  /** Opaque id of the sender (person or crew). */
  readonly by: string;
}

/** A piece of a part with a result of its own: counted, or lost. */
export interface SurveyPiece {
  /** Whole m²; the pieces of a survey add up to the part. */
  readonly areaM2: number;
  /** Counts in this piece; its design goes with its area. */
  readonly counts?: SurveyCounts;
  /** What took it; nothing is counted there. */
  readonly lost?: DamageCause;
}

/** What every count says, whoever made it. */
interface Counted extends Sent, Inspection {
  /** Staging id: rows of the survey in PostgreSQL. */
  readonly surveyId: string;
  /** Local day of the count in the field. */
  readonly capturedOn: IsoDate;
  readonly counts: SurveyCounts;
  /** How many plots were staged under the survey id. */
  readonly plots: number;
  /** Warnings that staging gave, e.g. plots capped. */
  readonly warnings?: readonly string[];
  readonly partId?: string;
}

export interface SubmitSurvey extends Counted {
  readonly type: 'submitSurvey';
  /** The duty it answers; absent = the survey duty owed. */
  readonly dutyId?: string;
  /** Two or more where the part fell into pieces: each goes on as a part of its own (ruling 23). */
  readonly pieces?: readonly SurveyPiece[];
}

/** A count of a higher level: it binds on the last check judged, or answers the one that is open (ruling 22). */
export interface SubmitAudit extends Counted {
  readonly type: 'submitAudit';
  readonly level: InspectionLevel;
  readonly surveyors: readonly string[];
  /** The check it looks at; absent = the open one, else the last one judged. */
  readonly dutyId?: string;
  readonly pieces?: readonly SurveyPiece[];
}

/** The right count in the place of a wrong one, at the level of that. */
export interface CorrectSurvey extends Omit<Counted, 'level'> {
  readonly type: 'correctSurvey';
  /** The survey whose result must not stand. */
  readonly supersedes: string;
  readonly surveyors: readonly string[];
}

/** Somebody has seen to what was left over where a result was overruled. */
export interface SettleFollowUp extends Sent {
  readonly type: 'settleFollowUp';
  readonly followUpId: string;
  /** Code of what was done about it; free text lives in PostgreSQL. */
  readonly reason: string;
}

export interface SubmitWork extends Sent {
  readonly type: 'submitWork';
  readonly dutyId: string;
  readonly doneOn: IsoDate;
  /** Points replanted. */
  readonly points?: number;
  /** Of these, by species code, at most 12; absent = all of the main one, or of the only one that was needed. */
  readonly bySpecies?: Readonly<Record<string, number>>;
  /** Branch of a decision. */
  readonly option?: string;
  /** Of a planting: day on which the site was prepared (M0a), and on which its stock arrived (M0b). */
  readonly preparedOn?: IsoDate;
  readonly stockOn?: IsoDate;
  /** Opaque id of the unit that did it: its counts do not bind afterwards. */
  readonly unit?: string;
  /** Opaque id of who declares it done, where the rule asks for a declarant. */
  readonly declarant?: string;
  /** Where the rule asks for some; `provenance` is the code of the county where the stock was grown, else a place of no county known. */
  readonly papers?: Papers;
  /** Of a tending felling. */
  readonly felling?: Felling;
  /** Of a coppice: whole m² cut, and the width of a working strip in m. */
  readonly strips?: { readonly cutM2: number; readonly widthM: number };
  /** Whole m² of a new planting's batch, where it is less than the part: the rest is still to be planted. */
  readonly areaM2?: number;
  /** A re-establishment carries its new design and the regime of its planting day. */
  readonly planting?: Planting;
  readonly regime?: Regime;
}

export interface Reschedule extends Sent {
  readonly type: 'reschedule';
  readonly dutyId: string;
  readonly dueOn: IsoDate;
  /** Code of the reason; free text lives in PostgreSQL. */
  readonly reason: string;
}

export interface Close extends Sent {
  readonly type: 'close';
  readonly reason: string;
  /** Only where no command was answered yet: the stand is taken back as if it had never been imported. */
  readonly untouched?: true;
}

/** A loss or damage seen, at any stage. */
export interface ReportDamage extends Sent {
  readonly type: 'reportDamage';
  readonly seenOn: IsoDate;
  readonly cause: DamageCause;
  /** Whole m² that are lost; 0 = hurt and to be counted. */
  readonly lostM2: number;
  readonly certified?: Certified;
  readonly partId?: string;
}

export const DAMAGE_CAUSES = [
  'FIRE',
  'FLOOD',
  'DROUGHT',
  'FROST',
  'SNOW',
  'WIND',
  'PEST',
  'GRAZING',
  'LAND_TAKEN',
  'OTHER',
] as const;
export type DamageCause = (typeof DAMAGE_CAUSES)[number];

/** A named person lets a duty go, with a reason on record. */
export interface Waive extends Sent {
  readonly type: 'waive';
  readonly dutyId: string;
  /** Only the papers that its report would bring; the duty stays. */
  readonly papers?: true;
  readonly reason: string;
}

/** The land of a stand is protected: all flags that hold from now on. */
export interface Protect extends Sent {
  readonly type: 'protect';
  /** Empty = protected no more. */
  readonly flags: readonly Protection[];
  /** Opaque id of the paper that says so. */
  readonly evidence: string;
}

/** The clock stands: nothing falls due until the stand is resumed. */
export interface Suspend extends Sent {
  readonly type: 'suspend';
  readonly reason: string;
}

export interface Resume extends Sent {
  readonly type: 'resume';
}

/** New rules for one of those that parts follow, with the planting that they were resolved for. */
export interface NewRules {
  /** Key of the rules whose place they take. */
  readonly regimeKey: string;
  readonly plantedOn: IsoDate;
  readonly species: string;
  readonly regime: Regime;
}

/** The stand lives by another policy, or another version of it, from now on. */
export interface AdoptPolicy extends Sent {
  readonly type: 'adoptPolicy';
  /** All of one version; for every rules that parts follow and that are not of that version already. */
  readonly rules: readonly NewRules[];
}

/** A stand is split into stands with numbers of their own; together they are the whole. */
export interface SplitStand extends Sent {
  readonly type: 'splitStand';
  readonly children: readonly SplitChild[];
}

export interface SplitChild {
  /** UUID of the new life. */
  readonly lifeId: string;
  /** `<countyCode>-<stand number>`, in the county of the stand. */
  readonly standId: string;
  readonly pieces: readonly {
    /** Absent = the only part that the stand has. */
    readonly partId?: string;
    /** Whole m²; absent = the whole part. */
    readonly areaM2?: number;
  }[];
}

/** The boundary was drawn or measured anew: the part has another area. */
export interface ChangeBoundary extends Sent {
  readonly type: 'changeBoundary';
  /** Absent = the only part that the stand has. */
  readonly partId?: string;
  /** Whole m² from now on. */
  readonly areaM2: number;
  /** Code of the reason; free text lives in PostgreSQL. */
  readonly reason: string;
  /** Opaque id of the paper or the survey that says so. */
  readonly evidence: string;
}

/** A stand becomes part of another one. */
export interface MergeStand extends Sent {
  readonly type: 'mergeStand';
  readonly into: Receiver;
}

/** The stand that takes it in, as its row describes it; it looks again itself before it does. */
export interface Receiver extends Fitting {
  readonly lifeId: string;
  readonly standId: string;
}

/** Sent by the outbox to the stand that takes another one in. */
export interface Absorb extends Sent {
  readonly type: 'absorb';
  readonly standId: string;
  readonly fitting: Fitting;
  readonly inherited: Inheritance;
}

/** Time has reached `nextDue`. */
export interface Due {
  readonly type: 'due';
}

/** What a deed found outside when it dispatched or escalated (gates): the domain decides on it. */
export interface DeedFound {
  readonly type: 'deedFound';
  readonly dutyId: string;
  readonly found: DeedFinding;
}

/**
 * Days of its window were barred since its task was handed out: it is due on `dueOn`, or where today is barred itself, so
 * many days later as until `until`, null where no end is known. `was` is the due day asked about, so repeating it is harmless.
 */
export interface WindowBarred {
  readonly was: IsoDate;
  readonly dueOn: IsoDate;
  readonly until?: IsoDate | null;
}

/** `excused` is the total of gated days since the day from which the ladder counts, so repeating it is harmless. */
export type DeedFinding =
  | { readonly kind: 'done' }
  | { readonly kind: 'blockedUntil'; readonly day: IsoDate }
  /** Barred without an end; a signal tells when it is lifted. */
  | { readonly kind: 'blocked' }
  /**
   * `until` is the first free day where today is barred itself, null where no end is known: no step before it. With `window`
   * the due day moves instead; a run of 0.4.0, which reads that not, hears the days that its ladder knows.
   */
  | { readonly kind: 'excused'; readonly days: number; readonly until?: IsoDate | null; readonly window?: WindowBarred }
  /** At least half of the window just missed was barred; `misses` names it, so repeating it is harmless. */
  | { readonly kind: 'missExcused'; readonly misses: number };

/** A gate was lifted before its end, or had none: what it held is tried again. */
export interface GateLifted {
  readonly type: 'gateLifted';
}

export type SentCommand =
  | SubmitSurvey
  | SubmitAudit
  | CorrectSurvey
  | SettleFollowUp
  | SubmitWork
  | Reschedule
  | ReportDamage
  | Waive
  | Protect
  | Suspend
  | Resume
  | AdoptPolicy
  | Close
  | SplitStand
  | ChangeBoundary
  | MergeStand
  | Absorb;
/** Commands that bring a count. */
export type CountCommand = SubmitSurvey | SubmitAudit | CorrectSurvey;
export type StandCommand = SentCommand | Due | DeedFound | GateLifted;
