/**
 * The one way to speak to a running stand. Every call has a deadline and ends in an answer, a refusal or an
 * outage; a command that met an outage is sent again with the same id, and counts once.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import {
  rolloverSignal,
  standInputQuery,
  standViewQuery,
  unparkSignal,
  whyQuery,
  type StandInput,
  type StandView,
} from '../contract/stand-messages.ts';
import { isRefusal, refuse } from '../domain/errors.ts';
import type {
  AdoptPolicy,
  ChangeBoundary,
  Close,
  CorrectSurvey,
  CountCommand,
  ReportDamage,
  Reschedule,
  Resume,
  SettleFollowUp,
  SubmitAudit,
  SubmitSurvey,
  SubmitWork,
  Protect,
  Suspend,
  Waive,
} from '../domain/stand/command.ts';
import type { PlotCount } from '../domain/stand/plots.ts';
import type { WhyLine } from '../domain/stand/why.ts';
import { findAnswer } from '../prisma/answer-store.ts';
import type { Database } from '../prisma/database.ts';
import { standRev } from '../prisma/stand-store.ts';
import { stageSurvey } from '../prisma/survey-store.ts';
import { askDatabase, DatabaseAwayError } from './database-away.ts';
import { mergeSending, splitSending, type MergeToSend, type SplitToSend } from './land-sendings.ts';
import { whereItWent } from './moved.ts';
import type { Answered, Outcome, Refused, Seen, Told } from './outcome.ts';
import { sendCommand } from './send-command.ts';
import { sendingOf, type Said, type Sending } from './sending.ts';
import { askStand, tellStand } from './talk.ts';

type CountToSend<C extends CountCommand> = Omit<Said<C>, 'surveyId' | 'plots'> & {
  /** Unless given, the command's id. */
  readonly surveyId?: string;
  /** Staged in PostgreSQL before the command is sent. */
  readonly plots?: readonly PlotCount[];
};
export type SurveyToSend = CountToSend<SubmitSurvey>;
export type AuditToSend = CountToSend<SubmitAudit>;
export type CorrectionToSend = CountToSend<CorrectSurvey>;

export interface StandClient {
  submitSurvey(workflowId: string, survey: SurveyToSend): Promise<Outcome>;
  submitAudit(workflowId: string, audit: AuditToSend): Promise<Outcome>;
  correctSurvey(workflowId: string, correction: CorrectionToSend): Promise<Outcome>;
  settleFollowUp(workflowId: string, settled: Said<SettleFollowUp>): Promise<Outcome>;
  submitWork(workflowId: string, work: Said<SubmitWork>): Promise<Outcome>;
  reschedule(workflowId: string, change: Said<Reschedule>): Promise<Outcome>;
  reportDamage(workflowId: string, damage: Said<ReportDamage>): Promise<Outcome>;
  waive(workflowId: string, waiver: Said<Waive>): Promise<Outcome>;
  protect(workflowId: string, protection: Said<Protect>): Promise<Outcome>;
  suspend(workflowId: string, suspension: Said<Suspend>): Promise<Outcome>;
  resume(workflowId: string, by: Said<Resume>): Promise<Outcome>;
  adoptPolicy(workflowId: string, adoption: Said<AdoptPolicy>): Promise<Outcome>;
  close(workflowId: string, end: Said<Close>): Promise<Outcome>;
  changeBoundary(workflowId: string, change: Said<ChangeBoundary>): Promise<Outcome>;
  splitStand(workflowId: string, split: SplitToSend): Promise<Outcome>;
  mergeStand(workflowId: string, merge: MergeToSend): Promise<Outcome>;
  /** Continue as new, on another build's queue where one is named. */
  rollover(workflowId: string, taskQueue?: string): Promise<Told>;
  /** Try a parked turn or command again. */
  unpark(workflowId: string): Promise<Told>;
  view(workflowId: string): Promise<Seen<StandView>>;
  /** All the run holds; also of a run that has ended, while it is retained and a worker of its build runs. */
  whole(workflowId: string): Promise<Seen<StandInput>>;
  why(workflowId: string): Promise<Seen<readonly WhyLine[]>>;
}

export interface StandClientOptions {
  readonly temporal: Client;
  readonly db: Database;
  /** Milliseconds since the epoch; says when a survey was received. */
  readonly clock?: () => number;
}

const DATABASE_WITHIN_MS = 6_000;
const RECORDED_WITHIN_MS = 5_000;
const LOOK_EVERY_MS = 40;

