/** The nightly sweep: what its workflow begins with, and the activities it repeats until each has looked at everything. */
import type { IsoDate, IsoInstant } from '../domain/day.ts';
import type { StandInput } from './stand-messages.ts';

/**
 * In this order: a row is put right before a stand is started again from it. Released names never change, and a new step
 * comes last, for a sweep that is rolled over carries the number of its step.
 */
export const SWEEP_STEPS = [
  'foldLogs',
  'reviveStands',
  'wakeSleepers',
  'lookForStrays',
  'lookAtMessages',
  'lookAtSurveys',
  'compareRuns',
] as const;
export type SweepStep = (typeof SWEEP_STEPS)[number];

/** What a sweep can find; `docs/operating.md` says what each means and what to do. */
export const FINDING_KINDS = [
  'ROW_DIFFERS',
  'CHAIN_BROKEN',
  'LOG_UNREADABLE',
  'NOT_RUNNING',
  'OVERSLEPT',
  'LOG_BEHIND',
  'LOG_AHEAD',
  'RUN_WITHOUT_ROW',
  'RUN_OF_CLOSED_LIFE',
  'MESSAGE_WAITS',
  'SURVEY_WAITS',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Names a sweep; its moment is workflow time, so neither SQL nor an activity decides what day it is. */
export interface SweepMoment {
  readonly at: IsoInstant;
  /** Local day in the policy's zone. */
  readonly on: IsoDate;
}

export interface SweepInput {
  readonly schema: 1;
  readonly timeZone: string;
  /** Fold every log, not tonight's thirtieth alone. */
  readonly all?: true;
  /** Where an earlier run of the same sweep has left off. */
  readonly progress?: SweepProgress;
}

export interface SweepProgress extends SweepMoment {
  /** Steps done. */
  readonly step: number;
  /** Key of the last thing looked at in the present step. */
  readonly after?: string;
  readonly looked: Readonly<Partial<Record<SweepStep, number>>>;
}

/** What a sweep answers at its end. */
export type SweepDone = SweepMoment & Pick<SweepProgress, 'looked'>;

export interface SweepRound extends SweepMoment {
  readonly after?: string;
  readonly all?: true;
  /** Queue on which stands are started again. */
  readonly taskQueue: string;
}

/** `after` is missing once everything has been looked at. */
export interface SweptRound {
  readonly looked: number;
  readonly after?: string;
}

export type Sweeps = { readonly [step in SweepStep]: (round: SweepRound) => Promise<SweptRound> } & {
  beginSweep(moment: SweepMoment): Promise<void>;
  endSweep(done: SweepDone & { readonly finishedAt: IsoInstant }): Promise<void>;
};

/** What the sweep asks of Temporal; the worker gives it, for activities know no client. */
export interface StandRuns {
  /** One page of the workflow ids that run, as of a second ago. */
  listRunning(after?: string): Promise<{ readonly workflowIds: readonly string[]; readonly after?: string }>;
  /** As of now. */
  isRunning(workflowId: string): Promise<boolean>;
  /** Whether its last run came to its end by itself, as a life does that has closed. */
  hasEnded(workflowId: string): Promise<boolean>;
  /** @returns why it cannot be, where trying again would not help */
  startAgain(start: { workflowId: string; input: StandInput; taskQueue: string }): Promise<string | undefined>;
  look(workflowId: string): Promise<Looked>;
  nudge(workflowId: string): Promise<void>;
}

export type Looked =
  /** `rev` counts the turns taken, those not yet written included. */
  | { readonly kind: 'seen'; readonly rev: number; readonly pendingTurns: number; readonly isParked: boolean }
  | { readonly kind: 'notRunning' }
  | { readonly kind: 'silent'; readonly met: string };

/** How a log and its run can have parted: one of the two servers came back from a backup. */
export type Parting = Extract<FindingKind, 'LOG_BEHIND' | 'LOG_AHEAD'>;

/**
 * A run may be ahead by turns that it has decided and not yet written.
 *
 * @param log - its turns before and after the run was asked: one that is written meanwhile is no difference
 */
export function partingOf(
  log: { readonly before: number; readonly after: number },
  run: { readonly rev: number; readonly pendingTurns: number },
): Parting | undefined {
  if (run.rev - run.pendingTurns > log.after) return 'LOG_BEHIND';
  return log.before > run.rev ? 'LOG_AHEAD' : undefined;
}
