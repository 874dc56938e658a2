/**
 * What has happened to a stand. Events are the truth: the log in PostgreSQL folds to every state.
 * A released event keeps its meaning for good; new facts come as new optional fields or new types.
 */
import type { IsoDate, IsoInstant } from '../day.ts';
import type { Regime } from '../policy/regime.ts';
import type { Answer, SurveyCounts, Warning } from './command.ts';
import type { Needs, Planting, StandSeed } from './state.ts';

export type Timing = 'early' | 'onTime' | 'late' | 'notOwed';

export type StandEvent =
  /** The life begins. */
  | { readonly type: 'StandPlanted'; readonly seed: StandSeed }
  | { readonly type: 'AnchorSet'; readonly partId: string; readonly anchor: string; readonly on: IsoDate }
  | { readonly type: 'Counted'; readonly partId: string; readonly counter: string }
  | { readonly type: 'StageEntered'; readonly partId: string; readonly stage: string }
  | {
      readonly type: 'DutyRaised';
      readonly dutyId: string;
      readonly code: string;
      readonly parts: readonly string[];
      readonly round: number;
      readonly cause: string;
      readonly opensOn: IsoDate;
      readonly dueOn: IsoDate;
      readonly needs?: Needs;
    }
  /** Its first day has come: the task goes to the crew. */
  | { readonly type: 'DutyOpened'; readonly dutyId: string; readonly taskNo: number }
  /** The deed outside is barred; it is tried again on that day. */
  | { readonly type: 'DutyHeld'; readonly dutyId: string; readonly until: IsoDate; readonly dueOn: IsoDate }
  /** Gated days since the due day, in total; the ladder's days move with them. */
  | { readonly type: 'DutyExcused'; readonly dutyId: string; readonly days: number }
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
  /** It passed undone and is not owed any more; it counts against the done-rate. */
  | { readonly type: 'DutyLapsed'; readonly dutyId: string }
  | { readonly type: 'DutyWithdrawn'; readonly dutyId: string; readonly by: string }
  | {
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
    }
  | {
      readonly type: 'VerdictGiven';
      readonly dutyId: string;
      readonly partId: string;
      readonly surveyId: string;
      readonly verdict: string;
      readonly as: string;
      readonly readings: Readonly<Record<string, string>>;
      readonly livePoints: number;
      readonly basePoints: number;
      /** Live points scaled to the whole part. */
      readonly partLivePoints: number;
      readonly because: string;
    }
  | {
      readonly type: 'WorkRecorded';
      readonly dutyId: string;
      readonly partId: string;
      readonly doneOn: IsoDate;
      readonly points?: number;
      readonly option?: string;
      readonly warnings?: readonly Warning[];
    }
  /** A new design was planted: a new planting day, its own regime, the rounds begin again. */
  | {
      readonly type: 'Reestablished';
      readonly partId: string;
      readonly planting: Planting;
      readonly regimeKey: string;
      readonly regime: Regime;
    }
  | { readonly type: 'StandClosed'; readonly reason: string }
  /** The command this turn answers; keeps repeats harmless after a rebuild from the log. */
  | {
      readonly type: 'CommandAnswered';
      readonly commandId: string;
      /** Opaque id of the sender. */
      readonly by: string;
      readonly digest: string;
      readonly answer: Answer;
    };

export type StandEventType = StandEvent['type'];

/** One event in the log, with the turn and the workflow time it belongs to. */
export interface Recorded {
  readonly seq: number;
  readonly at: IsoInstant;
  readonly on: IsoDate;
  readonly event: StandEvent;
}
