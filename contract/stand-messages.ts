/** Messages a stand's workflow takes, and the input a run begins with. */
import type { UpdateDefinition } from '@temporalio/common';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type {
  Absorb,
  AdoptPolicy,
  ChangeBoundary,
  Close,
  CorrectSurvey,
  MergeStand,
  ReportDamage,
  Reschedule,
  Resume,
  SentCommand,
  SettleFollowUp,
  SplitStand,
  SubmitAudit,
  SubmitSurvey,
  SubmitWork,
  Protect,
  Suspend,
  Waive,
} from '../domain/stand/command.ts';
import type { Answer } from '../domain/stand/reported.ts';
import type { StandSeed, StandState } from '../domain/stand/state.ts';
import type { WhyLine } from '../domain/stand/why.ts';
import type { Turn } from './deeds.ts';
import type { Pages } from './pages.ts';

/** `recorded` is always false here: the row follows; `client/` waits for it. */
export interface CommandReply extends Answer {
  readonly recorded: false;
  /** The decider failed on this command; it is kept and the stand waits for an operator. */
  readonly parked?: string;
}

export const submitSurveyUpdate = defineUpdate<CommandReply, [Omit<SubmitSurvey, 'type'>]>('submitSurvey');
export const submitWorkUpdate = defineUpdate<CommandReply, [Omit<SubmitWork, 'type'>]>('submitWork');
export const rescheduleUpdate = defineUpdate<CommandReply, [Omit<Reschedule, 'type'>]>('reschedule');
export const reportDamageUpdate = defineUpdate<CommandReply, [Omit<ReportDamage, 'type'>]>('reportDamage');
export const waiveUpdate = defineUpdate<CommandReply, [Omit<Waive, 'type'>]>('waive');
export const suspendUpdate = defineUpdate<CommandReply, [Omit<Suspend, 'type'>]>('suspend');
export const resumeUpdate = defineUpdate<CommandReply, [Omit<Resume, 'type'>]>('resume');
export const closeUpdate = defineUpdate<CommandReply, [Omit<Close, 'type'>]>('close');
export const submitAuditUpdate = defineUpdate<CommandReply, [Omit<SubmitAudit, 'type'>]>('submitAudit');
export const correctSurveyUpdate = defineUpdate<CommandReply, [Omit<CorrectSurvey, 'type'>]>('correctSurvey');
export const settleFollowUpUpdate = defineUpdate<CommandReply, [Omit<SettleFollowUp, 'type'>]>('settleFollowUp');
export const adoptPolicyUpdate = defineUpdate<CommandReply, [Omit<AdoptPolicy, 'type'>]>('adoptPolicy');
export const splitStandUpdate = defineUpdate<CommandReply, [Omit<SplitStand, 'type'>]>('splitStand');
export const changeBoundaryUpdate = defineUpdate<CommandReply, [Omit<ChangeBoundary, 'type'>]>('changeBoundary');
export const mergeStandUpdate = defineUpdate<CommandReply, [Omit<MergeStand, 'type'>]>('mergeStand');
export const protectUpdate = defineUpdate<CommandReply, [Omit<Protect, 'type'>]>('protect');
/** From the outbox: a stand that has closed becomes part of this one. */
export const absorbUpdate = defineUpdate<CommandReply, [Omit<Absorb, 'type'>]>('absorb');

/** All of them; the name of each is the type of its command. */
export const COMMAND_UPDATES = [
  submitSurveyUpdate,
  submitWorkUpdate,
  rescheduleUpdate,
  reportDamageUpdate,
  waiveUpdate,
  suspendUpdate,
  resumeUpdate,
  closeUpdate,
  submitAuditUpdate,
  correctSurveyUpdate,
  settleFollowUpUpdate,
  adoptPolicyUpdate,
  splitStandUpdate,
  changeBoundaryUpdate,
  mergeStandUpdate,
  absorbUpdate,
  protectUpdate,
] as readonly UpdateDefinition<CommandReply, [object]>[];

/** Continue as new, on another build's queue where one is named. A signal, so that it outlives an absent worker. */
export const rolloverSignal = defineSignal<[{ readonly taskQueue?: string }]>('rollover');
/** Try a parked turn or command again. */
export const unparkSignal = defineSignal<[]>('unpark');

/** A gate was lifted before its end, or had none: what it holds is tried again. */
export const gateLiftedSignal = defineSignal<[]>('gateLifted');
/** Look again: whoever finds that a stand has overslept wakes it. */
export const nudgeSignal = defineSignal<[]>('nudge');

/** What `standView` shows of a stand; regimes are left out. */
export interface StandView {
  readonly workflowId: string;
  readonly state: Omit<StandState, 'seen' | 'regimes'>;
  readonly pendingTurns: number;
  readonly nextDueOn?: string;
  readonly parked?: Parked;
  readonly taskQueue: string;
}
export const standViewQuery = defineQuery<StandView>('standView');
/** All that the next run would begin with: what a log that has lost turns is rebased on. */
export const standInputQuery = defineQuery<StandInput>('standInput');
export const whyQuery = defineQuery<readonly WhyLine[]>('why');

/** Why a stand waits for an operator, and what is tried again when it is let go. */
export interface Parked {
  readonly reason: string;
  readonly command?: SentCommand;
}

/** Input of every run of a stand: the first one has a seed, later ones the state. */
export interface StandInput {
  readonly schema: 1;
  /** Absent = as release 0.1.0 had it: 120 and 400. */
  readonly pages?: Pages;
  readonly seed?: StandSeed;
  readonly state?: StandState;
  /** Turns decided but not yet written; in order. */
  readonly pendingTurns?: readonly Turn[];
  readonly parked?: Parked;
}