export function createStandClient({ temporal, db, clock = Date.now }: StandClientOptions): StandClient {
  const means = { temporal, db, clock };
  return {
    submitSurvey: (workflowId, survey) => sendOnce(means, countFor(workflowId, { ...survey, type: 'submitSurvey' })),
    submitAudit: (workflowId, audit) => sendOnce(means, countFor(workflowId, { ...audit, type: 'submitAudit' })),
    correctSurvey: (workflowId, right) => sendOnce(means, countFor(workflowId, { ...right, type: 'correctSurvey' })),
    settleFollowUp: (workflowId, settled) =>
      sendOnce(means, sendingOf(workflowId, { ...settled, type: 'settleFollowUp' })),
    submitWork: (workflowId, work) => sendOnce(means, sendingOf(workflowId, { ...work, type: 'submitWork' })),
    reschedule: (workflowId, change) => sendOnce(means, sendingOf(workflowId, { ...change, type: 'reschedule' })),
    reportDamage: (workflowId, damage) => sendOnce(means, sendingOf(workflowId, { ...damage, type: 'reportDamage' })),
    waive: (workflowId, waiver) => sendOnce(means, sendingOf(workflowId, { ...waiver, type: 'waive' })),
    protect: (workflowId, flags) => sendOnce(means, sendingOf(workflowId, { ...flags, type: 'protect' })),
    suspend: (workflowId, reason) => sendOnce(means, sendingOf(workflowId, { ...reason, type: 'suspend' })),
    resume: (workflowId, by) => sendOnce(means, sendingOf(workflowId, { ...by, type: 'resume' })),
    adoptPolicy: (workflowId, adoption) => sendOnce(means, sendingOf(workflowId, { ...adoption, type: 'adoptPolicy' })),
    close: (workflowId, end) => sendOnce(means, sendingOf(workflowId, { ...end, type: 'close' })),
    changeBoundary: (workflowId, change) =>
      sendOnce(means, sendingOf(workflowId, { ...change, type: 'changeBoundary' })),
    splitStand: (workflowId, split) => sendOnce(means, splitSending(db, workflowId, split)),
    mergeStand: (workflowId, merge) => mergeInto(means, workflowId, merge),
    rollover: (workflowId, taskQueue) =>
      tellStand(temporal, workflowId, (stand) =>
        stand.signal(rolloverSignal, taskQueue === undefined ? {} : { taskQueue }),
      ),
    unpark: (workflowId) => tellStand(temporal, workflowId, (stand) => stand.signal(unparkSignal)),
    view: (workflowId) => askStand(temporal, workflowId, (stand) => stand.query(standViewQuery)),
    whole: (workflowId) => askStand(temporal, workflowId, (stand) => stand.query(standInputQuery)),
    why: (workflowId) => askStand(temporal, workflowId, (stand) => stand.query(whyQuery)),
  };
}

type UnsentCount = { [C in CountCommand as C['type']]: CountToSend<C> & Pick<C, 'type'> }[CountCommand['type']];

function countFor(workflowId: string, { plots = [], commandId = randomUUID(), ...count }: UnsentCount): Sending {
  return sendingOf(workflowId, { surveyId: commandId, ...count, commandId, plots: plots.length }, plots);
}

/** Earlier answer, staging, sending, waiting for the row: in this order, so that nothing is half done. */
async function sendOnce(means: Required<StandClientOptions>, sending: Sending): Promise<Outcome> {
  try {
    const early = (await earlierAnswer(means.db, sending)) ?? (await prepare(means, sending));
    if (early !== undefined) return early;
  } catch (error) {
    if (!(error instanceof DatabaseAwayError)) throw error;
    // Without plots or other stands nothing needs the database now: the stand itself knows its latest commands.
    if (sending.plots.length > 0 || sending.faultInRows !== undefined)
      return { kind: 'outage', what: 'database', met: error.message };
  }
  const reply = await sendCommand(means.temporal, sending);
  if (reply.kind === 'refused')
    return { ...reply, refusal: await whereItWent(means.db, sending.workflowId, reply.refusal) };
  if (reply.kind !== 'answered') return reply;
  const { recorded: _, parked, ...answer } = reply.reply;
  if (parked !== undefined) return { kind: 'answered', answer, recorded: false, parked };
  return { kind: 'answered', answer, recorded: await isRecorded(means.db, sending.workflowId, answer.rev) };
}

async function earlierAnswer(db: Database, { workflowId, command }: Sending): Promise<Answered | Refused | undefined> {
  const { commandId, digest } = command;
  const earlier = await askDatabase(() => findAnswer(db, workflowId, commandId), DATABASE_WITHIN_MS);
  if (earlier === undefined) return undefined;
  if (earlier.digest !== digest) return { kind: 'refused', refusal: refuse('COMMAND_ID_TAKEN', { commandId }) };
  return { kind: 'answered', answer: earlier.answer, recorded: true };
}

/** What has to be in the rows, or must not be, before the stand is asked. */
async function prepare(means: Required<StandClientOptions>, sending: Sending): Promise<Refused | undefined> {
  if (sending.faultInRows === undefined) return stage(means, sending);
  const refusal = await askDatabase(sending.faultInRows, DATABASE_WITHIN_MS);
  return refusal && { kind: 'refused', refusal };
}

async function mergeInto(
  means: Required<StandClientOptions>,
  workflowId: string,
  merge: MergeToSend,
): Promise<Outcome> {
  try {
    const sending = await askDatabase(() => mergeSending(means.db, workflowId, merge), DATABASE_WITHIN_MS);
    return isRefusal(sending) ? { kind: 'refused', refusal: sending } : await sendOnce(means, sending);
  } catch (error) {
    if (!(error instanceof DatabaseAwayError)) throw error;
    return { kind: 'outage', what: 'database', met: error.message };
  }
}

async function stage({ db, clock }: Required<StandClientOptions>, sending: Sending): Promise<Refused | undefined> {
  const { workflowId, command, plots } = sending;
  if (!('counts' in command) || plots.length === 0) return undefined;
  const { surveyId, digest, capturedOn, counts } = command;
  const staged = { surveyId, workflowId, digest, capturedOn, counts, plots, at: new Date(clock()).toISOString() };
  const refusal = await askDatabase(() => stageSurvey(db, staged), DATABASE_WITHIN_MS);
  return isRefusal(refusal) ? { kind: 'refused', refusal } : undefined;
}

/** Whether the row has reached that turn within five seconds; if not, the command is accepted and being recorded. */
async function isRecorded(db: Database, workflowId: string, rev: number): Promise<boolean> {
  const until = Date.now() + RECORDED_WITHIN_MS;
  try {
    for (;;) {
      const written = await askDatabase(() => standRev(db, workflowId), Math.max(until - Date.now(), 1));
      if (written !== undefined && written >= rev) return true;
      if (Date.now() + LOOK_EVERY_MS >= until) return false;
      await pause(LOOK_EVERY_MS);
    }
  } catch (error) {
    if (error instanceof DatabaseAwayError) return false;
    throw error;
  }
}
