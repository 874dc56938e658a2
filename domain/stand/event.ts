/**
 * What has happened to a stand. Events are the truth: the log in PostgreSQL folds to every state.
 * A released event keeps its meaning for good; new facts come as new optional fields or new types.
 */
import type { IsoDate, IsoInstant } from '../day.ts';
import type { Protection, Regime } from '../policy/regime.ts';
import type { DamageCause, SurveyPiece } from './command.ts';
import type { Answer, Certified, Felling, Hits, Papers, Stems, SurveyCounts, Warning } from './reported.ts';
import type { Inspection, InspectionLevel } from './inspection.ts';
import type { CutStrips, FollowUp, Inheritance, Needs, Planting, StandSeed, StandState } from './state.ts';

export type Timing = 'early' | 'onTime' | 'late' | 'notOwed';

export type StandEvent =
  /** The life begins. */
  | { readonly type: 'StandPlanted'; readonly seed: StandSeed }
  | {
      readonly type: 'AnchorSet';
      readonly partId: string;
      readonly anchor: string;
      readonly on: IsoDate;
      /** Closed duties of earlier rounds that the results which stand came from, or ended: they stay. */
      readonly keeps?: readonly string[];
    }
  | { readonly type: 'Counted'; readonly partId: string; readonly counter: string }
  | { readonly type: 'StageEntered'; readonly partId: string; readonly stage: string }
  | {
      readonly type: 'DutyRaised';
      readonly dutyId: string;
      readonly code: string;
      readonly parts: readonly string[];
      readonly round: number;
      readonly n?: number;
      readonly cause: string;
      /** In force from now on, without a task: a ban. */
      readonly inForce?: true;
      readonly opensOn: IsoDate;
      readonly dueOn: IsoDate;
      readonly needs?: Needs;
    }
  /** Its first day has come: the task goes to the crew. */
  | { readonly type: 'DutyOpened'; readonly dutyId: string; readonly taskNo: number }
  /** The deed outside is barred; it is tried again on that day. */
  | { readonly type: 'DutyHeld'; readonly dutyId: string; readonly until: IsoDate; readonly dueOn: IsoDate }
  /** Gated days since the due day, in total; the ladder's days move with them. */
  | {
      readonly type: 'DutyExcused';
      readonly dutyId: string;
      readonly days: number;
      /** The gate still bars: no step before that day. */
      readonly barredUntil?: IsoDate;
    }
  | {
      readonly type: 'StepReached';
      readonly dutyId: string;
      readonly step: number;
      /** Misses before it: a step of the second missed window is another one than that of the first. */
      readonly occurrence: number;
      readonly code: string;
      readonly reachedOn: IsoDate;
      readonly issuedOn: IsoDate;
      readonly replyDueOn?: IsoDate;
      readonly receivers: readonly string[];
    }
  /** A count captured in time arrived late: the steps it had reached are void. */
  | { readonly type: 'StepsTakenBack'; readonly dutyId: string; readonly steps: readonly number[] }
  /** A biological window passed unused; the duty moves to the next allowed one. */
  | {
      readonly type: 'WindowMissed';
      readonly dutyId: string;
      readonly misses: number;
      readonly opensOn: IsoDate;
      readonly dueOn: IsoDate;
      readonly needs?: Needs;
    }
  /** Gates barred half of the missed window or more: the miss does not count, and its letter is void. */
  | {
      readonly type: 'MissExcused';
      readonly dutyId: string;
      /** Misses that still count. */
      readonly misses: number;
      /** The step that the miss had reached. */
      readonly step: number;
    }
  | {
      readonly type: 'DutyRescheduled';
      readonly dutyId: string;
      readonly needs?: Needs;
      readonly dueOn: IsoDate;
      readonly opensOn: IsoDate;
      readonly reason: string;
    }
  | {
      readonly type: 'DutyDone';
      readonly dutyId: string;
      /** Survey or command that ended it. */
      readonly by: string;
      /** Opaque id of its sender. */
      readonly sender: string;
      readonly late: boolean;
    }
  /** Much was replaced shortly before the check: it comes later, once. */
  | { readonly type: 'DutyShifted'; readonly dutyId: string; readonly opensOn: IsoDate; readonly dueOn: IsoDate }
  /** Another duty's outcome has fulfilled it. */
  | { readonly type: 'DutySatisfied'; readonly dutyId: string; readonly by: string }
  /** A named person let it go. */
  | {
      readonly type: 'DutyWaived';
      readonly dutyId: string;
      readonly by: string;
      readonly sender: string;
      readonly reason: string;
    }
  /** A named person lets payment read the results of a check by the line that the field goes by (ruling 37). */
  | {
      readonly type: 'LineWaived';
      readonly dutyId: string;
      readonly sender: string;
      readonly reason: string;
    }
  /** A named person lets its work be reported without the papers that the rule asks for. */
  | {
      readonly type: 'PapersWaived';
      readonly dutyId: string;
      readonly sender: string;
      readonly reason: string;
    }
  /** The gate that held it was lifted: it is tried again. */
  | { readonly type: 'DutyReleased'; readonly dutyId: string; readonly dueOn: IsoDate }
  /** A ban whose least time is over stays in force until a decision ends it; it is looked at again that day. */
  | { readonly type: 'BanReviewed'; readonly dutyId: string; readonly againOn: IsoDate }
  /** What an office writes on its day; PROVISIONAL where the check it speaks of has no verdict yet. */
  | {
      readonly type: 'ReportFiled';
      readonly dutyId: string;
      readonly says: string;
      /** The verdict that payment reads, where it differs. */
      readonly pay?: string;
    }
  /** A deadline passed unmet. */
  | { readonly type: 'DeadlinePassed'; readonly dutyId: string }
  /** It passed undone and is not owed any more; it counts against the done-rate. */
  | { readonly type: 'DutyLapsed'; readonly dutyId: string }
  | {
      readonly type: 'DutyWithdrawn';
      readonly dutyId: string;
      readonly by: string;
      /** The result that raised it does not stand any more: it counts as never raised. */
      readonly undone?: true;
      /** Clause that bars it on protected land; `by` is the flag. */
      readonly because?: string;
    }
  /** One of the parts that share it goes its own way; the others still owe it. */
  | { readonly type: 'DutyLeft'; readonly dutyId: string; readonly partId: string; readonly by: string }
  /** It shares the duty again: what made it leave does not stand any more. */
  | { readonly type: 'DutyJoined'; readonly dutyId: string; readonly partId: string; readonly by: string }
  /** What ended it does not stand any more: it is owed again, in its own days. */
  | { readonly type: 'DutyReopened'; readonly dutyId: string; readonly by: string }
  | ({
      readonly type: 'SurveyRecorded';
      readonly surveyId: string;
      readonly partId: string;
      readonly dutyId?: string;
      readonly capturedOn: IsoDate;
      readonly binding: boolean;
      readonly timing: Timing;
      /** Clause that decided whether it binds. */
      readonly because: string;
      readonly counts: SurveyCounts;
      readonly plots: number;
      readonly warnings?: readonly Warning[];
      readonly pieces?: readonly SurveyPiece[];
      /** The wrong survey whose place it takes. */
      readonly supersedes?: string;
    } & Inspection)
  | {
      readonly type: 'VerdictGiven';
      readonly dutyId: string;
      readonly partId: string;
      readonly surveyId: string;
      readonly verdict: string;
      readonly as: string;
      readonly readings: Readonly<Record<string, string>>;
      /** Live of base points; absent where crowns were measured. */
      readonly livePoints?: number;
      readonly basePoints?: number;
      /** Live points scaled to the whole part. */
      readonly partLivePoints?: number;
      /** What was measured of crowns or shrubs. */
      readonly hits?: Hits;
      readonly stems?: Stems;
      /** Where one of several measures would do: all of them that were counted, in place of the above. */
      readonly counts?: SurveyCounts;
      /** Accepted natural stems that count. */
      readonly naturals?: number;
      readonly because: string;
      /** Stage of the part before it; absent in logs of 0.1.0. */
      readonly stageBefore?: string;
      /** Absent = the county's. */
      readonly level?: InspectionLevel;
      /** Day from which it binds, where a higher result or a correction took the place of another. */
      readonly bindsFrom?: IsoDate;
      /** Survey whose result stood until now. */
      readonly overrules?: string;
      /** Survey of a later check that was judged before it came: it stands before that one, and nothing follows. */
      readonly passedBy?: string;
      /** Key of the rules it goes by, where those are not the part's present ones: a correction of an earlier count. */
      readonly rules?: string;
    }
  /** What followed from a result is taken back, as far as it is the part's own: the rest are events of duties. */
  | {
      readonly type: 'ResultOverruled';
      readonly partId: string;
      readonly dutyId: string;
      /** Survey whose result does not stand any more. */
      readonly surveyId: string;
      /** Survey that says so. */
      readonly by: string;
      /** Stage of the part before that result; absent where it is not known. */
      readonly stage?: string;
      /** Counters that result had raised by one. */
      readonly counters: readonly string[];
      readonly anchors: readonly string[];
      readonly judgements: readonly string[];
    }
  /** Done, planned or reported on a result that does not stand any more: somebody must see to it. */
  | ({ readonly type: 'FollowUpRaised' } & Omit<FollowUp, 'raisedOn' | 'settledOn' | 'settledBy'>)
  | {
      readonly type: 'FollowUpSettled';
      readonly followUpId: string;
      /** Opaque id of who saw to it. */
      readonly sender: string;
      readonly reason: string;
    }
  /** A second verdict from the same visit. */
  | {
      readonly type: 'JudgementGiven';
      readonly partId: string;
      readonly code: string;
      readonly surveyId: string;
      readonly verdict: string;
      readonly because: string;
      /** Day of an acceptance's visit; absent = of a check, and in logs before 0.4.0. */
      readonly capturedOn?: IsoDate;
      /** The rate it goes by, where it has one of its own, and the line it is held against. */
      readonly rate?: { readonly counted: number; readonly of: number; readonly wanted: number };
    }
  | {
      readonly type: 'WorkRecorded';
      readonly dutyId: string;
      readonly partId: string;
      readonly doneOn: IsoDate;
      /** Site prepared (M0a), and stock on arrival (M0b); absent = not told, and in logs before 0.4.0. */
      readonly preparedOn?: IsoDate;
      readonly stockOn?: IsoDate;
      readonly points?: number;
      /** Of these, by species code. */
      readonly bySpecies?: Readonly<Record<string, number>>;
      readonly option?: string;
      /** Opaque id of who declared it. */
      readonly declarant?: string;
      readonly papers?: Papers;
      /** Of a tending felling; absent where its rules know no limits, and in logs before 0.5.0. */
      readonly felling?: Felling;
      /** Of a coppice; absent where its rules know no strips, and in logs before 0.5.0. */
      readonly strips?: CutStrips;
      readonly warnings?: readonly Warning[];
      /** Unit that did it: not independent of the part from now on. */
      readonly unit?: string;
    }
  /** A new design was planted: a new planting day, its own regime, the rounds begin again. */
  | {
      readonly type: 'Reestablished';
      readonly partId: string;
      readonly planting: Planting;
      readonly regimeKey: string;
      readonly regime: Regime;
    }
  | {
      readonly type: 'DamageReported';
      readonly partId: string;
      readonly cause: DamageCause;
      readonly seenOn: IsoDate;
      readonly lostM2: number;
    }
  /** So much of a part is out of the assessment's denominator; what is owed on it stays. */
  | ({
      readonly type: 'AreaCertified';
      readonly partId: string;
      readonly cause: DamageCause;
      readonly seenOn: IsoDate;
    } & Certified)
  /** A piece goes on as a part of its own, the rest shrinks. Points go by area. */
  | {
      readonly type: 'PartSplit';
      readonly partId: string;
      readonly newPartId: string;
      readonly areaM2: number;
      readonly designedPoints: number;
      readonly plantedPoints: number;
      /** Live points by the last count that go along, or are lost; absent with a lost piece = as many as it has points. */
      readonly livePoints?: number;
      /**
       * Of each replanting in turn, the points that go along with a piece that is lost; absent where none was replanted,
       * and in logs of 0.2.0: there both sides kept all of them. With a piece that lives its share goes along.
       */
      readonly replacedPoints?: readonly number[];
      /** What is owed on the new part; absent where the piece is lost: nothing. */
      readonly inherits?: {
        /** Its own from now on; what had ended on a result that is looked at again has ended there, too. */
        readonly copies: readonly { readonly dutyId: string; readonly newDutyId: string }[];
        /** Works that both parts owe together. */
        readonly shares: readonly string[];
      };
    }
  /** New rules for what is owed from now on; what was judged stays judged. Changes of duties are events of their own. */
  | {
      readonly type: 'PolicyAdopted';
      readonly changes: readonly {
        /** Key of the rules until now, with their policy and its hash. */
        readonly was: string;
        readonly before: string;
        readonly beforeHash: string;
        readonly key: string;
        readonly regime: Regime;
      }[];
      /** Duties late by the rules before, under a ladder that has changed: no step of the new one before that day. */
      readonly late?: { readonly dutyIds: readonly string[]; readonly until: IsoDate };
    }
  /** Flags of the land, in the place of those before. */
  | { readonly type: 'ProtectionSet'; readonly flags: readonly Protection[]; readonly evidence: string }
  | { readonly type: 'StandSuspended'; readonly reason: string }
  /** Days the clock stood; what was open is due so much later, except what gates never move. */
  | { readonly type: 'StandResumed'; readonly days: number; readonly moved: readonly MovedDuty[] }
  | { readonly type: 'StandClosed'; readonly reason: string }
  /** Points go with the area, so that its density stays; verdicts stay as they were judged. */
  | {
      readonly type: 'BoundaryChanged';
      readonly partId: string;
      /** Whole m² before and from now on. */
      readonly beforeM2: number;
      readonly areaM2: number;
      readonly designedPoints: number;
      readonly plantedPoints: number;
      readonly livePoints?: number;
      readonly reason: string;
      /** Opaque id of what says so. */
      readonly evidence: string;
    }
  /** It becomes part of another stand, which takes over all that is owed here. */
  | { readonly type: 'StandMerged'; readonly into: { readonly lifeId: string; readonly standId: string } }
  /** Parts of another stand are parts of this one, under numbers of its own. */
  | { readonly type: 'StandAbsorbed'; readonly inherited: Inheritance }
  /** The life begins with what another one left to it. */
  | { readonly type: 'StandInherited'; readonly inherited: Inheritance }
  /** It goes on as several stands; each takes over the parts named, with all that is owed on them. */
  | { readonly type: 'StandSplit'; readonly children: readonly ChildStand[] }
  /**
   * The log had lost turns that the workflow still knew (a restore from a backup): it goes on from the workflow's state.
   * The event stands at that state's turn and number, so both go on counting without the lost ones.
   */
  | {
      readonly type: 'Rebased';
      readonly state: StandState;
      /** Opaque id of who asked for it. */
      readonly by: string;
      readonly rebasedAt: IsoInstant;
    }
  /** The command this turn answers; keeps repeats harmless after a rebuild from the log. */
  | {
      readonly type: 'CommandAnswered';
      readonly commandId: string;
      /** Opaque id of the sender. */
      readonly by: string;
      readonly digest: string;
      readonly answer: Answer;
    };

export interface ChildStand {
  readonly lifeId: string;
  readonly standId: string;
  /** Whole m²: the sum of its parts. */
  readonly areaM2: number;
  readonly parts: readonly string[];
}

export interface MovedDuty {
  readonly dutyId: string;
  readonly opensOn: IsoDate;
  readonly dueOn: IsoDate;
}

export type StandEventType = StandEvent['type'];

/** One event in the log, with the turn and the workflow time it belongs to. */
export interface Recorded {
  readonly seq: number;
  readonly at: IsoInstant;
  readonly on: IsoDate;
  readonly event: StandEvent;
}
